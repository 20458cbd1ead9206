"""What was measured, as tables on the screen and in docs/benchmarks.md, with the machine."""

import os
import platform
import re
import sqlite3
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from portal.config import ROOT
from tests.bench.building.big import Built

PLACE = ROOT / "docs" / "benchmarks.md"
HEAD = "# Benchmarks\n\nWritten by `make bench` and `make load`; each section by the command that it names.\n"
PACKAGES = ("flask", "sqlalchemy", "granian", "psycopg")


class Table:
    """Rows of a measurement, and whether each is as wanted."""

    def __init__(self, title: str, columns: tuple[str, ...], wanted: str) -> None:
        self.title, self.columns, self.wanted = title, columns, wanted
        self.rows: list[tuple[str, ...]] = []
        self.good = True

    def add(self, good: bool, *cells: object) -> None:
        """A row, and whether it is as wanted."""
        self.rows.append((*map(str, cells), "ok" if good else "MISSED"))
        self.good = self.good and good

    def text(self) -> str:
        """As Markdown."""
        columns = (*self.columns, self.wanted)
        lines = [columns, tuple("---" for _ in columns), *self.rows]
        return "\n".join((f"### {self.title}", "", *(f"| {' | '.join(cells)} |" for cells in lines), ""))


def machine(found: list[Built]) -> str:
    """What it was measured on."""
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    sizes = (f"{b.documents:,} documents: built in {b.seconds:.0f} s, {b.megabytes:,} MB" for b in found)
    about = f"{os.cpu_count()} cores, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    when = f"{datetime.now(UTC):%Y-%m-%d}; {about}, {versions}."
    return f"{when}\n{'; '.join(sizes)}. Load and server share the machine."


def write(section: str, told: str, tables: list[Table], place: Path = PLACE) -> None:
    """Put a section where it stands, or at the end."""
    text = place.read_text() if place.exists() else HEAD
    new = "\n".join((f"## {section}", "", told, "", *(table.text() for table in tables)))
    found = re.compile(rf"^## {re.escape(section)}\n.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
    text = found.sub(lambda _: new, text) if found.search(text) else f"{text}\n{new}"
    place.write_text(text)
