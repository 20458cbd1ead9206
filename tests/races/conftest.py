"""One real server for all races on an engine, and an app on its database to look at what is stored."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from portal.app import create_app
from portal.config import Settings
from portal.extensions import db
from tests.races.people import People, Person
from tests.servers import web_server


@pytest.fixture(scope="session")
def company(database: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """A company that all races share; each takes papers and months of its own."""
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


@pytest.fixture(scope="session")
def chen(port: int) -> Person:
    return Person(port, "1001")


@pytest.fixture(scope="session")
def lin(port: int) -> Person:
    return Person(port, "1002")


@pytest.fixture(scope="session")
def zhou(port: int) -> Person:
    return Person(port, "1003")


@pytest.fixture(autouse=True)
def timed(request: pytest.FixtureRequest) -> Iterator[None]:
    began = time.perf_counter()
    yield
    print(f"\n{request.node.name}: {time.perf_counter() - began:.2f} s")
