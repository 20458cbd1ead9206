"""DESIGN §6, R07 §3.2: money waits on a year that is only guessed, and moves when the year was entered."""

from datetime import date

import pytest
from flask import Flask

from portal.core.documents.models import Document
from portal.core.facts import Month
from portal.extensions import db
from tests.calendars import year_entered
from tests.conftest import signed_in
from tests.core.desk.test_workdays import told
from tests.duties import keep, occurrence
from tests.pages import Page
from tests.plans import plan
from tests.regulations.relationship_expense.slips import with_table

pytestmark = pytest.mark.both_databases
UNTIL = {"2027-01-13": 51, "2027-01-14": 52, "2027-01-18": 56}  # days from the tests' Monday on
WAITS = "要等放假安排录入后才能确定，暂不能借支"


def ask(app: Flask) -> Page:
    """郑一帆 asks for an advance of January 2027."""
    words = {"account": "客户关系维护费-进口模块", "basis": "KQF-202612-001", "reason": "推广会场地"}
    words |= {"use": "⑤客户活动、推广会及联谊", "way": "场地、印刷、运输等对外采购", "amount": "1000"}
    rep = signed_in(app, "1010")
    return rep.submit(rep.get("/forms/f07-4/new?about=2027-01"), button="act=send", **words)


def test_what_rests_on_a_guess_says_so_and_all_is_recomputed_when_the_year_is_entered(
    app: Flask, clock
) -> None:
    clock.advance(days=UNTIL["2027-01-18"])
    with_table(app, Month(2027, 1))
    keep(app)
    document_id = plan(app, month=Month(2027, 2))
    assert "2027-01-29（暂定）" in signed_in(app, "1002").get("/duties?month=2027-01").text
    assert "暂定" in signed_in(app, "1002").get("/forms/f01-1/new?about=2027-02").text
    asked = ask(app)
    assert asked.status == 422 and WAITS in asked.text
    year_entered(app, signed_in(app, "1009"))
    assert "KQF-JZ-202701-001" in ask(app).text
    assert occurrence(app, "plan", "1002", "2027-02-01").due == date(2027, 1, 30)
    assert "（暂定）" not in signed_in(app, "1002").get("/duties?month=2027-01").text
    assert "2027-01-29 → 2027-01-30" in told(app, "1002")[0]
    assert len(told(app, "1002")) == 1, "once for the whole year"
    assert "月度巡访计划" in told(app, "1002")[0]
    assert "月度巡访计划" not in "".join(told(app, "1001")), "his is sent: its day concerns him no more"
    assert "期限有变动" in signed_in(app, "1002").get("/notices").text
    with app.app_context():
        assert db.session.get_one(Document, document_id).due == date(2027, 1, 30)


@pytest.mark.parametrize(("day", "opened"), [("2027-01-13", False), ("2027-01-14", True)])
def test_r07_3_2_the_ninth_working_day_is_counted_by_the_entered_year(
    app: Flask, clock, day: str, opened: bool
) -> None:
    clock.advance(days=UNTIL[day])
    with_table(app, Month(2027, 1))
    year_entered(app, signed_in(app, "1009"))
    page = ask(app)
    assert ("KQF-JZ-202701-001" in page.text) is opened
    assert any("从 01-14 起才能借支" in fault for fault in page.faults()) is not opened
