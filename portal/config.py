"""What the environment settles: where data lies, which database, which port."""

import os
import secrets
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from portal.incoming import MailBox
from portal.monitors import Monitor, monitors_of
from portal.outgoing import NO_WAY_OUT, Outgoing
from portal.sealing import Sealing

ROOT = Path(__file__).resolve().parent.parent


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

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """Read PORT, PORTAL_DATA, DATABASE_URL, PORTAL_DEMO_PASSWORD, the ways out, the mailbox, who tells of
        alarms and the company's seal; raises BadSetting."""
        data = Path(environment.get("PORTAL_DATA") or ROOT / "data").resolve()
        url = environment.get("DATABASE_URL") or f"sqlite:///{data / 'portal.db'}"
        return cls(
            data,
            with_driver(url),
            port_of(environment),
            environment.get("PORTAL_DEMO_PASSWORD"),
            outgoing=outgoing_of(environment),
            sealing=sealing_of(environment),
            incoming=incoming_of(environment),
            monitors=alarms_from(environment),
        )

    @property
    def files(self) -> Path:
        """Content-addressed files."""
        return self.data / "files"

    @property
    def jobs(self) -> Path:
        """The job queue's own file; rows in the database are the truth, this may be lost."""
        return self.data / "jobs.db"

    def secret_key(self) -> str:
        """The signing key, made once and readable by its owner alone."""
        path = self.data / "secret_key"
        if not path.exists():
            self.data.mkdir(parents=True, exist_ok=True)
            create_private(path, secrets.token_urlsafe(48))
        return path.read_text()


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


def outgoing_of(environment: Mapping[str, str]) -> Outgoing:
    """How notices leave; raises BadSetting."""
    try:
        return Outgoing.from_environment(environment)
    except ValueError as bad:
        raise BadSetting(str(bad)) from None


def incoming_of(environment: Mapping[str, str]) -> MailBox | None:
    """Which mailbox is read, if one is; raises BadSetting."""
    try:
        return MailBox.from_environment(environment)
    except ValueError as bad:
        raise BadSetting(str(bad)) from None


def alarms_from(environment: Mapping[str, str]) -> tuple[Monitor, ...]:
    """Who may tell of alarms; raises BadSetting."""
    try:
        return monitors_of(environment)
    except ValueError as bad:
        raise BadSetting(str(bad)) from None


def sealing_of(environment: Mapping[str, str]) -> Sealing | None:
    """By what archive PDFs are sealed, if they are; raises BadSetting."""
    try:
        return Sealing.from_environment(environment)
    except ValueError as bad:
        raise BadSetting(str(bad)) from None


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
