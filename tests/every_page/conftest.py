"""The demonstration company, as `make run` sets it up, walked once by each of its roles: those of its first
people always, the others in turn (TURN=0 to 3) and a page of each kind, all of them with EVERY_ROUND=1."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask_migrate import upgrade

from portal.app import create_app
from portal.config import ROOT, Settings
from portal.demonstration.company import DEMO_PEOPLE, create_demonstration
from portal.demonstration.staff import STAFF
from tests.conftest import EVERY, TURNS, turn
from tests.databases import PASSWORD
from tests.every_page.walk import OF_A_KIND, Visit, walk

Walks = dict[str, list[Visit]]


@pytest.fixture(scope="session")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Flask, Settings]]:
    data = tmp_path_factory.mktemp("company")
    settings = Settings(data, f"sqlite:///{data / 'portal.db'}", testing=True)
    app = create_app(settings)
    app.config["TESTING"] = True
    with app.app_context():
        upgrade(str(ROOT / "migrations"))
        create_demonstration(PASSWORD)
    yield app, settings
    with app.app_context():
        app.extensions["sqlalchemy"].engine.dispose()


@pytest.fixture(scope="session")
def walks(company: tuple[Flask, Settings]) -> Walks:
    """The pages of one person of each role, by employee's number."""
    first = {role: number for number, _, role in reversed(DEMO_PEOPLE)}
    others = {each.role: each.number for each in reversed(STAFF) if each.role not in first}
    due = [n for place, n in enumerate(sorted(others.values())) if EVERY or place % TURNS == turn()]
    most = dict.fromkeys(first.values(), OF_A_KIND) | dict.fromkeys(due, OF_A_KIND if EVERY else 1)
    return {number: walk(company[0], number, most[number]) for number in sorted(most)}
