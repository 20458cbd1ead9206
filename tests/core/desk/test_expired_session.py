"""A session that runs out in mid-form: sign in again, and everything typed is there, for its owner alone."""

import io

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.core.documents.models import Draft
from portal.extensions import db
from tests.databases import PASSWORD
from tests.pages import Browser, Page
from tests.plans import plan, task_of

LINE = {"day": "2026-12-01", "customer": "嘉禾建材", "route": "滨江", "frequency": "2", "goal": "核对订货",
        "solution": "改小批"}  # fmt: skip
TYPED = {f"lines-0-{name}": text for name, text in LINE.items()} | {"remarks": "只有我知道的备注"}
OPINION = "请补上重点客户，\n再报一次。"


def sign_in_again(stopped: Page, browser: Browser, number: str) -> Page:
    assert stopped.address == "/login"
    assert "已填的内容都在" in stopped.text
    return browser.submit(stopped, number=number, password=PASSWORD)


def values(page: Page) -> dict[str, str]:
    return {name: text.removeprefix("\n") for name, text in page.fields()}


@pytest.fixture
def task(app: Flask) -> str:
    """周敏's turn with 陈立's plan."""
    return f"/tasks/{task_of(app, plan(app), '1003')}"


@pytest.mark.parametrize("act", ["send", "save", "add:lines", "remove:lines:00000000"])
def test_a_sheet_comes_back_with_everything_typed(act: str, chen: Browser, clock) -> None:
    sheet = chen.get("/forms/f01-1/new")
    clock.advance(hours=3)
    stopped = chen.submit(sheet, button=f"act={act}", **TYPED)
    back = sign_in_again(stopped, chen, "1001")
    assert back.address == sheet.address
    assert TYPED.items() <= values(back).items()
    assert "已提交，编号 XF-202612-0001" in chen.submit(back, button="act=send").text


def test_a_workbook_must_be_chosen_again_on_the_same_sheet(chen: Browser, clock) -> None:
    sheet = chen.get("/forms/f01-1/new")
    chen.submit(sheet, button="act=save", remarks="只有我知道的备注")
    token = values(sheet)["csrf_token"]
    clock.advance(hours=3)
    file = {"csrf_token": token, "workbook": (io.BytesIO(b"x"), "a.xlsx")}
    stopped = chen.post(f"{sheet.address}/import", file, content_type="multipart/form-data")
    back = sign_in_again(stopped, chen, "1001")
    assert back.address == sheet.address
    assert "登录过期时选的文件没有收到，请重新选择" in back.text
    assert values(back)["remarks"] == "只有我知道的备注"
    assert "没有收到" not in chen.get(sheet.address).text


def test_a_file_beside_the_sheet_must_be_chosen_again_and_the_sheet_is_kept(chen: Browser, clock) -> None:
    sheet = chen.get("/forms/f01-3/new")
    fields = {name: text for name, text in sheet.fields("/forms") if text}
    clock.advance(hours=3)
    posted = fields | {"trend": "只有我知道", "act": "attach", "file": (io.BytesIO(b"x"), "a.png")}
    stopped = chen.post(f"{sheet.address}/attachments", posted, content_type="multipart/form-data")
    back = sign_in_again(stopped, chen, "1001")
    assert "请重新选择" in back.text and values(back)["trend"] == "只有我知道"


@pytest.mark.parametrize(("number", "status"), [("1002", 200), ("1003", 404), ("1006", 404)])
def test_another_person_at_the_same_browser_sees_nothing_typed(number, status, chen, clock) -> None:
    sheet = chen.get("/forms/f01-1/new")
    clock.advance(hours=3)
    page = sign_in_again(chen.submit(sheet, button="act=send", **TYPED), chen, number)
    assert (page.address, page.status) == (sheet.address, status)
    source = page.response.get_data(as_text=True)
    assert not any(text in source for text in ("只有我知道的备注", "改小批", "核对订货"))
    assert "只有我知道的备注" not in chen.get("/drafts").text


def test_nothing_is_sent_by_an_expired_session(chen: Browser, clock) -> None:
    sheet = chen.get("/forms/f01-1/new")
    clock.advance(hours=3)
    sign_in_again(chen.submit(sheet, button="act=send", **TYPED), chen, "1001")
    assert "还没有发起过单据" in chen.get("/mine").text


@pytest.mark.parametrize("kind", ["approve", "return", "reject"])
def test_an_opinion_comes_back_and_nothing_is_decided(kind: str, zhou: Browser, clock, task: str) -> None:
    page = zhou.get(task)
    clock.advance(hours=3)
    stopped = zhou.submit(page, action=f"{task}/decision", button=f"kind={kind}", opinion=OPINION)
    back = sign_in_again(stopped, zhou, "1003")
    assert back.address == task
    assert values(back)["opinion"] == OPINION
    assert "还没有办过单据" in zhou.get("/done").text
    decided = zhou.submit(back, action=f"{task}/decision", button="kind=return")
    assert "已退回" in decided.text
    assert "没有草稿" in zhou.get("/drafts").text


def test_a_changed_step_comes_back_with_the_change(zhou: Browser, clock, task: str) -> None:
    sheet = zhou.get(f"{task}/sheet")
    clock.advance(hours=3)
    stopped = zhou.submit(sheet, button="act=send", **{"lines-1-goal": "请技术部同行"})
    back = sign_in_again(stopped, zhou, "1003")
    assert back.address == f"{task}/sheet"
    assert values(back)["lines-1-goal"] == "请技术部同行"
    assert "改动已保存" in zhou.submit(back, button="act=send").text


@pytest.mark.parametrize("number", ["1001", "1005"])
def test_nobody_else_comes_back_to_a_task(number: str, zhou: Browser, clock, task: str) -> None:
    page = zhou.get(task)
    clock.advance(hours=3)
    stopped = zhou.submit(page, action=f"{task}/decision", button="kind=return", opinion=OPINION)
    other = sign_in_again(stopped, zhou, number)
    assert (other.address, other.status) == (task, 404)
    assert "请补上重点客户" not in other.text


def test_a_copied_cookie_keeps_nothing_after_sign_out(app: Flask, chen: Browser) -> None:
    sheet, thief = chen.get("/forms/f01-1/new"), Browser(app)
    thief.client.set_cookie("guiju", chen.client.get_cookie("guiju").value)
    chen.post("/logout", {"csrf_token": values(sheet)["csrf_token"]})
    assert thief.submit(sheet, button="act=send", **TYPED).address == "/login"
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Draft)) == 0


@pytest.mark.parametrize("address", ["/forms/f99-9/" + "a" * 32, "/tasks/999/sheet", "/tasks/999/decision"])
def test_a_post_to_what_never_existed_keeps_nothing(app: Flask, chen: Browser, clock, address: str) -> None:
    token = values(chen.get("/forms/f01-1/new"))["csrf_token"]
    clock.advance(hours=3)
    assert chen.post(address, {"csrf_token": token, "act": "send", **TYPED}).status in (200, 404)
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Draft)) == 0
