"""Handing over at one instant with something else: one of the two counts, nothing is done twice."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.core.approval.models import Decision, Task
from portal.core.audit.chain import faults
from portal.core.handovers.models import Handover
from portal.extensions import db
from tests.conftest import signed_in
from tests.core.cases.test_races import at_once, pressing
from tests.core.handovers.handing import left
from tests.core.org.changes import person
from tests.pages import Browser, Page
from tests.plans import DECEMBER, plan, task_of

pytestmark = pytest.mark.both_databases(whole=True)
PLACE = "/people/3/handover"
TOMORROW = "2026-11-24"


def handing(browser: Browser, page: Page, successor: str = "王岚", **typed: str) -> Page:
    action = f"{page.address}?scope="
    return browser.submit(page, action=action, successor=successor, reason="另有安排", **typed)


def deciding(browser: Browser, page: Page) -> Page:
    return browser.submit(page, action="/tasks", button="kind=approve")


def month(n: int) -> object:
    found = DECEMBER
    for _ in range(n):
        found = found.before()
    return found


def test_the_leavers_own_decision_counts_or_the_successor_decides(app: Flask, zhou: Browser) -> None:
    papers = [plan(app, month=month(n)) for n in range(4)]
    pages = [zhou.get(f"/tasks/{task_of(app, paper, '1003')}") for paper in papers]
    shen = signed_in(app, "1009")
    answers = at_once(
        *(pressing(deciding, signed_in(app, "1003"), page) for page in pages),
        pressing(handing, shen, shen.get(PLACE), day=TOMORROW),
    )
    assert answers[-1].status == 200
    assert "已全部移交" in answers[-1].text
    with app.app_context():
        decided = set(db.session.scalars(select(Decision.document_id)))
        tasks = select(Task.document_id, Task.person_id).where(Task.state == "open")
        on_desks = {tuple(row) for row in db.session.execute(tasks)}
        assert on_desks == {(paper, person("1006").id) for paper in papers if paper not in decided}
        assert "待办" not in left("1003")
        assert list(faults()) == []


def test_of_two_who_hand_over_one_does_and_the_other_sees_his_sheet(app: Flask) -> None:
    browsers = [signed_in(app, "1009") for _ in range(4)]
    pages = [browser.get(PLACE) for browser in browsers]
    answers = at_once(*(pressing(handing, *each) for each in zip(browsers, pages, strict=True)))
    assert [answer.status for answer in answers] == [200] * 4
    assert sorted("已全部移交" in answer.text for answer in answers) == [False, False, False, True]
    assert len({answer.address for answer in answers}) == 1
    with app.app_context():
        assert db.session.scalars(select(func.count()).select_from(Handover)).one() == 1
        assert list(faults()) == []


def test_two_who_hand_over_to_each_other_do_not_wait_for_ever(app: Flask) -> None:
    browsers = [signed_in(app, "1009") for _ in range(2)]
    pages = browsers[0].get("/people/1/handover"), browsers[1].get("/people/2/handover")
    answers = at_once(
        pressing(handing, browsers[0], pages[0], "林可"), pressing(handing, browsers[1], pages[1], "陈立")
    )
    assert sorted(answer.status for answer in answers) == [200, 422]
    (refused,) = [answer for answer in answers if answer.status == 422]
    assert "不在职" in refused.faults()[0]
