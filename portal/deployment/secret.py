"""The signing key, and who can read it and the data."""

import os
from pathlib import Path

from portal.config import Settings
from portal.deployment.lack import Lacks, must, should

SHORTEST, FEWEST = 50, 5
GROUP_AND_OTHERS, OTHERS = 0o077, 0o007
MAKE_ONE = "openssl rand -base64 48"


def key(settings: Settings) -> Lacks:
    """Django's W009: at least 50 characters, at least 5 different ones."""
    text = settings.secret_key()
    if len(text) < SHORTEST or len(set(text)) < FEWEST:
        yield must(
            f"签名密钥太弱（要 {SHORTEST} 个字以上、{FEWEST} 种以上）：用 {MAKE_ONE} 写一个新的到"
            f" {settings.secret_key_file}，再重启；大家要重新登录一次。"
        )


def key_mode(settings: Settings) -> Lacks:
    """Whoever reads the key can sign himself in as anybody."""
    if open_to(settings.secret_key_file, GROUP_AND_OTHERS):
        yield must(f"别的用户也能读签名密钥：chmod 600 {settings.secret_key_file}。")


def data_mode(settings: Settings) -> Lacks:
    """The folder holds the papers, their files and, on SQLite, everything."""
    if open_to(settings.data, OTHERS):
        yield must(f"别的用户也能看数据文件夹：chmod o= {settings.data}。")


def user(_settings: Settings) -> Lacks:
    """A fault in the portal must not be a fault of the machine."""
    if os.geteuid() == 0:
        yield should("现在是 root 在运行：门户应当用自己的用户运行，见 docs/deploy.md。")


def open_to(path: Path, whom: int) -> bool:
    """Whether a path can be read by others than it should be."""
    return bool(path.stat().st_mode & whom)
