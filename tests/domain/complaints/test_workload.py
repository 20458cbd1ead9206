"""我的案件: open cases by the days that are left, page by page, each with whose turn it is."""

from datetime import UTC, datetime

import pytest
from flask import Flask

from portal.core.cases.by_due import NEVER, Place, place_of
from portal.domain.complaints import workload
from tests.conftest import signed_in
from tests.domain.complaints.taking import complaint, taker
from tests.pages import Page
from tests.regulations.product_complaints.complaints import decided, handling, offices, sent

pytestmark = pytest.mark.both_databases


def received(app: Flask, code: str = "E0001", **other: object) -> int:
    """A case whose form the group received; returns it."""
    case_id = complaint(app, code, **other)
    with app.app_context():
        decided(sent("F10-2", handling(**other), case_id), until="质量调查")
    return case_id


def numbers(page: Page) -> list[str]:
    return ["".join(a.itertext()) for a in page.all("a", class_="row-title")]


def test_r10_10_the_case_that_is_due_first_stands_first_and_one_without_limit_last(app: Flask, clock) -> None:
    offices(app)
    service = taker(app)
    complaint(app)
    received(app, region="国外")
    received(app)
    page = service.get("/complaints/mine")
    assert numbers(page) == [f"KS10-202611-00{n}" for n in (3, 2, 1)]
    assert "还剩 13 天" in page.text and "还剩 16 天" in page.text and "没有在走的期限" in page.text
    assert "客户抱怨处理表：质量调查（周敏）" in page.text and "由生产管理组推进" in page.text
    clock.advance(days=13)
    assert "今天到期" in taker_again(app).get("/complaints/mine").text
    clock.advance(days=1)
    assert "超 1 天" in taker_again(app).get("/complaints/mine").text


def taker_again(app: Flask):
    return signed_in(app, "1010")


def test_r10_7_3_the_next_page_begins_where_the_last_ended(app: Flask, monkeypatch) -> None:
    offices(app)
    service = taker(app)
    monkeypatch.setattr(workload, "PAGE", 2)
    for code in ("E0001", "E0002", "E0003"):
        received(app, code)
        complaint(app, code)
    page, seen = service.get("/complaints/mine"), list[str]()
    while True:
        seen += numbers(page)
        more = [a.get("href", "") for a in page.all("a") if "下一页" in "".join(a.itertext())]
        if not more:
            break
        page = service.get(more[0])
    assert seen == [f"KS10-202611-00{n}" for n in (1, 3, 5, 2, 4, 6)]


def test_whoever_keeps_no_register_sees_what_he_took_down_alone(app: Flask) -> None:
    complaint(app, number="1001")
    complaint(app, "E0002")
    assert numbers(signed_in(app, "1001").get("/complaints/mine")) == ["KS10-202611-001"]
    wang = signed_in(app, "1006")
    assert len(numbers(wang.get("/complaints/mine"))) == 2
    assert "没有未结的案件" in wang.get("/complaints/mine?which=registered").text


@pytest.mark.parametrize("text", ["", "x", "20261101T000000000000-", "20269901T000000000000-1", "-1", "a-1"])
def test_an_odd_place_begins_at_the_start(app: Flask, text: str) -> None:
    assert place_of(text) is None


def test_a_place_is_read_as_it_is_told() -> None:
    for due in (datetime(2026, 11, 30, 16, 0, 0, 5, tzinfo=UTC), NEVER):
        assert place_of(Place(due, 7).told()) == Place(due, 7)
