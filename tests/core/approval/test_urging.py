"""催办: by whom, whom, at most once in four working hours; boundaries over lunch, nights and weekends."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, time

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.approval.beside_models import Urge
from portal.core.approval.urging import NobodyToUrge, NotYours, TooSoon, settle_tasks, urge
from portal.core.audit.chain import faults
from portal.core.audit.models import AuditEvent
from portal.core.calendar.spans import Span
from portal.core.desk.moment import this_moment
from portal.core.instants import local_text
from portal.core.notices.models import Notice
from portal.core.org.models import Unit
from portal.core.timetable.operations import Grounds, enter
from portal.core.timetable.said import Said, Worked
from portal.core.web.context import zone
from portal.extensions import db, writing
from tests.conftest import TestClock, signed_in
from tests.core.notices.outbox import CHEN, LIN, ZHOU, notices
from tests.pages import Browser
from tests.plans import plan, task_of

pytestmark = pytest.mark.both_databases
WANG, XU = 6, 7


def at(text: str) -> datetime:
    """An instant as Shanghai's clock shows it in November 2026: 23 09:00."""
    day, clock = text.split()
    return datetime.fromisoformat(f"2026-11-{day}T{clock}:00+08:00").astimezone(UTC)


def press(app: Flask, document_id: int, person_id: int = CHEN) -> str:
    """Urge, and say who was urged or from when on it would do."""
    with app.app_context():
        try:
            with writing():
                return "、".join(urge(document_id, person_id, this_moment()))
        except TooSoon as soon:
            return local_text(soon.again, zone())[8:]


def urges(app: Flask) -> int:
    with app.app_context():
        return len(db.session.scalars(select(Urge.id)).all())


@pytest.mark.parametrize(
    ("first", "early", "again"),
    [
        ("23 13:00", "23 16:59", "23 17:00"),  # within an afternoon
        ("23 10:00", "23 14:59", "23 15:00"),  # over lunch
        ("23 12:30", "23 16:59", "23 17:00"),  # begun at lunch
        ("23 16:00", "24 10:59", "24 11:00"),  # over a night
        ("27 16:00", "30 10:59", "30 11:00"),  # over a weekend
        ("28 10:00", "30 13:29", "30 13:30"),  # begun on a Saturday
        ("23 13:30", "23 17:29", "23 17:30"),  # to the end of work
    ],
)
def test_row_15_a_task_is_urged_at_most_once_in_four_working_hours(
    app: Flask, clock: TestClock, first: str, early: str, again: str
) -> None:
    document = plan(app)
    clock.moment = at(first)
    assert press(app, document) == "周敏"
    clock.moment = at(early)
    assert press(app, document) == again
    clock.moment = at(again)
    assert press(app, document) == "周敏"
    assert urges(app) == 2


def test_the_hours_are_those_of_the_document_s_unit(app: Flask, clock: TestClock) -> None:
    document = plan(app)
    with app.app_context(), writing():
        east = db.session.scalars(select(Unit.id).filter_by(code="EAST")).one()
        moment = this_moment()
        nights = Worked((tuple(Span(time(a), time(b)) for a, b in ((10, 12), (18, 22))),))
        enter(Said("hours", moment.day, nights, east), Grounds("晚市"), XU, 0, moment)
    assert press(app, document) == "周敏"
    clock.moment = at("23 17:00")
    assert press(app, document) == "23 20:00"


def test_who_may_urge_is_the_author_and_the_heads_above_him(app: Flask) -> None:
    document = plan(app)
    for stranger in (LIN, 4, 5, XU, 9):
        with pytest.raises(NotYours):
            press(app, document, stranger)
    with pytest.raises(NobodyToUrge):
        press(app, document, ZHOU)  # he has it himself
    assert press(app, document, WANG) == "周敏"
    assert urges(app) == 1


def test_nobody_is_urged_once_it_is_decided(app: Flask) -> None:
    with pytest.raises(NobodyToUrge):
        press(app, plan(app, "approve"))


def test_a_head_urges_the_author_to_revise_what_came_back(app: Flask) -> None:
    document = plan(app, "return")
    with pytest.raises(NobodyToUrge):
        press(app, document, CHEN)
    assert press(app, document, WANG) == "陈立"


def test_whoever_is_urged_is_told_at_once_and_it_is_on_record(app: Flask) -> None:
    document = plan(app)
    press(app, document)
    assert notices(app, "1003")[-1].startswith("陈立催办：月度巡访计划表 XF-202612-0001「")
    with app.app_context():
        (event,) = db.session.scalars(select(AuditEvent).filter_by(event="task:urged"))
        assert (event.stream, event.person_id) == (f"document:{document}", CHEN)
        assert list(faults()) == []


def test_what_was_told_is_read_when_the_task_is_over(app: Flask, clock: TestClock) -> None:
    document = plan(app)
    press(app, document)
    with app.app_context(), writing():
        settle_tasks([0], clock())
        unread = select(Notice.id).filter_by(kind="urged", read_at=None)
        assert len(db.session.scalars(unread).all()) == 1
        settle_tasks([1], clock())
        assert db.session.scalars(unread).all() == []


def test_five_clicks_at_one_instant_urge_once(app: Flask) -> None:
    document, gate = plan(app), threading.Barrier(5)

    def click(_: int) -> str:
        gate.wait()
        return press(app, document)

    with ThreadPoolExecutor(5) as pool:
        told = sorted(pool.map(click, range(5)))
    assert told == ["23 15:00"] * 4 + ["周敏"]
    assert (urges(app), len(notices(app, "1003"))) == (1, 2)


def test_the_buttons_say_who_was_urged_and_when_it_may_be_done_again(
    app: Flask, chen: Browser, zhou: Browser, clock: TestClock
) -> None:
    document = plan(app)
    place = f"/documents/{document}"
    page = chen.get(place)
    assert "在 周敏 手上" in page.text and "每张待办每 4 个工作小时最多催一次" in page.text
    assert "已催 周敏" in chen.submit(page, action=f"{place}/urges").text
    again = chen.get(place)
    assert "已催 1 次" in again.text and "11-23 15:00 起可以再催" in again.text
    assert not [form for form in again.all("form") if form.get("action") == f"{place}/urges"]
    listed = chen.get("/mine")
    assert "刚催过，2026-11-23 15:00 起可以再催" in chen.submit(listed, action=f"{place}/urges").text
    assert "已催 1 次" in zhou.get("/").text
    clock.moment = at("23 15:00")
    chen = signed_in(app, "1001")
    chen.submit(chen.get(place), action=f"{place}/urges")
    assert "已催 2 次" in signed_in(app, "1003").get("/").text


def test_who_may_not_urge_is_offered_no_button(app: Flask, zhou: Browser) -> None:
    document = plan(app)
    for browser in (zhou, signed_in(app, "1007")):
        assert "催办" not in browser.get(f"/documents/{document}").text
    assert "催办" not in zhou.get(f"/tasks/{task_of(app, document, '1003')}").text
