"""The demonstration company, as `make run` sets it up, but with the papers of few account managers, walked by
each of its roles in turn: half of its first people a day, a quarter of the others; a page of each kind, with
EVERY_ROUND=1 the first few of each."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask_migrate import upgrade

from portal.app import create_app
from portal.config import ROOT, Settings
from portal.demonstration.company import DEMO_PEOPLE, create_demonstration
from portal.demonstration.staff import STAFF
from tests.databases import PASSWORD
from tests.every_page.walk import OF_A_KIND, Visit, walk
from tests.turns import EVERY, TURNS, turn

Walks = dict[str, list[Visit]]


@pytest.fixture(scope="session")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Flask, Settings]]:
    data = tmp_path_factory.mktemp("company")
    settings = Settings(data, f"sqlite:///{data / 'portal.db'}", testing=True)
    app = create_app(settings)
    app.config["TESTING"] = True
    with app.app_context():
        upgrade(str(ROOT / "migrations"))
        create_demonstration(PASSWORD, writers=100 if EVERY else 5)
    yield app, settings
    with app.app_context():
        app.extensions["sqlalchemy"].engine.dispose()


@pytest.fixture(scope="session")
def walks(company: tuple[Flask, Settings]) -> Walks:
    """The pages of one person of each role, by employee's number."""
    first = {role: number for number, _, role in reversed(DEMO_PEOPLE)}
    others = {each.role: each.number for each in reversed(STAFF) if each.role not in first}
    due = {*in_turn(sorted(first.values()), TURNS // 2), *in_turn(sorted(others.values()), TURNS)}
    most = OF_A_KIND if EVERY else 1
    return {number: walk(company[0], number, most) for number in sorted(due)}


def in_turn(numbers: list[str], turns: int) -> list[str]:
    """Those whose day it is, each one of so many."""
    return numbers if EVERY else numbers[turn() % turns :: turns]
