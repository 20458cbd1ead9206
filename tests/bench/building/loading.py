"""Writing very many rows: SQLite by executemany with its indexes made afterwards, PostgreSQL by COPY."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

import psycopg

from tests.bench.building.patterns import TABLES

AT_ONCE = 5000
Rows = dict[str, list[tuple[Any, ...]]]
COLUMNS = {table.name: [column.name for column in table.columns] for table in TABLES}


class Loader(Protocol):
    """Takes rows by table."""

    text_instants: bool

    def take(self, rows: Rows) -> None:
        """Write some."""


class IntoSqlite:
    """Fast and unsafe: who is killed meanwhile begins anew."""

    text_instants = True

    def __init__(self, line: sqlite3.Connection) -> None:
        self.line = line

    def take(self, rows: Rows) -> None:
        """In one transaction."""
        self.line.execute("BEGIN")
        for table, many in rows.items():
            names = COLUMNS.get(table, ["rowid", "grams"])
            marks = ", ".join("?" * len(names))
            into = f"INSERT INTO {table} ({', '.join(map(quoted, names))}) VALUES ({marks})"  # noqa: S608 - names of our tables
            self.line.executemany(into, many)
        self.line.execute("COMMIT")


class IntoPostgresql:
    """COPY, without looking at references."""

    text_instants = False

    def __init__(self, line: psycopg.Connection) -> None:
        self.line = line

    def take(self, rows: Rows) -> None:
        """In one transaction."""
        with self.line.transaction(), self.line.cursor() as cursor:
            for table, many in rows.items():
                names = COLUMNS.get(table, ["document_id", "grams"])
                with cursor.copy(f"COPY {table} ({', '.join(map(quoted, names))}) FROM STDIN") as copy:
                    for row in many:
                        copy.write_row(row if table in COLUMNS else (row[0], vector(row[1])))


def quoted(name: str) -> str:
    return f'"{name}"'


def vector(grams: str) -> str:
    """Pairs as a tsvector is written."""
    return " ".join(f"'{each}'" for each in grams.split(" "))


@contextmanager
def loader(url: str) -> Iterator[Loader]:
    """What writes into a database."""
    if url.startswith("sqlite"):
        with sqlite_line(url.removeprefix("sqlite:///")) as line:
            yield IntoSqlite(line)
    else:
        with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as line:
            line.execute("SET session_replication_role = replica")
            yield IntoPostgresql(line)
            bring_up_to_date(line)


@contextmanager
def sqlite_line(path: str) -> Iterator[sqlite3.Connection]:
    """A connection without any care; indexes come back at the end."""
    line = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-400000", "foreign_keys=OFF"):
        line.execute(f"PRAGMA {pragma}")
    line.execute("PRAGMA temp_store=FILE")
    names = "', '".join(COLUMNS)
    kept = line.execute(
        f"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql > '' AND tbl_name IN ('{names}')"  # noqa: S608
    ).fetchall()
    for name, _ in kept:
        line.execute(f"DROP INDEX {name}")
    yield line
    for _, sql in kept:
        line.execute(sql)
    line.execute("INSERT INTO document_search (document_search) VALUES ('optimize')")
    line.execute("PRAGMA analysis_limit=1000")  # as the worker does
    line.execute("ANALYZE")
    line.execute("PRAGMA journal_mode=WAL")
    line.close()


def bring_up_to_date(line: psycopg.Connection) -> None:
    """Sequences go on behind the rows, and the planner knows them."""
    for table in COLUMNS:
        if "id" in COLUMNS[table]:
            line.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"  # noqa: S608
            )
    line.execute("VACUUM ANALYZE")
