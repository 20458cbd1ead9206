"""DESIGN §6: a year is entered from its notice, previewed, confirmed, and looked at by everybody."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.core.audit.models import AuditEvent
from portal.core.timetable.models import CalendarEntry
from portal.extensions import db
from tests.calendars import NOTICE_2027, PLACE, previewed, read, year_entered
from tests.conftest import signed_in
from tests.hostile.values import corpus
from tests.pages import Browser, Page

pytestmark = pytest.mark.both_databases


def entries(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(CalendarEntry)) or 0


def faults(page: Page) -> dict[str, str]:
    """Each fault by the field at which it stands."""
    at = {
        e.get("aria-describedby"): e.get("name", "")
        for tag in ("input", "textarea", "select")
        for e in page.all(tag)
    }
    shown = {e.get("id"): "".join(e.itertext()).strip() for e in page.all("p") if e.get("class") == "fault"}
    return {at[place]: words for place, words in shown.items() if place in at}


def test_a_year_is_read_previewed_and_entered(app: Flask, shen: Browser, chen: Browser) -> None:
    assert "（暂定）" in chen.get("/calendar/2027").text
    page = read(shen)
    assert [dict(page.fields(PLACE))[f"{cell}_1"] for cell in ("name", "first", "last", "make_up")] == [
        "春节", "2027-02-05", "2027-02-11", "2027-01-30、2027-02-20",
    ]  # fmt: skip
    seen = shen.submit(page, PLACE, "act=preview")
    assert "2027-02-05：工作日 → 法定节假日（春节）" in seen.text
    assert "2027-01-30：休息日 → 调休上班（春节）" in seen.text
    assert entries(app) == 0, "a preview changes nothing"
    assert "2027年放假安排已录入" in shen.submit(seen, PLACE, "act=enter").text
    told = chen.get("/calendar/2027").text
    assert "（暂定）" not in told and "由 沈知 于" in told
    assert "2027-02-05 至 2027-02-11 春节 法定节假日 已录入" in told
    with app.app_context():
        event = db.session.scalars(select(AuditEvent).filter_by(event="calendar:year_entered")).one()
        assert event.stream == "calendar"
        assert db.session.scalars(select(CalendarEntry.text)).one() == NOTICE_2027.strip()


def test_entering_a_year_again_shows_what_changes_and_the_last_counts(app: Flask, shen: Browser) -> None:
    year_entered(app, shen)
    page = shen.get(PLACE)
    assert dict(page.fields(PLACE))["last_6"] == "2027-10-07"
    seen = shen.submit(page, PLACE, "act=preview", last_6="2027-10-06")
    assert [e.text.strip() for e in seen.all("li") if "→" in (e.text or "")] == [
        "2027-10-07：法定节假日 → 工作日"
    ]
    shen.submit(seen, PLACE, "act=enter")
    assert "2027-10-01 至 2027-10-06 国庆节" in shen.get("/calendar/2027").text
    assert entries(app) == 2


def test_going_back_from_the_preview_keeps_the_rows(shen: Browser) -> None:
    page = shen.submit(previewed(shen), PLACE, "act=edit")
    assert dict(page.fields(PLACE))["first_6"] == "2027-10-01"


def test_two_administrators_enter_one_year_once(app: Flask, shen: Browser) -> None:
    page = previewed(shen)
    year_entered(app, shen)
    late = shen.submit(page, PLACE, "act=enter")
    assert (late.status, entries(app)) == (409, 1)
    assert "日历在你打开之后改过" in late.text and "没有哪一天会变" in late.text
    assert "已录入" in shen.submit(late, PLACE, "act=enter").text


@pytest.mark.parametrize(
    ("typed", "at", "fault"),
    [
        ({"first_0": "明天"}, "first_0", "日期请写成 2026-12-01 这样"),
        ({"last_0": "2026-12-31"}, "last_0", "不能早于第一天"),
        ({"last_0": ""}, "last_0", "请填写"),
        ({"make_up_1": "2027-02-30"}, "make_up_1", "没有这一天"),
        ({"make_up_1": "2027-02-08"}, "make_up_1", "本来就上班"),
        ({"name_4": ""}, "name_4", "请填写节日名称"),
        ({"name_4": "好" * 21}, "name_4", "最多 20 字"),
        ({"first_5": "2027-10-02", "last_5": "2027-10-02"}, "first_6", "重叠"),
    ],
)
def test_a_fault_stands_at_its_cell(
    app: Flask, shen: Browser, typed: dict[str, str], at: str, fault: str
) -> None:
    page = shen.submit(read(shen), PLACE, "act=preview", **typed)
    assert page.status == 422
    assert fault in faults(page)[at]
    assert dict(page.fields(PLACE)) | typed == dict(page.fields(PLACE)), "what was typed is kept"


def test_what_is_missing_and_what_the_text_contradicts_is_said(shen: Browser) -> None:
    page = read(shen, NOTICE_2027.replace("（周三）放假，共1天", "（周二）放假，共1天", 1))
    assert "2027-06-09 是周三，不是周二" in faults(page)["first_4"]
    page = shen.submit(read(shen), PLACE, "act=preview", name_4="", first_4="", last_4="")
    assert "还缺少：端午" in page.text and page.status == 422
    assert "没有读到放假的日期" in faults(read(shen, "放假"))["text"]
    assert "最多 4000 字" in faults(read(shen, "放" * 4001))["text"]
    many = "\n".join(f"元旦 2027-01-{n:02}" for n in range(1, 13))
    assert "超过 10 行" in faults(read(shen, many))["text"]


def test_only_years_that_can_have_a_notice_are_entered(shen: Browser) -> None:
    assert [shen.get(f"/calendar/{year}/notice").status for year in (2024, 2025, 2027, 2028)] == [
        404, 200, 200, 404,
    ]  # fmt: skip
    assert [shen.get(f"/calendar/{year}").status for year in (2003, 2004, 2027, 2028)] == [404, 200, 200, 404]


def test_hostile_words_are_refused_at_their_cell_or_kept_as_words(shen: Browser) -> None:
    fresh = dict(read(shen).fields(PLACE))
    cells = ("name_0", "first_0", "last_0", "make_up_0")
    for text in corpus():
        for typed in (
            {"text": text[:4100], "act": "read"},
            {"act": "preview"} | dict.fromkeys(cells, text[:500]),
        ):
            status = shen.client.post(PLACE, data=fresh | typed).status_code
            assert status in (200, 422), (typed["act"], text[:60])


def test_the_menu_leads_to_this_year(chen: Browser) -> None:
    page = chen.get(next(a.get("href") for a in chen.get("/").all("a") if "工作日历" in (a.text or "")))
    assert (page.status, "2026年工作日历" in page.text) == (200, True)


def test_others_look_at_the_year_and_enter_nothing(app: Flask, zhou: Browser, shen: Browser) -> None:
    assert "录入2027年放假安排" not in zhou.get("/calendar/2027").text
    token = dict(zhou.get("/login").fields("/login"))["csrf_token"]
    fields = dict(previewed(shen).fields(PLACE)) | {"csrf_token": token, "act": "enter"}
    assert zhou.post(PLACE, fields).status == 404
    assert entries(app) == 0


@pytest.mark.parametrize(("days", "warned"), [(7, False), (8, True)])  # 30 November, 1 December
def test_the_administrator_is_warned_from_1_december(app: Flask, clock, days: int, warned: bool) -> None:
    clock.advance(days=days)
    shen = signed_in(app, "1009")
    assert ("2027年放假安排还没有录入" in shen.get("/").text) is warned
    year_entered(app, shen)
    assert "2027年放假安排还没有录入" not in shen.get("/").text


def test_the_warning_stays_in_the_new_year(app: Flask, clock) -> None:
    clock.advance(days=45)
    shen = signed_in(app, "1009")
    assert "2027年放假安排还没有录入" in shen.get("/").text
    assert "2028年放假安排" not in shen.get("/").text
