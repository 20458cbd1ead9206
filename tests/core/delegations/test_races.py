"""Delegating at one instant: of two that exclude each other one is made, and the other one says why."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.core.delegations.models import Delegation
from portal.extensions import db
from tests.core.cases.test_races import at_once, pressing
from tests.core.delegations.delegating import revoke
from tests.pages import Browser, Page

pytestmark = pytest.mark.both_databases(whole=True)
ROUNDS = range(5)
FILLED = {"until_day": "2026-11-28", "scope": "all", "reason": "出差"}


def delegating(browser: Browser, page: Page, name: str) -> Page:
    fields = {n: text for n, text in page.fields("/delegations") if n not in ("scope", "forms")}
    return browser.post("/delegations", fields | FILLED | {"delegate": name})


def only(app: Flask) -> Delegation:
    """The one that was made in this round."""
    with app.app_context():
        (row,) = db.session.scalars(select(Delegation).filter_by(ended_at=None))
        assert db.session.scalar(select(func.count(Delegation.id)).filter_by(ended_at=None)) == 1
        db.session.expunge(row)
        return row


def test_of_two_that_would_act_for_each_other_one_does(app: Flask, zhou: Browser, he: Browser) -> None:
    for _ in ROUNDS:
        pages = zhou.get("/delegations"), he.get("/delegations")
        answers = at_once(
            pressing(delegating, zhou, pages[0], "何清"), pressing(delegating, he, pages[1], "周敏")
        )
        assert sorted(answer.status for answer in answers) == [200, 422]
        (refused,) = [answer for answer in answers if answer.status == 422]
        assert "不能互相委托" in refused.faults()[0]
        row = only(app)
        revoke(app, row.id, {3: "1003", 5: "1005"}[row.person_id])


def test_twenty_clicks_make_one(app: Flask, zhou: Browser) -> None:
    page = zhou.get("/delegations")
    answers = at_once(*[pressing(delegating, zhou, page, "何清")] * 20)
    assert sorted(answer.status for answer in answers) == [200] + [422] * 19
    assert "这段时间已委托何清代办" in max(answers, key=lambda answer: answer.status).faults()[0]
    assert only(app).delegate_id == 5
