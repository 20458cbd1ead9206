"""An empty place in which a back-up is restored for a trial, and which goes afterwards."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from portal.config import Settings

LONGEST_NAME, SUFFIX = 63, "_rehearsal"


@contextmanager
def scratch(settings: Settings, folder: Path) -> Iterator[Settings]:
    """Settings of an empty place: a database of its own on the same PostgreSQL server if we may create one,
    else SQLite in the folder."""
    url = sa.make_url(settings.database_url)
    with emptied(folder):
        here = replace(settings, data=folder, database_url=f"sqlite:///{folder / 'portal.db'}")
        if url.get_backend_name() == "postgresql" and (beside := create_beside(url)):
            try:
                yield replace(here, database_url=beside.render_as_string(hide_password=False))
            finally:
                drop(url, beside)
        else:
            yield here


@contextmanager
def emptied(folder: Path) -> Iterator[Path]:
    """A folder that only its owner enters, empty; gone in the end. What an interrupted trial left goes."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700, parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def create_beside(url: sa.URL) -> sa.URL | None:
    """A new database named after ours; None where we may not create one."""
    beside = url.set(database=f"{(url.database or '')[: LONGEST_NAME - len(SUFFIX)]}{SUFFIX}")
    with suppress(DBAPIError):
        drop(url, beside)
        tell(url, "CREATE DATABASE {}", beside)
        return beside
    return None


def drop(url: sa.URL, beside: sa.URL) -> None:
    """Drop the database of a trial."""
    tell(url, "DROP DATABASE IF EXISTS {} WITH (FORCE)", beside)


def tell(url: sa.URL, statement: str, beside: sa.URL) -> None:
    """Tell the server, outside any transaction."""
    engine = sa.create_engine(url, poolclass=sa.NullPool, isolation_level="AUTOCOMMIT")
    name = engine.dialect.identifier_preparer.quote_identifier(beside.database or "")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement.format(name))
