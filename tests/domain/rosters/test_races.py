"""Two keepers at one instant: nobody is on two lines, and a button pressed twice enters a shift once."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.domain.rosters.models import Shift
from portal.extensions import db
from tests.conftest import signed_in
from tests.core.cases.test_races import at_once, pressing
from tests.core.org.changes import take_post
from tests.domain.rosters.shifts import TUESDAY
from tests.domain.rosters.test_pages import TYPED, place
from tests.pages import Browser

pytestmark = pytest.mark.both_databases(whole=True)
ROUNDS = range(5)


def count(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Shift)) or 0


def test_of_two_lines_that_want_the_same_person_one_gets_him(app: Flask, zhou: Browser) -> None:
    take_post(app, "1005", "hotline_agent", "SOUTH")
    keepers = {place(app): zhou, place(app, "SOUTH"): signed_in(app, "1005")}
    for n in ROUNDS:
        typed = TYPED | {"first": str(TUESDAY + timedelta(days=n))}
        pages = {where: keeper.get(where) for where, keeper in keepers.items()}
        answers = at_once(
            *(pressing(keepers[where].submit, pages[where], action=where, **typed) for where in keepers)
        )
        assert sorted(answer.status for answer in answers) == [200, 422]
        assert count(app) == n + 1


def test_a_button_pressed_twice_enters_a_shift_once(app: Flask, zhou: Browser) -> None:
    where = place(app)
    other = signed_in(app, "1003")
    for n in ROUNDS:
        typed = TYPED | {"first": str(TUESDAY + timedelta(days=n))}
        pages = [(browser, browser.get(where)) for browser in (zhou, other)]
        answers = at_once(*(pressing(b.submit, page, action=where, **typed) for b, page in pages))
        assert [answer.status for answer in answers] == [200, 200]
        assert count(app) == n + 1
