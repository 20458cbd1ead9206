"""交接 as people meet it: from the person's page to the sheet, with every fault at its field."""

from pathlib import Path

import pytest
from flask import Flask

from tests.conftest import signed_in
from tests.core.handovers.handing import handed_over
from tests.core.printing.papers import text_of
from tests.duties import keep
from tests.pages import Browser, Page
from tests.plans import plan

PLACE = "/people/3/handover"
FILLED = {"successor": "何清", "reason": "回老家"}


@pytest.fixture
def shen(app: Flask) -> Browser:
    return signed_in(app, "1009")


def hand(browser: Browser, place: str = PLACE, **typed: str) -> Page:
    page = browser.get(place)
    return browser.submit(page, action=f"{PLACE}?scope=", **FILLED | typed)


def words(page: Page) -> str:
    return " ".join(" ".join(page.tree.itertext()).split())


def test_what_will_move_is_seen_before_and_the_sheet_after(app: Flask, shen: Browser) -> None:
    plan(app)
    keep(app)
    before = words(shen.get(PLACE))
    assert "待办 1 项" in before
    assert "岗位 1 项" in before
    done = hand(shen)
    assert "已全部移交，三方都收到了通知。" in done.text
    assert "离职：回老家" in done.text
    assert "待 何清 确认" in done.text
    assert "还没有移交" not in shen.get("/organisation/people/3").text
    assert "2026-11-23 起移交何清" in words(shen.get("/organisation/people/3"))
    assert "没有在其名下的待办、义务、客户和委托。" in words(shen.get(PLACE))


def test_who_is_entered_as_leaving_has_his_open_rows_counted(app: Flask, shen: Browser) -> None:
    place = "/organisation/people/1/departure"
    page = words(shen.submit(shen.get(place), action="/organisation", until="2026-11-24"))
    assert "请办理交接" in page
    assert "还没有移交： 客户" in page
    assert hand(shen, day="2026-11-24").status == 200


def test_a_second_press_shows_the_first_ones_sheet(shen: Browser) -> None:
    page = shen.get(PLACE)
    first, second = (shen.submit(page, action=f"{PLACE}?scope=", **FILLED) for _ in range(2))
    assert first.address == second.address
    assert "这次交接已经办理，没有再移交一次。" in second.text


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({"successor": ""}, "请填接收人"),
        ({"successor": "没这人"}, "没有找到同事「没这人」，请从提示中选择"),
        ({"successor": "周敏"}, "接收人不能是本人"),
        ({"successor": "沈知"}, "你是监交人，不能同时是接收人；请由系统管理者办理"),
        ({"day": "明天"}, "请填日期，例如 2026-12-01"),
        ({"day": "2026-11-22"}, "不能早于今天：以前的单据和签核已按当时的组织记下，不能改写过去"),
        ({"reason": " "}, "请填说明"),
        ({"reason": "长" * 101}, "最多 100 个字"),
        ({"key": "k" * 61}, ""),
    ],
)
def test_every_fault_stands_at_its_field_and_what_was_typed_is_kept(shen: Browser, typed, fault) -> None:
    page = hand(shen, **typed)
    if not fault:
        assert "已全部移交" in page.text
        return
    assert (page.status, page.faults()) == (422, [fault])
    kept = dict(page.fields(f"{PLACE}?scope="))
    assert {name: kept[name] for name in typed if name != "reason"} == {
        name: text for name, text in typed.items() if name != "reason"
    }


@pytest.mark.parametrize(
    "place", ["?scope=moving", "?scope=moving&posts=999", "?scope=moving&posts=x", "?scope=moving&posts=1"]
)
def test_who_moves_without_a_post_of_his_is_asked_for_one(shen: Browser, place: str) -> None:
    assert "请勾选要放弃的岗位。" in words(shen.get(PLACE + place))
    fields = dict(shen.get(PLACE).fields(f"{PLACE}?scope=")) | FILLED
    refused = shen.post(PLACE + place, fields)
    assert (refused.status, "请勾选要放弃的岗位。" in refused.text) == (422, True)


def test_a_head_finds_those_below_him_and_nobody_else(app: Flask, wang: Browser, chen: Browser) -> None:
    assert wang.get("/handovers?who=周敏").address == PLACE
    for text, why in (("沈知", "「沈知」不在你负责的部门里"), ("没这人", "没有工号或姓名是「没这人」的人员")):
        refused = wang.get(f"/handovers?who={text}")
        assert (refused.status, refused.faults()) == (422, [why])
    assert "谁要交接" not in chen.get("/handovers").text
    assert hand(wang).faults() == ["还没有登记离职，请先请系统管理者登记"]


def test_both_confirm_and_the_paper_says_so(app: Flask, tmp_path: Path) -> None:
    he = signed_in(app, "1005")
    place = f"/handovers/{handed_over(app, '1003', '1005')}"
    assert place in [a.get("href") for a in he.get("/handovers").all("a")]
    page = he.submit(he.get(place), action=place)
    assert "已确认。" in page.text
    assert "确认无误" not in page.text
    with he.client.get(f"{place}/pdf") as answer:
        text = "".join(text_of(answer.get_data(), tmp_path).split())
    for told in ("工作交接单", "移交人", "周敏（1003）", "接收人", "何清", "监交人", "沈知"):
        assert told in text, told
