"""The pages of rosters: who may read, who may enter, what they say, what is refused at its field."""

import pytest
from flask import Flask

from tests.conftest import TestClock, signed_in
from tests.core.desk.test_in_use import turn
from tests.core.org.changes import unit
from tests.domain.rosters.shifts import MONDAY, SOUTH, TUESDAY, put
from tests.hostile.values import some
from tests.pages import Browser, Page
from tests.questions import count

TYPED = {"person": "1001", "first": "2026-11-24", "begins": "08:00", "ends": "20:00"}
FAULTS = [
    ({"person": ""}, "请填谁值班"),
    ({"person": "某人"}, "没有找到"),
    ({"first": ""}, "请填写"),
    ({"first": "2026-11-22"}, "已经过去的时间不能再排"),
    ({"last": "2026-11-23"}, "最多排 62 天"),
    ({"begins": ""}, "请填几点"),
    ({"ends": "25:00"}, "时间请写成"),
]


def place(app: Flask, code: str = "EAST", line: str = "rescue") -> str:
    with app.app_context():
        return f"/rosters/{line}/{unit(code).id}"


def add(browser: Browser, address: str, **typed: str) -> Page:
    return browser.submit(browser.get(address), action=address, **(TYPED | typed))


def test_whoever_keeps_a_line_enters_shifts_and_everybody_who_answers_one_reads_them(
    app: Flask, zhou: Browser
) -> None:
    page = add(zhou, place(app), last="2026-11-25")
    assert "已排 2 班" in page.text
    assert page.text.count("08:00–20:00 陈立") == 2
    reader = signed_in(app, "1013")
    assert "08:00–20:00 陈立" in reader.get("/rosters").text
    here = reader.get(place(app))
    assert here.all("form", action=place(app)) == []
    assert not [link for link in here.all("a") if link.get("href").startswith("/rosters/shifts/")]
    assert signed_in(app, "1001").get("/rosters").status == 404


def test_the_page_says_who_is_there_who_comes_next_and_where_nobody_is(app: Flask, zhou: Browser) -> None:
    with app.test_request_context():
        put("1001", MONDAY, 9, 12)
        put("1002", MONDAY, 20, 8)
    page = zhou.get(place(app))
    assert "现在： 陈立 （到 12:00）" in page.text and "接着：林可（20:00 起）" in page.text
    assert "空档：2026-11-23 12:00–20:00 没有人" in page.text
    gaps = [part.text for part in page.all("span", class_="part gap")]
    assert gaps[0] == "12:00–20:00 没有人" and "20:00–24:00 林可" in page.text
    assert "00:00–08:00 林可" in page.text  # what reaches into the next day stands there too
    south = zhou.get(place(app, "SOUTH"))
    assert "现在没有排人" in south.text


@pytest.mark.parametrize(("typed", "fault"), FAULTS)
def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(
    app: Flask, zhou: Browser, typed: dict[str, str], fault: str
) -> None:
    page = add(zhou, place(app), **typed)
    assert page.status == 422
    assert any(fault in told for told in page.faults())
    said = dict(page.fields(action=place(app)))
    assert {name: said[name] for name in typed} == typed


def test_whoever_is_on_another_line_is_refused_by_name(app: Flask, zhou: Browser) -> None:
    with app.test_request_context():
        put("1001", TUESDAY, 12, 14, at=SOUTH)
    (fault,) = add(zhou, place(app)).faults()
    assert fault == "陈立 2026-11-24 12:00–14:00 已在华南办事处的救援电话值班"


def test_a_shift_is_changed_and_taken_off_while_it_is_to_come(
    app: Flask, zhou: Browser, clock: TestClock
) -> None:
    page = add(zhou, place(app))
    (address,) = {link.get("href") for link in page.all("a") if "/shifts/" in link.get("href")}
    before = zhou.get(address)
    changed = zhou.submit(before, action=address, person="1002")
    assert "已改" in changed.text and "08:00–20:00 林可" in changed.text
    stale = zhou.submit(before, action=address, person="1004")
    assert stale.status == 422 and "有人改过" in stale.text
    gone = zhou.submit(zhou.get(address), action=f"{address}/removal")
    assert "已取消" in gone.text and "林可" not in gone.text
    assert zhou.get(address).status == 404


def test_a_shift_that_has_begun_can_only_end_now(app: Flask, zhou: Browser, clock: TestClock) -> None:
    with app.test_request_context():
        put("1001", MONDAY, 9, 12)
    clock.advance(hours=1)
    page = zhou.get("/rosters/shifts/1")
    assert "已经开始，不能再改" in page.text and page.all("form", action="/rosters/shifts/1") == []
    ended = zhou.submit(page, action="/rosters/shifts/1/removal")
    assert "10:00–11:00 陈立" in ended.text and "现在没有排人" in ended.text
    assert zhou.get("/rosters/shifts/1").status == 404


def test_whoever_keeps_another_line_neither_enters_nor_changes_nor_takes_off(
    app: Flask, zhou: Browser
) -> None:
    add(zhou, place(app))
    other = signed_in(app, "1013")
    token = other.get("/rosters").all("input", name="csrf_token")[0].get("value")
    for address in (place(app), "/rosters/shifts/1", "/rosters/shifts/1/removal"):
        assert other.post(address, TYPED | {"csrf_token": token}).status == 404, address
    assert other.get("/rosters/shifts/1").status == 404
    assert "08:00–20:00 陈立" in zhou.get(place(app)).text


@pytest.mark.parametrize("address", ["/rosters/none/2", "/rosters/rescue/987654", "/rosters/shifts/987654"])
def test_what_is_not_there_is_not_found(zhou: Browser, address: str) -> None:
    assert zhou.get(address).status == 404


def test_the_page_asks_a_constant_number_of_questions(app: Flask, zhou: Browser) -> None:
    before = count(app, zhou, "/rosters")
    with app.test_request_context():
        put("1001", MONDAY, 20, 8, last=MONDAY.replace(day=30))
    assert count(app, zhou, "/rosters") == before <= 15


def test_the_regulation_names_its_lines(zhou: Browser) -> None:
    page = zhou.get("/regulations/lines")
    assert "值班：救援电话，全天要有人值班" in page.text
    assert "值班：查账电话，规定的时间内要有人值班" in page.text


def test_a_line_of_a_regulation_that_is_off_is_not_listed(app: Flask, zhou: Browser) -> None:
    turn(app, "2026-11-23", slug="lines")
    page = zhou.get("/rosters")
    assert "救援电话" not in page.text and "没有要值班的电话" in page.text
    assert "值班空档" not in zhou.get("/").text


@pytest.mark.timeout(400)
def test_whatever_is_typed_into_a_roster_is_answered_by_a_page_of_ours(app: Flask, zhou: Browser) -> None:
    address = place(app)
    page = add(zhou, address)
    (shift,) = {link.get("href") for link in page.all("a") if "/shifts/" in link.get("href")}
    for where in (address, shift):
        for name in (*TYPED, "last", "seen"):
            for value in (*some(name, 4), "9" * 5000, "9999-12-31", "0001-01-01"):
                answer = zhou.submit(zhou.get(where), action=where, **(TYPED | {name: value}))
                assert answer.status in (200, 400, 404, 422), (where, name, value)
                if zhou.get(where).status == 404:
                    return
