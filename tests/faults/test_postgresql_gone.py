"""Figure 26: PostgreSQL is restarted, or killed, under ten requests a second. While it is away people are
asked to try again; 3 seconds after it is back everything works; nothing confirmed is lost."""

import os
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import psycopg
import pytest
from flask import Flask
from sqlalchemy import text

from portal.config import Settings
from portal.extensions import db
from tests.faults.killing.check import wrong
from tests.faults.postgres import PostgresServer
from tests.races.papers import proposing
from tests.races.people import Answer, People

pytestmark = [
    pytest.mark.both_databases(whole=True, on=["postgresql"]),
    pytest.mark.skipif("TEST_DATABASE_URL" in os.environ, reason="that server is not ours to end"),
]
EVERY = "EVERY_ROUND" in os.environ
CRASHES = range(10 if EVERY else 1)
RATE = 10  # requests a second
BEFORE, ALLOWED, AFTER = 1, 3, 5 if EVERY else 1  # seconds
GOOD = (200, 303)


class Told(NamedTuple):
    """When something was asked, and the answer."""

    at: float
    answer: Answer


@pytest.fixture
def server(templates: dict[str, object], company: Settings) -> PostgresServer:
    """The server, which keeps what it confirms, as one does that is not for tests."""
    url = company.database_url.replace("+psycopg", "")
    name = url.rpartition("/")[2]
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE {name} SET synchronous_commit = on")
    return PostgresServer(Path(str(templates["folder"])) / "postgresql", url)


def test_a_restart_is_over_when_the_server_is_back(
    records: Flask, people: People, server: PostgresServer
) -> None:
    assert wrong(survived(people, server.restart)) == []


def test_a_killed_server_loses_nothing_that_was_confirmed(
    records: Flask, people: People, server: PostgresServer
) -> None:
    db.session.remove()
    server.restart()  # connections from now on keep what they confirm
    acks = [ack for _ in CRASHES for ack in survived(people, server.crash)]
    assert wrong(acks) == []


def test_a_connection_that_dies_behind_an_answer_spoils_nothing(app: Flask) -> None:
    with app.app_context():
        number = db.session.scalar(text("SELECT pg_backend_pid()"))
        with psycopg.connect(app.config["SETTINGS"].database_url.replace("+psycopg", "")) as connection:
            connection.execute("SELECT pg_terminate_backend(%s)", (number,))
    with app.app_context():
        assert db.session.scalar(text("SELECT 1")) == 1


def survived(people: People, fault: Callable[[], float]) -> list[str]:
    """People work on through a fault of the server, and are told what they should be; what was confirmed."""
    db.session.remove()
    for number in range(2):
        assert ask(people, number).answer.status in GOOD
    with ThreadPoolExecutor(4 * RATE) as pool:
        asked = list[Future[Told]]()
        away = pool.submit(lambda: (time.sleep(BEFORE), fault())[1])
        while not away.done() or time.monotonic() < away.result() + ALLOWED + AFTER:
            asked.append(pool.submit(ask, people, len(asked)))
            time.sleep(1 / RATE)
    told, back = [each.result() for each in asked], away.result()
    print(f"\n{Counter(each.answer.status for each in told)}, back after {back - told[0].at - BEFORE:.1f} s")
    assert 503 in {each.answer.status for each in told} <= {*GOOD, 503}
    assert all(each.answer.status in GOOD for each in told if each.at > back + ALLOWED)
    return confirmed(told)


def ask(people: People, number: int) -> Told:
    """A page or a post, in turn."""
    began = time.monotonic()
    if number % 2:
        return Told(began, proposing(people["1011"], "f97-2").now())
    return Told(began, people["1006"].get("/"))


def confirmed(told: list[Told]) -> list[str]:
    """What was confirmed."""
    places = [each.answer.place for each in told if each.answer.place.startswith("/documents/")]
    return [f"ACK {place.rpartition('/')[2]}:sent" for place in places]
