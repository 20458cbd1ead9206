"""What is known with the visitor is true of this instant, whichever process entered it."""

from collections.abc import Iterator

import pytest
from flask import Flask

from portal.app import create_app
from portal.config import Settings
from portal.core.calendar import Calendar
from portal.core.desk.moment import this_moment
from portal.core.parameters.operations import Change, change
from portal.core.parameters.queries import newest_change
from portal.core.web.context import catalogue
from portal.extensions import writing
from tests.compiled import share
from tests.conftest import TestClock
from tests.core.delegations.delegating import let, revoke
from tests.core.org.changes import person
from tests.pages import Browser
from tests.plans import plan

pytestmark = pytest.mark.both_databases
SWITCHED, ACTING = "customer_maintenance", "你正在代周敏办理"
RULE = "成功手册"


@pytest.fixture
def other(settings: Settings, clock: TestClock) -> Iterator[Flask]:
    """Another process of the same portal."""
    app = share(create_app(settings))
    app.config.update(CLOCK=clock, CALENDAR=Calendar(official_years=range(2004, 2027)), TESTING=True)
    yield app
    with app.app_context():
        app.extensions["sqlalchemy"].engine.dispose()


def switch(app: Flask, on: bool) -> None:
    """The administrator switches a regulation."""
    with app.app_context():
        wanted, moment = catalogue().chapters[SWITCHED].switch, this_moment()
        seen, by = newest_change(wanted), person("1009").id
        with writing():
            change(wanted, Change(moment.day, on, "试用"), by, seen, moment)


def test_a_delegation_acts_and_ends_at_once_whoever_entered_it(
    app: Flask, other: Flask, he: Browser, clock: TestClock
) -> None:
    plan(app)
    assert ACTING not in he.get("/").text
    given = let(other, "1003", "1005")
    assert ACTING in he.get("/").text
    revoke(other, given, "1003")
    assert ACTING not in he.get("/").text


def test_a_regulation_is_switched_off_and_on_at_once_whoever_did_it(
    app: Flask, other: Flask, he: Browser
) -> None:
    seen = []
    for on in (True, False, True):
        switch(other, on)
        seen.append(RULE in he.get("/").text)
    assert seen == [True, False, True]
