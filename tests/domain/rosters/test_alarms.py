"""A gap alarms: on the home of whoever keeps the line or watches over all, and once a day by a notice."""

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.desk.moment import this_moment
from portal.core.notices.models import Notice
from portal.core.org.models import Person
from portal.domain.rosters.sweeps import alarm
from portal.extensions import db
from tests.conftest import TestClock, signed_in
from tests.core.org.changes import person, take_post, unit
from tests.domain.rosters.shifts import FINANCE, MONDAY, TUESDAY, put
from tests.pages import Browser

EMPTY = "华东办事处的救援电话：现在没有人值班"


def notices(app: Flask) -> list[tuple[str, str]]:
    """Who was told what, the words before the dash."""
    with app.app_context():
        alarm(this_moment())
        rows = db.session.scalars(select(Notice).filter_by(kind="roster_gap").order_by(Notice.id)).all()
        return [(number_of(row.person_id), row.words) for row in rows]


def number_of(person_id: int) -> str:
    return db.session.get_one(Person, person_id).number


def urgent(browser: Browser) -> list[str]:
    rows = ["".join(row.itertext()) for row in browser.get("/").all("li", class_="urgent")]
    return [row.strip() for row in rows if "值班" in row]


def test_a_line_without_anybody_alarms_its_keeper_and_whoever_watches_over_all(
    app: Flask, zhou: Browser
) -> None:
    take_post(app, "1014", "hr_head", "ROOT")
    assert [row for row in urgent(zhou) if EMPTY in row]
    assert not [row for row in urgent(zhou) if "华南" in row]
    watching = " ".join(urgent(signed_in(app, "1014")))
    assert EMPTY in watching and "华南办事处的救援电话" in watching and "查账电话" not in watching
    assert "值班" not in signed_in(app, "1001").get("/").text


@pytest.mark.parametrize(("hour", "day", "loud"), [(9, TUESDAY, True), (10, TUESDAY, False)])
def test_a_gap_is_urgent_from_a_day_before_it(app: Flask, zhou: Browser, hour: int, day, loud: bool) -> None:
    """It is 10:00 on Monday."""
    with app.test_request_context():
        put("1001", MONDAY, 10, 20)
        put("1002", MONDAY, 20, hour)
    told = [row for row in urgent(zhou) if "华东" in row]
    assert bool(told) is loud
    assert f"2026-11-24 {hour:02}:00 至 12-06 24:00 没有人值班" in zhou.get("/").text


def test_whoever_keeps_a_line_is_told_once_a_day_of_a_gap(app: Flask, clock: TestClock) -> None:
    first = notices(app)
    east = [words for number, words in first if number == "1003"]
    assert east == ["华东办事处的救援电话：2026-11-23 00:00 至 12-06 24:00 没有人值班，请排班"]
    assert {number for number, _ in first} == {"1003", "1005", "1013"}
    clock.advance(hours=13, minutes=45)
    assert notices(app) == first
    clock.advance(minutes=15)  # midnight
    assert len([words for number, words in notices(app) if number == "1003"]) == 2


def test_a_gap_that_is_still_to_come_is_told_again_on_the_next_day(app: Flask, clock: TestClock) -> None:
    with app.test_request_context():
        put("1001", MONDAY, 10, 9)
    clock.advance(minutes=1)
    assert len([words for number, words in notices(app) if number == "1003"]) == 1
    clock.advance(hours=20)
    again = [words for number, words in notices(app) if number == "1003"]
    assert len(again) == 2 and len(set(again)) == 1


def test_another_gap_is_told_of_its_own(app: Flask, clock: TestClock) -> None:
    with app.test_request_context():
        put("1001", MONDAY, 10, 10, last=TUESDAY)
    assert not [words for number, words in notices(app) if number == "1003"]
    clock.advance(hours=24)
    with app.test_request_context():
        put("1001", TUESDAY, 11, 12)  # the same again changes nothing
    clock.advance(minutes=1)
    (told,) = [words for number, words in notices(app) if number == "1003"]
    assert told == "华东办事处的救援电话：2026-11-25 10:00 至 12-06 24:00 没有人值班，请排班"


def test_a_line_with_hours_is_not_asked_for_at_night(app: Flask, clock: TestClock) -> None:
    with app.test_request_context():
        put("1012", MONDAY, 10, 18, at=FINANCE)
    told = [words for number, words in notices(app) if number == "1013"]
    assert told == ["财务部的查账电话：2026-11-24 08:00–18:00 没有人值班，请排班"]


def test_a_notice_leads_to_the_roster(app: Flask, zhou: Browser) -> None:
    notices(app)
    with app.app_context():
        row = db.session.scalars(select(Notice).filter_by(person_id=person("1003").id)).first()
        assert row.address == f"/rosters/rescue/{unit('EAST').id}"
        address = row.address
    assert "救援电话值班表" in zhou.get(address).text
