"""Rows 18 to 27 on pages: everybody reads a flow, the administrator overrides it and moves papers to it."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select

from portal.config import ROOT, Settings
from portal.core.approval.beside_models import Copy
from portal.core.approval.models import RouteAct
from portal.core.approval.override_models import FlowOverride
from portal.core.approval.overrides import newest
from portal.core.web.context import catalogue
from portal.extensions import db
from tests.conftest import TestClock, signed_in
from tests.core.approval.papers import desks, say, send
from tests.folders import portal_with
from tests.pages import Browser, Page

pytestmark = pytest.mark.both_databases
SIGNER = "/flows/f97-2/steps/2/by"
FINANCE = {"value": "finance_head", "within": "company", "since": "2026-11-23", "reason": "公司通知"}
FAULTS = [
    ({"value": "nobody"}, "请选择"),
    ({"within": "世界"}, "请选择"),
    ({"value": "superior"}, "不能在全公司找"),
    ({"value": "sales_manager"}, "本来就是这样"),
    ({"value": ""}, "本来就是这样"),
    ({"since": "2026-11-22"}, "不能早于今天"),
    ({"since": "没有"}, ""),
    ({"since": ""}, "请填写"),
    ({"reason": ""}, "请写明原因"),
    ({"reason": "好" * 201}, "最多 200 字"),
]


@pytest.fixture
def app(settings: Settings, clock: TestClock) -> Iterator[Flask]:
    with portal_with(ROOT / "tests" / "toys", settings, clock) as app:
        yield app


@pytest.fixture
def admin(app: Flask) -> Browser:
    return signed_in(app, "1009")


def change(admin: Browser, place: str = SIGNER, button: str = "act=save", **typed: str) -> Page:
    return admin.submit(admin.get(place), action=place, button=button, **typed)


def overrides(app: Flask) -> int:
    with app.app_context():
        return len(db.session.scalars(select(FlowOverride)).all())


def test_everybody_reads_who_signs_and_what_each_step_says(chen: Browser) -> None:
    page = chen.get("/flows/f97-6")
    for words in ("每步都签", "紧挨的上一步签过就不再签", "前面任一步签过就不再签", "改派给现任，没有就上级"):
        assert words in page.text, words
    assert "周敏（办事处经理）" in page.text  # 陈立's own superior signs the first step
    assert page.all("a", href="/flows/f97-6/steps/1/by") == []
    assert "版本" not in page.text
    assert "任一步签过" not in chen.get("/flows/f97-7").text  # a step that signs is signed each time
    assert "再输一次密码" in chen.get("/flows/f97-7").text
    assert "按单据内容判断：金额大的由总经理批准" in chen.get("/flows/f97-5").text


def test_branches_stand_side_by_side(chen: Browser) -> None:
    page = chen.get("/flows/f97-5")
    (abreast,) = page.all("li", class_="abreast")
    lanes = [[h.text.split()[0] for h in lane.iter("h2")] for lane in abreast.findall("div")]
    assert [len(lane) for lane in lanes] == [2, 1]


def test_a_form_without_a_flow_says_so_and_one_that_is_none_is_not_found(chen: Browser) -> None:
    assert "提交后立即生效" in chen.get("/flows/f01-2").text
    assert chen.get("/flows/f00-0").status == 404


def test_an_override_shows_on_the_page_and_before_sending_from_its_day_on(
    admin: Browser, app: Flask, clock: TestClock
) -> None:
    page = change(admin, **FINANCE | {"since": "2026-11-24"})
    assert page.address == "/flows/f97-2" and "（还没到）" in page.text and "公司通知" in page.text
    su = signed_in(app, "1011")
    assert "贺章（财务部负责人）" not in su.get("/forms/f97-2/new").text
    assert "公司改定" not in page.text
    clock.advance(days=1)
    assert "贺章（财务部负责人）" in signed_in(app, "1011").get("/forms/f97-2/new").text
    assert "公司改定" in signed_in(app, "1001").get("/flows/f97-2").text


@pytest.mark.parametrize(("wrong", "fault"), FAULTS)
def test_a_faulty_override_is_refused_at_its_field_and_kept(
    app: Flask, admin: Browser, wrong: dict[str, str], fault: str
) -> None:
    place = admin.get(SIGNER)
    token = place.all("input", name="csrf_token")[0].get("value")
    page = admin.post(SIGNER, {"csrf_token": token, "seen": "0", "act": "save", **FINANCE, **wrong})
    assert page.status == 422
    assert fault in page.text
    assert [e.get("name") for e in page.tree.iter() if e.get("aria-invalid")] == [*wrong]
    assert overrides(app) == 0


def test_the_flow_is_looked_at_before_it_is_changed(app: Flask, admin: Browser) -> None:
    page = change(admin, button="act=preview", **FINANCE)
    assert "还没有改" in page.text and "贺章（财务部负责人）" in page.text
    assert overrides(app) == 0
    assert "公司改定" in admin.submit(page, action=SIGNER, button="act=save").text


def test_a_role_that_nobody_holds_is_warned_of_and_not_refused(app: Flask, admin: Browser) -> None:
    page = change(admin, **FINANCE | {"value": "copywriter"})
    assert "今天公司里没有人任文案" in page.text
    assert overrides(app) == 1


def test_of_two_administrators_the_second_sees_what_the_first_did(app: Flask, admin: Browser) -> None:
    opened = admin.get(SIGNER)
    change(admin, **FINANCE)
    late = admin.submit(opened, action=SIGNER, button="act=save", **FINANCE | {"value": "general_manager"})
    assert (late.status, "在你打开之后改过" in late.text) == (409, True)
    assert overrides(app) == 1


def test_a_coming_override_is_taken_back(app: Flask, admin: Browser) -> None:
    change(admin, **FINANCE | {"since": "2026-11-24"})
    wrong = change(admin, button="act=withdraw", **FINANCE)
    assert (wrong.status, "没有还没到的改动" in wrong.text) == (422, True)
    page = change(admin, button="act=withdraw", **FINANCE | {"since": "2026-11-24", "reason": "不改了"})
    assert "撤销了 2026-11-24" in page.text and "撤销当日的改动" in page.text


@pytest.mark.parametrize(
    ("setting", "value", "told"),
    [
        ("vacancy", "escalate", "由上一级负责人代办"),
        ("own", "superior", "由上一级负责人办理"),
        ("deadline", "2", "2 个工作日"),
    ],
)
def test_vacancy_own_case_and_deadline_are_overridden(
    admin: Browser, setting: str, value: str, told: str
) -> None:
    place = f"/flows/f97-8/steps/1/{setting}"
    page = change(admin, place, value=value, since="2026-11-23", reason="通知")
    assert page.address == "/flows/f97-8" and told in page.text


def test_where_the_days_are_a_parameter_the_page_leads_there(app: Flask, admin: Browser) -> None:
    page = admin.get("/flows/f01-1")
    assert page.all("a", href="/flows/f01-1/steps/1/deadline") == []
    assert any("/parameters/" in link.get("href", "") for link in page.all("a"))
    refused = change(admin, "/flows/f01-1/steps/1/deadline", value="3", since="2026-11-23", reason="通知")
    assert (refused.status, "这一步的天数是参数" in refused.text) == (422, True)


def copied(app: Flask, admin: Browser, *roles: str, **typed: str | list[str]) -> Page:
    """The administrator says who gets copies of F97-2."""
    token = admin.get("/flows/f97-2/copies").all("input", name="csrf_token")[0].get("value")
    with app.test_request_context():
        seen = newest(catalogue().type("F97-2"))
    posted = {"csrf_token": token, "seen": str(seen), "since": "2026-11-23", "reason": "财务要知道"}
    return admin.post("/flows/f97-2/copies", {**posted, "value": list(roles), **typed})


def test_who_gets_copies_is_overridden_for_what_is_sent_from_then_on(
    app: Flask, admin: Browser, clock: TestClock
) -> None:
    before = sent(app)
    page = copied(app, admin, "finance_head", "compliance_officer", since="2026-11-24")
    assert "生效后抄送：财务部负责人、合规专员" in page.text
    clock.advance(days=1)
    su = signed_in(app, "1011")
    assert "生效时抄送：贺章（财务部负责人）" in su.get("/forms/f97-2/new").text
    after = sent(app)
    with app.test_request_context():
        for paper in (before, after):
            say(paper, "1006")
        named = {row.document_id for row in db.session.scalars(select(Copy))}
        assert named == {after}
    assert "不抄送" in copied(app, signed_in(app, "1009"), since="2026-11-24").text
    assert "生效时抄送" not in su.get("/forms/f97-2/new").text


@pytest.mark.parametrize(
    ("roles", "typed", "fault"),
    [
        (("nobody",), {}, "请选择"),
        ((), {}, "本来就是这样"),
        (("finance_head",), {"since": "2026-11-22"}, "不能早于今天"),
        (("finance_head",), {"reason": ""}, "请写明原因"),
        (("finance_head",), {"seen": "7"}, "在你打开之后改过"),
    ],
)
def test_a_faulty_change_of_copies_is_refused_and_kept(
    app: Flask, admin: Browser, roles: tuple[str, ...], typed: dict[str, str], fault: str
) -> None:
    page = copied(app, admin, *roles, **typed)
    assert (page.status, fault in page.text) == (409 if "seen" in typed else 422, True)
    ticked = [box for box in page.all("input", type="checkbox") if box.get("checked") is not None]
    assert {box.get("value") for box in ticked} == set(roles) - {"nobody"}
    assert overrides(app) == 0


@pytest.mark.parametrize("place", ["f97-2/steps/3/by", "f97-2/steps/1/copies", "f01-2/steps/1/by"])
def test_what_is_no_step_and_no_setting_is_not_found(admin: Browser, place: str) -> None:
    assert admin.get(f"/flows/{place}").status == 404


def sent(app: Flask) -> int:
    """A paper of 苏禾 whose second step is under way."""
    with app.test_request_context():
        paper = send("F97-2")
        say(paper, "1001")
        return paper


def test_a_paper_is_moved_after_looking_at_what_will_change(app: Flask, admin: Browser) -> None:
    paper = sent(app)
    page = change(admin, **FINANCE)
    (edition,) = [a for a in page.all("a") if "/editions/" in a.get("href")]
    listed = admin.get(edition.get("href"))
    assert "HS2-202611-001" in listed.text and "审核" in listed.text
    assert "要商定" not in listed.text  # nothing of what the paper says
    move = f"/flows/f97-2/moves/{paper}"
    look = admin.get(move)
    assert "保留" in look.text and "重新送达，有改动" in look.text and "贺章（财务部负责人）" in look.text
    assert admin.submit(look, action=move, reason="").status == 422
    done = admin.submit(look, action=move, reason="按新规定")
    assert "已换到现行版本" in done.text
    with app.test_request_context():
        assert desks(paper) == ["1013"]
        assert len(db.session.scalars(select(RouteAct)).all()) == 1
    again = admin.submit(look, action=move, reason="按新规定")
    assert (again.status, "有变化" in again.text) == (409, True)
    assert "已经在用现行版本" in admin.get(move).text


def test_a_paper_that_was_finished_meanwhile_is_not_moved(app: Flask, admin: Browser) -> None:
    paper = sent(app)
    change(admin, **FINANCE)
    move = f"/flows/f97-2/moves/{paper}"
    look = admin.get(move)
    with app.test_request_context():
        say(paper, "1006")
    for page in (admin.submit(look, action=move, reason="按新规定"), admin.get(move)):
        assert (page.address, "已批准，没有换版本" in page.text) == ("/flows/f97-2", True)


@pytest.mark.parametrize("seen", ["", "x" * 5000, "\x00", "审"])
def test_odd_marks_move_nothing(app: Flask, admin: Browser, seen: str) -> None:
    paper = sent(app)
    change(admin, **FINANCE)
    move = f"/flows/f97-2/moves/{paper}"
    token = admin.get(move).all("input", name="csrf_token")[0].get("value")
    assert admin.post(move, {"csrf_token": token, "reason": "改", "seen": seen}).status == 409
    with app.test_request_context():
        assert desks(paper) == ["1006"]


def test_nobody_else_overrides_lists_or_moves(app: Flask, admin: Browser, chen: Browser) -> None:
    paper = sent(app)
    change(admin, **FINANCE)
    (edition,) = [a.get("href") for a in admin.get("/flows/f97-2").all("a") if "/editions/" in a.get("href")]
    for place in (SIGNER, edition, f"/flows/f97-2/moves/{paper}"):
        assert chen.get(place).status == 404, place


def test_the_page_and_the_preview_say_which_cell_decides_until_it_is_filled(chen: Browser) -> None:
    pending = "由「受理部门」一栏所填部门的负责人办理"
    page = chen.get("/flows/f94-1")
    assert pending in page.text and "由「经办人」一栏所填的人办理" in page.text
    assert "为什么还不知道是谁" in page.text
    sheet = chen.get("/forms/f94-1/new")
    assert pending in sheet.text
    filled = {"day": "2026-11-23", "matter": "查明", "department": "华南办事处", "handler": "1012"}
    mine = chen.submit(sheet, button="act=save", **filled)
    assert "审核：何清（办事处经理）" in mine.text
    assert "办理：秦悦（财务人员）" in mine.text


def test_the_administrator_sends_a_step_from_the_cell_to_a_role_and_back(
    admin: Browser, chen: Browser
) -> None:
    place = "/flows/f94-1/steps/2/by"
    choices = [option.get("value") for option in admin.get(place).all("option")]
    assert "at" in choices and "named" not in choices
    change(admin, place, value="general_manager", within="company", since="2026-11-23", reason="公司通知")
    assert "由「受理部门」一栏所填部门的负责人办理" not in chen.get("/flows/f94-1").text
    change(admin, place, value="", within="at", since="2026-11-23", reason="恢复")
    assert "由「受理部门」一栏所填部门的负责人办理" in chen.get("/flows/f94-1").text
