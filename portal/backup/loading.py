"""Rows into an empty database of either engine, in one transaction: its constraints hold before it is stored.
Guards of what may be added by and by (what may still be put on a signed list) rest meanwhile; all others
stand."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

import sqlalchemy as sa
from psycopg import sql

from portal.backup.fault import BackupFault
from portal.backup.rows import AT_A_TIME, names_of
from portal.core.documents.grams import PLACE, SQL, grams

Row = list[object]
GUARDS = {
    "sqlite": "SELECT name, tbl_name, sql FROM sqlite_master"
    " WHERE type = 'trigger' AND sql LIKE '% BEFORE INSERT ON %'",
    "postgresql": "SELECT tgname, tgrelid::regclass::text, '' FROM pg_trigger"
    " WHERE NOT tgisinternal AND tgtype & 6 = 6",  # before, insert
}
TAKE_AWAY = {"sqlite": "DROP TRIGGER {0}", "postgresql": "ALTER TABLE {1} DISABLE TRIGGER {0}"}
BRING_BACK = {"sqlite": "{2}", "postgresql": "ALTER TABLE {1} ENABLE TRIGGER {0}"}
SQLITE = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "busy_timeout=10000",
    "foreign_keys=OFF",
    "cache_size=-65536",
)


@contextmanager
def loading(url: sa.URL) -> Iterator[sa.Connection]:
    """A connection that may load rows; they are stored in the end, unless something is raised."""
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", prepare_sqlite)
        sa.event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    with engine.begin() as connection, guards_resting(connection):
        yield connection
    engine.dispose()


def prepare_sqlite(connection: Any, _entry: object) -> None:
    """References are asked about in the end, all at once."""
    connection.isolation_level = None
    for pragma in SQLITE:
        connection.execute(f"PRAGMA {pragma}")


@contextmanager
def guards_resting(connection: sa.Connection) -> Iterator[None]:
    """Without the triggers that judge a new row by what has happened since."""
    engine = connection.dialect.name
    guards = connection.exec_driver_sql(GUARDS[engine]).all()
    for guard in guards:
        connection.exec_driver_sql(TAKE_AWAY[engine].format(*guard))
    yield
    for guard in guards:
        connection.exec_driver_sql(BRING_BACK[engine].format(*guard))


def load(connection: sa.Connection, table: sa.Table, rows: Iterator[Row]) -> None:
    """Add a table's rows, their values by the names of its columns."""
    if connection.dialect.name == "postgresql":
        copy(connection, table, rows)
        count_on(connection, table)
    else:
        insert(connection, table, rows)


def copy(connection: sa.Connection, table: sa.Table, rows: Iterable[Row]) -> None:
    """PostgreSQL: one COPY for a table, so that its rows may refer to each other."""
    names = sql.SQL(", ").join(map(sql.Identifier, names_of(table)))
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table.name), names)
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(statement) as into:
        for row in rows:
            into.write_row(row)


def count_on(connection: sa.Connection, table: sa.Table) -> None:
    """Tell PostgreSQL which ids are taken."""
    for key in table.primary_key.columns:
        place = connection.scalar(sa.func.pg_get_serial_sequence(table.name, key.name).select())
        if place:
            connection.execute(sa.select(sa.func.setval(place, sa.func.max(key))))


def insert(connection: sa.Connection, table: sa.Table, rows: Iterator[Row]) -> None:
    """SQLite: one statement, many rows."""
    quote = connection.dialect.identifier_preparer.quote
    columns = names_of(table)
    names, marks = ", ".join(map(quote, columns)), ", ".join("?" * len(columns))
    statement = f"INSERT INTO {quote(table.name)} ({names}) VALUES ({marks})"  # noqa: S608 - reflected names
    while some := [tuple(row) for row in islice(rows, AT_A_TIME)]:
        connection.exec_driver_sql(statement, some)


def index_texts(connection: sa.Connection) -> None:
    """Make the index that search looks into, which each database has in its own kind."""
    if sa.inspect(connection).has_table(PLACE.name):
        add = sa.text(SQL[connection.dialect.name, "add"])
        texts = sa.text("SELECT document_id, folded FROM document_text ORDER BY document_id")
        found = connection.execute(texts, execution_options={"yield_per": AT_A_TIME})
        for rows in found.partitions():
            connection.execute(add, [{"id": number, "grams": grams(folded)} for number, folded in rows])


def require_references(connection: sa.Connection) -> None:
    """Ask now what would be asked when it is stored; raises BackupFault for a row that points nowhere."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")
    elif broken := connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise BackupFault(f"备份里的数据互相对不上：{broken[0]} 的一行指向 {broken[2]} 里没有的一行")
