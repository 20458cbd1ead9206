"""The database: one reading connection a request, short writing transactions, UTC instants."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, ClassVar, TypeVar

from flask import Flask
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, DateTime, Dialect, MetaData, TypeDecorator, event, func, inspect, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.pool import ConnectionPoolEntry

log = logging.getLogger(__name__)
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
CONNECTIONS, SPARE_CONNECTIONS = 10, 20  # of a process: kept, and opened beyond those
PATIENCE = 20  # seconds, for one of them
SQLITE_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=10000",
    "recursive_triggers=ON",
)


class Model(DeclarativeBase):
    """The base of every table. `reached` says in SQL which rows whoever asks may reach
    (core/documents/compartments.py): all of a table that is not `walled`."""

    metadata = MetaData(naming_convention=NAMING)
    reached: ClassVar[Any]
    walled: ClassVar[bool] = True


class Instant(TypeDecorator[datetime]):
    """A moment in UTC; aware in code, naive in the database, so that both databases agree."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Refuse a naive datetime: it has no moment."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        return value and value.replace(tzinfo=UTC)


T = TypeVar("T", bound=Model)

db = SQLAlchemy(model_class=Model)
migrate = Migrate(render_as_batch=True, compare_type=True)
_afterwards: ContextVar[list[Callable[[], None]] | None] = ContextVar("afterwards", default=None)


class NestedWriting(RuntimeError):
    """An operation tried to open a second writing transaction inside the first."""


@contextmanager
def writing() -> Iterator[Session]:
    """Wrap one operation: a fresh writing transaction, one commit; an exception leaves nothing."""
    if is_writing():
        raise NestedWriting
    session = db.session()
    session.rollback()
    afterwards: list[Callable[[], None]] = []
    token = _afterwards.set(afterwards)
    try:
        yield session
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        _afterwards.reset(token)
    for act in afterwards:
        act()


def is_writing() -> bool:
    """Whether an operation is under way: what it reads may never come to be."""
    return _afterwards.get() is not None


def after_commit(act: Callable[[], None]) -> None:
    """Do this once the running operation is safely stored, and never if it is not."""
    afterwards = _afterwards.get()
    if afterwards is None:
        raise RuntimeError("after_commit belongs inside writing()")
    afterwards.append(act)


def hold(model: type[T], **key: Any) -> T | None:
    """Lock one aggregate for the running operation and read it anew (SQLite: the writer lock holds).

    Rows that merely refer to it may still be added by others: no deadlock with their foreign keys."""
    query = select(model).filter_by(**key).with_for_update(key_share=True)
    return db.session.execute(query.execution_options(populate_existing=True)).scalar_one_or_none()


def one_at_a_time(register: str) -> None:
    """Wait until no other operation works on a whole register, where no one row of it can be held: what is in
    it is asked after this (SQLite: the writer lock holds)."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(register, 0))))


def beside_others(register: str) -> None:
    """Work on a whole register beside others; whoever wants it `one_at_a_time` waits for all of them."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(select(func.pg_advisory_xact_lock_shared(func.hashtextextended(register, 0))))


def insert_once(model: type[Model], **values: Any) -> bool:
    """Insert a row unless its key is taken, waiting for whoever inserts it now; True when it is ours."""
    statement = inserting(model).values(**values).on_conflict_do_nothing()
    return db.session.execute(statement.returning(*inspect(model).primary_key)).first() is not None


def insert_new(model: type[T], rows: list[dict[str, Any]]) -> list[T]:
    """Insert, in one statement, the rows whose keys are not taken; returns those."""
    statement = inserting(model).values(rows).on_conflict_do_nothing().returning(model)
    return list(db.session.scalars(statement))


def inserting(model: type[Model]) -> Any:
    """SQL: an insert that can be told what to do about a taken key."""
    return {"sqlite": sqlite, "postgresql": postgresql}[db.engine.dialect.name].insert(model)


def insert_all_once(model: type[Model], rows: list[dict[str, Any]]) -> None:
    """Insert many rows, leaving out those whose key is taken."""
    if rows:
        db.session.execute(inserting(model).on_conflict_do_nothing(), rows)


def engine_options(url: str) -> dict[str, Any]:
    """How a process holds its connections.

    To PostgreSQL it opens no more than it keeps: whoever comes then waits for one, while a new connection
    would plan every question anew and more threads at once only make each other slow. SQLite's cost little:
    there those who wait for the writers' lock leave some to the readers."""
    beyond = 0 if url.startswith("postgresql") else SPARE_CONNECTIONS
    pool = {"pool_size": CONNECTIONS, "max_overflow": beyond, "pool_timeout": PATIENCE, "pool_pre_ping": True}
    return {**pool, "hide_parameters": True}


def init_database(app: Flask) -> None:
    """Bind the app to its database and give each transaction its kind."""
    db.init_app(app)
    migrate.init_app(app, db)
    app.teardown_appcontext(let_go)
    with app.app_context():
        listen(db.engine)


def let_go(_error: BaseException | None) -> None:
    """End what was read, before the session is taken away; a database that went meanwhile spoils no answer
    that is ready."""
    if db.session.registry.has():
        db.session.expunge_all()  # who holds a row keeps what it said: a rollback would have it asked anew
        try:
            db.session.rollback()
        except DBAPIError as gone:
            log.warning("the database went away after the answer: %s", gone.orig)


def listen(engine: Engine) -> None:
    """Set what each connection and each transaction needs."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", prepare_sqlite)
        event.listen(engine, "begin", begin_sqlite)
    else:
        event.listen(engine, "connect", prepare_postgresql)
        event.listen(engine, "begin", begin_postgresql)


def prepare_sqlite(connection: Any, _entry: ConnectionPoolEntry) -> None:
    """Leave transactions to us: the driver's own handling loses updates."""
    connection.isolation_level = None
    for pragma in SQLITE_PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def begin_sqlite(connection: Connection) -> None:
    """Writers queue at the door; readers may not write at all. That is said only where it changes: SQLite
    forgets every prepared statement of a connection that hears it."""
    writes = is_writing()
    if connection.info.get("writes") is not writes:
        connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if writes else 'ON'}")
        connection.info["writes"] = writes
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def prepare_postgresql(connection: Any, _entry: ConnectionPoolEntry) -> None:
    """Have no question compiled to machine code: that takes longer than to answer ours."""
    connection.autocommit = True  # what is set inside a transaction ends with its rollback
    connection.execute("SET jit = off")
    connection.autocommit = False


def begin_postgresql(connection: Connection) -> None:
    """Readers may not write at all."""
    if not is_writing():
        connection.exec_driver_sql("SET TRANSACTION READ ONLY")
