"""Originals that were handed out are owed back by a day: a duty of whoever took one, and the 纸质回收率."""

from datetime import date

import pytest
from flask import Flask

from portal.core.calendar import Calendar
from portal.core.desk.moment import this_moment
from portal.core.documents.models import Document
from portal.core.duties.models import Occurrence
from portal.core.duties.planning import plan
from portal.core.scans.out import keep_papers
from portal.extensions import db, writing
from tests.conftest import TestClock, signed_in
from tests.core.handovers.handing import hand
from tests.core.printing.papers import archived
from tests.core.scans.scanner import bring, printed, scan
from tests.pages import Browser, Page

DUE = date(2026, 12, 7)  # ten working days after Monday, 23 November


@pytest.fixture
def paper(app: Flask) -> int:
    """An approved plan of one page, printed."""
    return archived(app, 1)


def take(someone: Browser, paper: int, **typed: str) -> Page:
    """Hand out an original."""
    place = f"/documents/{paper}/prints"
    said = {"kind": "original", "keeper": "财务部", "words": "存档"} | typed
    return someone.submit(someone.get(place), action=place, **said)


def owed(app: Flask) -> list[tuple[date, str, str]]:
    """The duties to bring papers back: by when, how they stand, about which paper."""
    with app.app_context():
        rows = db.session.query(Occurrence).where(Occurrence.about != "").order_by(Occurrence.id)
        return [(row.due, row.state_at(this_moment()), row.about) for row in rows]


def sweep(app: Flask) -> None:
    with app.app_context():
        keep_papers(this_moment())
        with writing():
            plan(this_moment())


def test_an_original_is_owed_back_in_ten_working_days_unless_another_day_is_said(
    app: Flask, paper: int, chen: Browser, clock: TestClock
) -> None:
    assert dict(chen.get(f"/documents/{paper}/prints").fields(f"/documents/{paper}/prints"))[
        "back_by"
    ] == str(DUE)
    take(chen, paper)
    take(chen, paper, back_by="2026-12-01")
    take(chen, paper, kind="copy", back_by="")
    dues = [(due, state) for due, state, _ in owed(app)]
    assert dues == [(DUE, "coming"), (date(2026, 12, 1), "coming")]
    sweep(app)
    assert len(owed(app)) == 2 and "XF-202612-0001 第 1 份" in owed(app)[0][2]


@pytest.mark.parametrize(
    ("back_by", "why"),
    [
        ("", "请填"),
        ("2026-11-22", "请填今天到一年以内的日期"),
        ("2027-11-25", "请填今天到一年以内的日期"),
        ("喂", ""),
    ],
)
def test_a_day_that_cannot_be_is_refused_at_its_place(
    app: Flask, paper: int, chen: Browser, back_by: str, why: str
) -> None:
    page = take(chen, paper, back_by=back_by)
    assert page.status == 422 and len(page.faults()) == 1 and why in page.faults()[0]
    assert owed(app) == []


@pytest.mark.parametrize("back_by", ["2026-11-23", "2027-11-24"])
def test_today_and_a_year_on_are_days_that_can_be(
    app: Flask, paper: int, chen: Browser, back_by: str
) -> None:
    assert "已登记" in take(chen, paper, back_by=back_by).text
    assert [str(due) for due, *_ in owed(app)] == [back_by]


def test_it_is_late_from_the_day_after_and_done_when_the_paper_is_here(
    app: Flask, paper: int, chen: Browser, clock: TestClock
) -> None:
    take(chen, paper, back_by="2026-11-24")
    clock.advance(days=1)
    chen = signed_in(app, "1001")
    assert owed(app)[0][1] == "due"
    assert "收回签字件" in chen.get("/duties?month=2026-11").text
    clock.advance(days=1)
    chen = signed_in(app, "1001")
    assert owed(app)[0][1] == "late" and "逾期未回" in chen.get(f"/documents/{paper}/prints").text
    bring(app, chen, scan(printed(app, paper, 1), 1))
    assert owed(app)[0][1] == "done" and "已收回" in chen.get(f"/documents/{paper}/prints").text
    page = chen.get("/signed-copies/1")
    chen.submit(page, action="/signed-copies/1/withdrawal", words="扫错")
    assert owed(app)[0][1] == "late"


def test_a_paper_that_is_void_is_owed_no_more(app: Flask, paper: int, chen: Browser) -> None:
    take(chen, paper)
    with app.app_context(), writing():
        db.session.get_one(Document, paper).status = "void"
    sweep(app)
    assert [state for _, state, _ in owed(app)] == ["void"]


def test_a_head_may_let_go_of_a_paper_that_is_lost(
    app: Flask, paper: int, chen: Browser, clock: TestClock
) -> None:
    take(chen, paper, back_by="2026-11-24")
    clock.advance(days=2)
    zhou = signed_in(app, "1003")
    with app.app_context():
        duty = db.session.query(Occurrence).where(Occurrence.about != "").one().id
    assert "收回签字件" in zhou.get("/duties/team?month=2026-11").text
    zhou.submit(zhou.get(f"/duties/{duty}"), action=f"/duties/{duty}/waiver", reason="原件遗失，已补办")
    assert owed(app)[0][1] == "waived"


def test_whoever_takes_over_owes_it(app: Flask, paper: int, chen: Browser) -> None:
    take(chen, paper)
    with app.test_request_context():
        hand("1001", "1002")
    sweep(app)
    with app.app_context():
        (row,) = db.session.query(Occurrence).where(Occurrence.about != "")
        assert row.person.number == "1002"


def test_the_rate_counts_originals_by_unit_form_and_person(
    app: Flask, paper: int, chen: Browser, clock: TestClock
) -> None:
    for back_by in ("2026-11-24", "2026-11-24", "2026-12-31"):
        take(chen, paper, back_by=back_by)
    take(chen, paper, kind="copy", back_by="")
    bring(app, chen, scan(printed(app, paper, 1), 1))
    clock.advance(days=2)
    chen, wu = signed_in(app, "1001"), signed_in(app, "1004")
    for by, name in (("unit", "华东办事处"), ("form", "月度巡访计划表"), ("person", "陈立（1001）")):
        page = chen.get(f"/statistics/papers?by={by}")
        assert f"{name} 3 1 33.3% 1" in page.text, page.text
    assert "第 2 份" in page.text and "1 天" in page.text
    assert "没有登记发出过原件" in wu.get("/statistics/papers").text
    assert "没有登记发出过原件" in chen.get("/statistics/papers?since=2026-12&until=2026-12").text
    assert chen.get("/statistics/papers?since=x").status == 422
    assert chen.get("/statistics/papers.xlsx").response.data.startswith(b"PK")


def test_a_fresh_form_stays_empty_where_nobody_knows_the_holidays(
    app: Flask, paper: int, chen: Browser
) -> None:
    app.config["CALENDAR"] = Calendar(official_years=range(2004, 2005))
    assert chen.get(f"/documents/{paper}/prints").status == 200
