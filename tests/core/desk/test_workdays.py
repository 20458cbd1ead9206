"""DESIGN §6: single days and hours, of the company and of its units, and what follows from them."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.core.desk.moment import terms, this_moment
from portal.core.documents.models import Document
from portal.core.notices.leaving import hours
from portal.core.notices.models import Notice
from portal.core.org.models import Person, Unit
from portal.core.timetable.models import CalendarEntry
from portal.core.web.context import now
from portal.extensions import db, writing
from tests.calendars import day_entered, hours_entered
from tests.core.desk.test_calendars import faults
from tests.duties import keep, occurrence
from tests.hostile.values import corpus
from tests.pages import Browser
from tests.plans import plan

pytestmark = pytest.mark.both_databases
THURSDAY = "2026-11-26"
LATER = "2026-11-30"
SHIFT = "09:00-12:00 14:00-18:00"


def entries(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(CalendarEntry)) or 0


def unit_of(app: Flask, code: str) -> str:
    with app.app_context():
        return str(db.session.scalars(select(Unit.id).filter_by(code=code)).one())


def told(app: Flask, number: str) -> list[str]:
    """What somebody was told of moved dates."""
    query = select(Notice.words).join(Person, Person.id == Notice.person_id)
    with app.app_context():
        query = query.where(Person.number == number, Notice.kind == "deadline_moved")
        return list(db.session.scalars(query.order_by(Notice.id)))


def test_a_company_day_off_calls_off_its_duties_and_tells_whom_it_concerns_once(
    app: Flask, shen: Browser
) -> None:
    keep(app)
    assert "已录入" in day_entered(shen, day=THURSDAY, kind="rest", name="公司成立日").text
    keep(app)
    keep(app)
    assert occurrence(app, "journal", "1001", THURSDAY).state == "void"
    assert told(app, "1001") == ["期限有变动：成功手册 11月26日（原定 2026-11-26）不再需要"]
    assert told(app, "1007") == [], "the auditor owes nothing"
    day_entered(shen, day=THURSDAY, kind="usual", name="照常上班")
    keep(app)
    assert occurrence(app, "journal", "1001", THURSDAY).state == "open"
    assert told(app, "1001")[1:] == ["期限有变动：成功手册 11月26日 要在 2026-11-26 前完成"]


def test_the_due_day_of_a_plan_under_review_moves_with_the_calendar(app: Flask, shen: Browser) -> None:
    document_id = plan(app)
    keep(app)
    day_entered(shen, day=LATER, kind="rest", name="公司成立日")
    keep(app)
    with app.app_context():
        assert db.session.get_one(Document, document_id).due == date(2026, 11, 27)
    assert occurrence(app, "plan", "1002", "2026-12-01").due == date(2026, 11, 27)
    assert any("2026-11-30 → 2026-11-27" in words for words in told(app, "1002"))


def test_a_unit_s_day_moves_its_own_people_alone(app: Flask, shen: Browser) -> None:
    keep(app)
    east = unit_of(app, "EAST")
    day_entered(shen, unit=east, day=THURSDAY, kind="rest", name="搬家")
    keep(app)
    assert occurrence(app, "journal", "1001", THURSDAY).state == "void"
    assert occurrence(app, "journal", "1004", THURSDAY).state == "open"
    assert f"/calendar/2026?unit={east}" in str([a.get("href") for a in shen.get("/calendar/2026").all("a")])
    assert "搬家" in shen.get(f"/calendar/2026?unit={east}").text
    assert "搬家" not in shen.get("/calendar/2026").text


def test_an_office_that_works_on_saturdays_owes_its_saturdays(app: Flask, shen: Browser) -> None:
    week = "\n".join([SHIFT] * 6 + ["休"])
    east = unit_of(app, "EAST")
    page = hours_entered(shen, unit=east, since="2026-11-23", way="roster", spans=week, why="门市营业")
    assert "7 天一轮：09:00–12:00 14:00–18:00；" in page.text
    keep(app)
    assert occurrence(app, "journal", "1001", "2026-11-28").state == "open"
    with pytest.raises(StopIteration):
        occurrence(app, "journal", "1004", "2026-11-28")


def test_hours_count_from_their_day_on_for_rules_and_for_letters(app: Flask, shen: Browser) -> None:
    assert "09:00–12:00" in hours_entered(shen, since="2026-11-24", spans=SHIFT, why="冬季作息").text
    noon = datetime(2026, 11, 24, 5, 30, tzinfo=UTC)  # 13:30 in Shanghai
    with app.app_context():
        assert terms().working_time.next_working(noon) == datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
        assert hours().office(noon) == datetime(2026, 11, 24, 6, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "at", "fault"),
    [
        ({"day": "哪天"}, "day", "日期请写成"),
        ({"day": ""}, "day", "请填写"),
        ({"day": "2028-11-23"}, "day", "超过 400 天"),
        ({"name": " "}, "name", "请写明事由"),
        ({"name": "好" * 41}, "name", "最多 40 字"),
        ({"kind": "party"}, "kind", "请从列表中选择"),
        ({"unit": "987654"}, "unit", "请从列表中选择"),
    ],
)
def test_a_faulty_day_is_refused_at_its_field(
    app: Flask, shen: Browser, typed: dict[str, str], at: str, fault: str
) -> None:
    page = day_entered(shen, **{"day": THURSDAY, "kind": "rest", "name": "公司成立日"} | typed)
    assert (page.status, entries(app)) == (422, 0)
    assert fault in faults(page)[at]


@pytest.mark.parametrize(
    ("typed", "at", "fault"),
    [
        ({"since": "2026-11-22"}, "since", "不能早于今天"),
        ({"since": "x"}, "since", "日期请写成"),
        ({"spans": ""}, "spans", "请写一行"),
        ({"spans": f"{SHIFT}\n{SHIFT}"}, "spans", "请写一行"),
        ({"spans": "八点到五点"}, "spans", "看不懂"),
        ({"spans": "25:00-26:00"}, "spans", "没有 25:00-26:00"),
        ({"spans": "09:00-12:00 11:00-10:00"}, "spans", "各段要按先后填写"),
        ({"way": "roster"}, "way", "只能用于部门"),
        ({"way": "above"}, "way", "只能用于部门"),
        ({"way": "roster", "unit": "2", "spans": "休\n休"}, "spans", "至少要有一天上班"),
        ({"way": "roster", "unit": "2", "spans": "休\n" * 61}, "spans", "最多 60 天"),
        ({"why": ""}, "why", "请写明原因"),
    ],
)
def test_faulty_hours_are_refused_at_their_field(
    app: Flask, shen: Browser, typed: dict[str, str], at: str, fault: str
) -> None:
    page = hours_entered(shen, **{"since": "2026-11-23", "spans": SHIFT, "why": "冬季作息"} | typed)
    assert (page.status, entries(app)) == (422, 0)
    assert fault in faults(page)[at]


def test_what_another_entered_meanwhile_is_seen_first(app: Flask, shen: Browser) -> None:
    page = shen.get("/calendar/hours")
    day_entered(shen, day=THURSDAY, kind="rest", name="公司成立日")
    late = shen.submit(page, "/calendar/days", day=THURSDAY, kind="morning", name="大扫除")
    assert (late.status, entries(app)) == (409, 1)
    assert "在你打开之后改过" in faults(late)["day"]
    late = shen.submit(page, "/calendar/hours", since=LATER, spans=SHIFT, why="冬季作息")
    assert (late.status, entries(app)) == (409, 1)
    assert (
        "2026-11-26 调休上班 补"
        in shen.submit(late, "/calendar/days", kind="work", name="补", day=THURSDAY).text
    )


def test_others_read_the_hours_and_enter_nothing(app: Flask, zhou: Browser, shen: Browser) -> None:
    page = zhou.get("/calendar/hours")
    assert "08:30–12:00 13:00–17:30" in page.text and "录入上班时间" not in page.text
    token = dict(zhou.get("/login").fields("/login"))["csrf_token"]
    for place in ("/calendar/days", "/calendar/hours"):
        fields = dict(shen.get("/calendar/hours").fields(place)) | {"csrf_token": token}
        asked = {"day": THURSDAY, "since": THURSDAY, "spans": SHIFT, "name": "x", "why": "x"}
        assert zhou.post(place, fields | asked).status == 404
    assert entries(app) == 0


def test_hostile_words_are_refused_at_their_field_or_kept_as_words(shen: Browser) -> None:
    day = {"day": "", "kind": "rest", "name": "", "unit": ""}
    since = {"since": "", "way": "office", "spans": "", "why": "", "unit": ""}
    for place, fields in (("/calendar/days", day), ("/calendar/hours", since)):
        fresh = dict(shen.get("/calendar/hours").fields(place)) | fields
        for text in corpus():
            typed = dict.fromkeys(fields, text[:5000])
            assert shen.client.post(place, data=fresh | typed).status_code == 422, text[:60]


def rest_day(day: date) -> None:
    """Enter a day off. Inside writing()."""
    entry = {"act": "day", "value": '["rest_day","x",null]', "reason": "", "text": "", "person_id": 9}
    db.session.add(CalendarEntry(since=day, at=now(), **entry))
    db.session.flush()
    assert not this_moment().calendar.day(day).works


def test_what_an_operation_saw_and_took_back_is_not_kept(app: Flask) -> None:
    """SQLite gives the id of what was taken back to what is entered next."""
    taken_back, entered = date(2026, 11, 26), date(2026, 11, 27)
    with app.app_context():
        assert terms().working_time is this_moment().terms.working_time, "kept while nothing is entered"
        with pytest.raises(RuntimeError), writing():
            rest_day(taken_back)
            raise RuntimeError
        with writing():
            rest_day(entered)
        calendar = this_moment().calendar
        assert (calendar.day(taken_back).works, calendar.day(entered).works) == (True, False)
