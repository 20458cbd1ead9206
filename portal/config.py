"""What the environment settles: where data lies, which database, which port."""

import os
import re
import secrets
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from portal.incoming import MailBox
from portal.log_form import log_form_of
from portal.monitors import Monitor, monitors_of, readers_of
from portal.outgoing import NO_WAY_OUT, Outgoing
from portal.sealing import Sealing
from portal.serving import THIS_MACHINE, Serving
from portal.sessions import AN_OFFICE_DAY, Sessions, sessions_of

ROOT = Path(__file__).resolve().parent.parent
QUEUE = re.compile(r"rediss?://([^\s/@]*@)?[A-Za-z0-9.-]+(:\d{1,5})?(/\d{1,3})?")


class BadSetting(ValueError):
    """An environment variable that cannot be used; the message names it."""


@dataclass(frozen=True)
class Settings:
    """Everything read from the environment, once, at start."""

    data: Path
    database_url: str
    port: int = 8000
    demo_password: str | None = None
    zone: str = "Asia/Shanghai"
    testing: bool = False
    outgoing: Outgoing = NO_WAY_OUT
    sealing: Sealing | None = None
    incoming: MailBox | None = None
    monitors: tuple[Monitor, ...] = ()
    serving: Serving = THIS_MACHINE
    queue: str = field(default="", repr=False)
    key_file: Path | None = None
    backup_key: Path | None = None
    log: str = ""
    readers: tuple[Monitor, ...] = ()
    sessions: Sessions = AN_OFFICE_DAY

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """What the environment says, as docs/deploy.md explains it; raises BadSetting."""
        try:
            return cls.read(environment)
        except ValueError as bad:
            raise BadSetting(str(bad)) from None

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> "Settings":
        """What the environment says; raises ValueError."""
        data = Path(environment.get("PORTAL_DATA") or ROOT / "data").resolve()
        url = environment.get("DATABASE_URL") or f"sqlite:///{data / 'portal.db'}"
        return cls(
            data,
            with_driver(url),
            port_of(environment),
            environment.get("PORTAL_DEMO_PASSWORD"),
            outgoing=Outgoing.from_environment(environment),
            sealing=Sealing.from_environment(environment),
            incoming=MailBox.from_environment(environment),
            monitors=monitors_of(environment),
            serving=Serving.from_environment(environment),
            queue=queue_of(environment),
            key_file=key_file_of(environment),
            backup_key=file_of(environment, "PORTAL_BACKUP_KEY_FILE"),
            log=log_form_of(environment),
            readers=readers_of(environment),
            sessions=sessions_of(environment),
        )

    @property
    def files(self) -> Path:
        """Content-addressed files."""
        return self.data / "files"

    @property
    def jobs(self) -> Path:
        """The job queue's own file; rows in the database are the truth, this may be lost."""
        return self.data / "jobs.db"

    @property
    def secret_key_file(self) -> Path:
        """Where the signing key is: in the file that was named, else beside the data."""
        return self.key_file or self.data / "secret_key"

    def secret_key(self) -> str:
        """The signing key; beside the data it is made once and readable by its owner alone."""
        path = self.secret_key_file
        if not self.key_file and not path.exists():
            self.data.mkdir(parents=True, exist_ok=True)
            create_private(path, secrets.token_urlsafe(48))
        return path.read_text().strip()


def with_driver(url: str) -> str:
    """PostgreSQL addresses as people write them, with the driver that we install."""
    for plain in ("postgres://", "postgresql://"):
        if url.startswith(plain):
            return "postgresql+psycopg://" + url.removeprefix(plain)
    return url


def port_of(environment: Mapping[str, str]) -> int:
    """The port to serve on; raises BadSetting."""
    text = environment.get("PORT") or "8000"
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise BadSetting(f"PORT={text}：端口应是 1 到 65535 之间的数")
    return int(text)


def queue_of(environment: Mapping[str, str]) -> str:
    """The Redis that holds the queue, "" for the file beside the data; raises BadSetting."""
    text = environment.get("PORTAL_QUEUE", "").strip()
    if text and not QUEUE.fullmatch(text):
        raise BadSetting(
            "PORTAL_QUEUE：应写成 redis://主机:端口/库号，有密码的写 redis://:密码@主机:端口/库号"
        )
    return text


def file_of(environment: Mapping[str, str], name: str) -> Path | None:
    """The file that a setting names, if it names one; it need not be readable yet."""
    place = environment.get(name, "").strip()
    return Path(place).resolve() if place else None


def key_file_of(environment: Mapping[str, str]) -> Path | None:
    """The file that holds the signing key, if one is named; raises BadSetting."""
    name = environment.get("PORTAL_SECRET_KEY_FILE", "").strip()
    if not name:
        return None
    try:
        said = Path(name).read_text()
    except (OSError, ValueError):
        raise BadSetting(f"PORTAL_SECRET_KEY_FILE={name}：读不了这个文件") from None
    if not said.strip():
        raise BadSetting(f"PORTAL_SECRET_KEY_FILE={name}：文件是空的，里面应有一行随机文字")
    return Path(name).resolve()


def create_private(path: Path, text: str) -> None:
    """Write a file that only its owner reads, whole or not at all; whoever comes second keeps the first
    one's."""
    descriptor, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(text)
        with suppress(FileExistsError):
            path.hardlink_to(name)
    finally:
        Path(name).unlink()
