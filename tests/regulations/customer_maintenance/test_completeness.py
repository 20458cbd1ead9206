"""R01.4 rule 4: the portal counts who wrote how many days, for himself and those above, and judges nobody."""

from datetime import date

import pytest
from flask import Flask

from portal.core.facts import Month
from portal.core.org.models import Person, Unit
from portal.core.org.operations import appoint, open_post
from portal.extensions import db, writing
from portal.regulations.customer_maintenance.rules import Written, owed_days, written_down
from tests.conftest import TestClock, signed_in
from tests.contracts.test_query_counts import asked, count  # noqa: F401 - a fixture
from tests.pages import Browser
from tests.plans import plan
from tests.terms import TERMS

REPORT = "/reports/f01-2t"
THURSDAY, FRIDAY, SATURDAY = date(2026, 11, 19), date(2026, 11, 20), date(2026, 11, 21)


def note(author: Browser, day: str, **visit: str) -> None:
    """A day of the journal, perhaps with one visit."""
    typed = {f"lines-0-{name}": text for name, text in visit.items()}
    others = {} if visit else {"others": "整理资料"}
    page = author.submit(author.get(f"/forms/f01-2/new?about={day}"), button="act=send", **typed, **others)
    assert "已提交" in page.text, page.faults()


def lines(browser: Browser, path: str = REPORT) -> dict[str, list[str]]:
    """The figures of each account manager."""
    page = browser.get(path)
    assert page.status == 200
    cells = [["".join(cell.itertext()).strip() for cell in row if cell.tag == "td"] for row in page.all("tr")]
    return {row[1]: row[2:] for row in cells if len(row) == 10 and row[0].isdigit()}


def test_r01_1_4_a_day_is_owed_when_it_is_worked_and_the_post_is_held() -> None:
    first, last = date(2026, 9, 28), date(2026, 10, 10)  # 1 to 7 October are free, 10 October is worked
    held = [(date(2020, 1, 1), date(2026, 9, 30)), (date(2026, 10, 9), None)]
    whole = owed_days([(first, None)], first, last, TERMS.calendar)
    assert sorted(day.day for day in whole) == [8, 9, 10, 28, 29, 30]
    assert sorted(day.day for day in owed_days(held, first, last, TERMS.calendar)) == [9, 10, 28, 29]
    assert owed_days([(first, None)], last, first, TERMS.calendar) == set()


def test_r01_1_4_days_are_counted_once_and_rest_days_apart() -> None:
    told = [Written(THURSDAY, True), Written(THURSDAY, False), Written(SATURDAY, True)]
    assert written_down(told, {THURSDAY, FRIDAY}) == (2, 1, 1, 2)
    assert written_down([], set()) == (0, 0, 0, 0)


@pytest.mark.both_databases
def test_r01_1_4_the_month_is_counted_up_to_yesterday(app: Flask, chen: Browser, zhou: Browser) -> None:
    plan(app, "approve", Month(2026, 11))
    note(chen, "2026-11-18", customer="嘉禾建材", goal="看", summary="看了")
    note(chen, "2026-11-21")
    note(chen, "2026-11-23")  # today is not counted
    zhou.submit(zhou.get("/weeks/f01-2/1/2026-11-16"), action="/weeks/f01-2/1/2026-11-16/inspection")
    planned = lines(zhou)["陈立"][5]
    assert lines(zhou)["陈立"] == ["华东办事处", "15", "1", "1", "2", planned, *visited(app)]
    assert int(planned) == 8
    assert lines(zhou)["林可"] == ["华东办事处", "15", "0", "0", "0", "0", "0", "0"]
    assert "2026-11-22" in zhou.get(REPORT).text


def visited(app: Flask) -> list[str]:
    """陈立's visit of 18 November, as planned or not."""
    with app.app_context():
        (planned,) = db.session.scalars(db.text("SELECT planned FROM visit")).all()
    return ["1", "0"] if planned else ["0", "1"]


def test_r01_1_4_everybody_sees_himself_and_those_below(app: Flask) -> None:
    seen = {number: set(lines(signed_in(app, number))) for number in ("1001", "1003", "1005", "1006", "1007")}
    everybody = {"陈立", "林可", "吴桐"}
    assert seen == {
        "1001": {"陈立"}, "1003": {"陈立", "林可"}, "1005": {"吴桐"}, "1006": everybody, "1007": everybody,
    }  # fmt: skip
    for number in ("1009", "1012"):
        for part in ("", "/pdf", "/xlsx"):
            assert signed_in(app, number).get(f"{REPORT}{part}").status == 404


def test_r01_1_4_who_changes_office_has_a_line_in_each_and_each_manager_sees_his(
    app: Flask, clock: TestClock
) -> None:
    with app.app_context(), writing() as session:
        person = session.query(Person).filter_by(number="1001").one()
        south = session.query(Unit).filter_by(code="SOUTH").one()
        session.execute(
            db.text("UPDATE holding SET until = '2026-11-11' WHERE person_id = :id"), {"id": person.id}
        )
        appoint(person, open_post(south, "account_manager", date(2026, 11, 11)), date(2026, 11, 11))
    east, south_line = lines(signed_in(app, "1003"))["陈立"], lines(signed_in(app, "1005"))["陈立"]
    assert (east[:2], south_line[:2]) == (["华东办事处", "7"], ["华南办事处", "8"])


def test_r01_1_4_the_page_asks_the_same_however_much_was_written(
    app: Flask,
    chen: Browser,
    lin: Browser,
    zhou: Browser,
    asked: list[str],  # noqa: F811 - the fixture
) -> None:
    note(chen, "2026-11-18")
    few = count(zhou, REPORT, asked)
    for day in (16, 17, 19, 20):
        note(chen, f"2026-11-{day}")
        note(lin, f"2026-11-{day}")
    assert count(zhou, REPORT, asked) == few <= 12
