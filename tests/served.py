"""One real server for all races and faults on an engine, and an app on its database to see what is stored."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from portal.app import create_app
from portal.config import Settings
from portal.extensions import db
from tests.races.people import People
from tests.servers import web_server


@pytest.fixture(scope="session")
def company(database: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """A company that all of them share; each takes papers and months of its own."""
    data = tmp_path_factory.mktemp("races")
    url = database.copy(data)
    yield Settings(data, url, testing=True)
    database.drop(url)


@pytest.fixture(scope="session")
def port(company: Settings) -> Iterator[int]:
    with web_server(company, "tests.races.with_toys:app") as port:
        yield port


@pytest.fixture(scope="session")
def records(company: Settings, port: int) -> Iterator[Flask]:
    """The stored rows."""
    app = create_app(company)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="session")
def people(port: int) -> People:
    return People(port)
