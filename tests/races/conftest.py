"""The people of the races, and how long each race took."""

import time
from collections.abc import Iterator

import pytest

from tests.races.people import Person


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
