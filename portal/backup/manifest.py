"""What a back-up says of itself: the head before everything, the manifest behind it."""

from datetime import datetime
from importlib.metadata import version

import msgspec

from portal.backup.rows import Counted

FORMAT = 1


class Head(msgspec.Struct, frozen=True):
    """By which program, when and from which database it was made; the columns of each table in the order of
    the values of its rows."""

    format: int
    program: str
    revision: str
    at: datetime
    engine: str
    columns: dict[str, list[str]]


class Seals(msgspec.Struct, frozen=True):
    """How many days are sealed, and the newest seal (DESIGN §9)."""

    count: int
    day: str = ""
    digest: str = ""


class Manifest(msgspec.Struct, frozen=True):
    """How much there is of everything, with SHA-256; files that were missing, or not what they are called."""

    at: datetime
    revision: str
    tables: dict[str, Counted]
    files: Counted
    file_bytes: int
    seals: Seals
    missing: list[str]
    damaged: list[str]

    @property
    def rows(self) -> int:
        """How many rows there are in all."""
        return sum(table.count for table in self.tables.values())


def program_version() -> str:
    """This program's version."""
    return version("guiju-portal")
