"""The machine: space, kind of disk, print fonts, files of set-up, time zones."""

import shutil
from ctypes import CDLL
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from portal.config import ROOT, Settings
from portal.core.characters import COVERAGE
from portal.deployment.lack import Lacks, must, should

GIGABYTE = 1024**3
LEAST_FREE, GOOD_FREE = 1, 5
NETWORK = {"9p", "afs", "ceph", "cifs", "fuse.glusterfs", "fuse.sshfs", "lustre", "nfs", "nfs4", "smb3"}
SUBSETTER = "libharfbuzz-subset.so.0"
VENDOR = ("htmx.min.js", "bootstrap.min.css")
MOUNTS = Path("/proc/self/mounts")


def space(settings: Settings) -> Lacks:
    """A full disk refuses papers."""
    free = shutil.disk_usage(settings.data).free // GIGABYTE
    if free < LEAST_FREE:
        yield must(f"{settings.data} 所在的磁盘快满了（不到 {LEAST_FREE} GB）：腾出地方，满了就不能提交。")
    elif free < GOOD_FREE:
        yield should(f"{settings.data} 所在的磁盘只剩 {free} GB：尽早加大，留 {GOOD_FREE} GB 以上。")


def disk(settings: Settings) -> Lacks:
    """SQLite's locks do not hold on a disk that several machines share; sqlite.org/whentouse.html."""
    if not settings.database_url.startswith("sqlite"):
        return
    if filesystem(settings.data, MOUNTS.read_text()) in NETWORK:
        yield must(
            f"SQLite 的库在网络磁盘上（{settings.data}），锁不可靠，会坏：放到本机磁盘，或改用 PostgreSQL。"
        )
    if settings.queue or settings.serving.processes > 4:
        yield should(
            "按多机或多进程设了，库却是 SQLite：它一次只让一个人写，也不能两台机器共用；改用 PostgreSQL。"
        )


def filesystem(path: Path, mounts: str) -> str:
    """The kind of the file system that a path is on."""
    lines = (line.split() for line in mounts.splitlines())
    above = [(len(at), kind) for _, at, kind, *_ in lines if path.is_relative_to(at)]
    return max(above, default=(0, ""))[1]


def subsetter(_settings: Settings, library: str = SUBSETTER) -> Lacks:
    """Without it a page takes forty times longer to print."""
    try:
        CDLL(library)
    except OSError:
        yield must("缺 libharfbuzz-subset，打印要慢四十倍：apt-get install libharfbuzz-subset0，再重启。")


def fonts(_settings: Settings, coverage: Path = COVERAGE) -> Lacks:
    """The small print fonts, and the whole ones for rare characters."""
    if not coverage.exists() or not any(coverage.parent.glob("*.otf")):
        yield must("没有打印字体：在程序文件夹里执行 make setup。")


def vendor(_settings: Settings, folder: Path = ROOT / "static" / "vendor") -> Lacks:
    """The style sheet and htmx, packed."""
    if gone := [name for name in VENDOR if not (folder / f"{name}.gz").exists()]:
        yield must(f"缺前端文件 {'、'.join(gone)}：在程序文件夹里执行 make setup。")


def zone(settings: Settings) -> Lacks:
    """Days and deadlines are counted in the company's zone."""
    try:
        ZoneInfo(settings.zone)
    except (ZoneInfoNotFoundError, ValueError):
        yield must(f"没有时区 {settings.zone} 的资料：pip install tzdata，或 apt-get install tzdata。")
