"""The rows of a database in one form that either engine takes in: blocks of JSON lines, an array a row,
columns by name, rows by key. Reflected, so that a database of an older revision is read as it is."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import msgspec
import sqlalchemy as sa

from portal.core.documents.grams import PLACE

AT_A_TIME = 500
PLAIN = {int, str, bool, date}
MOMENT = datetime
REVISION, MADE = "alembic_version", PLACE.name
encoder = msgspec.json.Encoder()


@dataclass
class Tally:
    """How many there were, and the SHA-256 over all of it."""

    count: int = 0
    digest: Any = field(default_factory=hashlib.sha256)

    def take(self, count: int, content: bytes) -> None:
        """Add some."""
        self.count += count
        self.digest.update(content)

    def told(self) -> "Counted":
        """As it is written down."""
        return Counted(self.count, self.digest.hexdigest())


class Counted(msgspec.Struct, frozen=True):
    """A tally as the manifest says it."""

    count: int
    sha256: str


def tables_of(connection: sa.Connection) -> list[sa.Table]:
    """The tables, each behind those that it refers to; without what is made from them (MADE)."""
    metadata = sa.MetaData()
    metadata.reflect(connection, only=lambda name, _: name != REVISION and not name.startswith(MADE))
    return metadata.sorted_tables


def revision_of(connection: sa.Connection) -> str | None:
    """The database's revision; None where nothing was ever set up."""
    if not sa.inspect(connection).has_table(REVISION):
        return None
    revision: str | None = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
    return revision


def columns_of(table: sa.Table) -> list[sa.Column[Any]]:
    """A table's columns by name; raises TypeError for one of a type that no back-up can hold."""
    for column in table.columns:
        if column.type.python_type not in PLAIN | {MOMENT}:
            raise TypeError(f"{column}: {column.type!r}")
    return sorted(table.columns, key=lambda column: column.name)


def names_of(table: sa.Table) -> list[str]:
    """The names of a table's columns, in the order in which its rows are written."""
    return [str(column.name) for column in columns_of(table)]


def blocks_of(connection: sa.Connection, table: sa.Table) -> Iterator[tuple[int, bytes]]:
    """How many rows, and their lines, some at a time."""
    columns = columns_of(table)
    moments = [place for place, column in enumerate(columns) if column.type.python_type is MOMENT]
    query = sa.select(*columns).order_by(*(ordered(connection, key) for key in table.primary_key.columns))
    for part in connection.execute(query.execution_options(yield_per=AT_A_TIME)).partitions():
        yield len(part), encoder.encode_lines([plainly(row, moments) for row in part])


def ordered(connection: sa.Connection, key: sa.Column[Any]) -> sa.ColumnElement[Any]:
    """A key in the order that both engines have: texts by their bytes, whatever the database's language."""
    texts = connection.dialect.name == "postgresql" and key.type.python_type is str
    return sa.collate(key, "C") if texts else key


def plainly(row: sa.Row[Any], moments: list[int]) -> list[object]:
    """A row's values; moments as both engines read them."""
    values: list[object] = list(row)
    for place in moments:
        moment = values[place]
        values[place] = moment.isoformat(" ", "microseconds") if isinstance(moment, datetime) else None
    return values


def tally_of(connection: sa.Connection, table: sa.Table) -> Counted:
    """How many rows a table has, and the SHA-256 over their lines."""
    tally = Tally()
    for count, lines in blocks_of(connection, table):
        tally.take(count, lines)
    return tally.told()
