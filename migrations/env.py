"""Alembic: one transaction a run; on SQLite with foreign keys off while tables are rebuilt, checked after."""

from alembic import context
from flask import current_app
from sqlalchemy import Connection, create_engine, event, pool

from portal.extensions import Instant, Model

config = context.config


class BrokenReferences(RuntimeError):
    """A migration left rows that point nowhere; it is rolled back."""


def run() -> None:
    """Migrate with an engine of our own: the app's engine refuses to write outside operations."""
    engine = create_engine(current_app.config["SQLALCHEMY_DATABASE_URI"], poolclass=pool.NullPool)
    sqlite = engine.dialect.name == "sqlite"
    if sqlite:
        event.listen(engine, "connect", without_foreign_keys)
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    with engine.connect() as connection:
        context.configure(
            connection,
            target_metadata=Model.metadata,
            render_as_batch=True,
            compare_type=True,
            render_item=plainly,
            include_name=is_ours,
        )
        with context.begin_transaction():
            context.run_migrations()
            if sqlite:
                require_whole(connection)
    engine.dispose()


def is_ours(name, kind, _parents):  # type: ignore[no-untyped-def]  # as Alembic calls it
    """The index that search looks into is no table of the models: each database has its own kind."""
    return kind != "table" or not name.startswith("document_search")


def plainly(kind, item, _context):  # type: ignore[no-untyped-def]
    """Migrations name no type of ours: they must run when our code has moved on."""
    return "sa.DateTime()" if kind == "type" and isinstance(item, Instant) else False


def without_foreign_keys(connection, _entry) -> None:  # type: ignore[no-untyped-def]
    """Rebuilding a parent table with foreign keys on would delete its children."""
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA busy_timeout=10000")
    connection.execute("PRAGMA foreign_keys=OFF")


def require_whole(connection: Connection) -> None:
    """Raise BrokenReferences unless every reference points somewhere."""
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise BrokenReferences(broken[:5])


run()
