"""A company switches a regulation off from a day on: nothing new is begun, nothing new is owed; what is on
its way, and what was filled, stays."""

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.approval.faults import NotInUse
from portal.core.approval.sending import require_in_use
from portal.core.desk.moment import this_moment
from portal.core.documents.models import Document
from portal.core.duties.planning import NO_MORE
from portal.core.parameters.models import ParameterChange
from portal.core.parameters.operations import Change, change
from portal.core.web.context import catalogue
from portal.extensions import db, writing
from tests.conftest import TestClock, signed_in
from tests.core.documents.numbered import REGULATION, mount
from tests.core.org.changes import person
from tests.domain.complaints.taking import complaint, links, taker
from tests.duties import keep, occurrence
from tests.pages import Browser, Page
from tests.plans import plan, task_of

pytestmark = pytest.mark.both_databases
SWITCH = "/regulations/customer-maintenance/parameters/in-use"
TOLD = "《客户维护管理制度》2026-11-24 起停用"


def turn(app: Flask, since: str, used: bool = False, slug: str = "customer_maintenance") -> None:
    """The administrator turns a regulation off, or on again."""
    with app.app_context():
        switch, moment = catalogue().chapters[slug].switch, this_moment()
        day = moment.day.fromisoformat(since)
        with writing():
            seen = newest(switch.name)
            change(switch, Change(day, used, "公司决定"), person("1009").id, seen, moment)


def newest(name: str) -> int:
    return max(db.session.scalars(select(ParameterChange.id).filter_by(name=name)), default=0)


def until_midnight(clock: TestClock) -> None:
    """It is the last minute of the day before the switch turns."""
    clock.advance(hours=13, minutes=59)


def begun(browser: Browser) -> Page:
    return browser.get("/forms/f01-1/new")


def send(author: Browser, day: str) -> Page:
    page = author.get(f"/forms/f01-2/new?about={day}")
    return author.submit(page, button="act=send", others="整理资料")


def test_a_form_is_begun_until_the_day_on_which_its_regulation_goes_off(app: Flask, clock: TestClock) -> None:
    turn(app, "2026-11-24")
    until_midnight(clock)
    chen = signed_in(app, "1001")
    assert "月度巡访计划表" in chen.get("/forms").text and begun(chen).status == 200
    clock.advance(minutes=1)
    assert "月度巡访计划表" not in chen.get("/forms").text
    assert "成功手册完成统计" not in chen.get("/forms").text
    page = begun(chen)
    assert page.status == 409 and TOLD in page.text
    assert "客户维护管理制度" in chen.get("/regulations").text


def test_what_was_filled_is_kept_and_read_but_not_sent_until_it_is_used_again(
    app: Flask, clock: TestClock
) -> None:
    chen = signed_in(app, "1001")
    page = chen.get("/forms/f01-2/new?about=2026-11-23")
    saved = chen.submit(page, button="act=save", others="整理资料")
    turn(app, "2026-11-24")
    until_midnight(clock)
    clock.advance(minutes=1)
    chen = signed_in(app, "1001")
    kept = chen.get(saved.address)
    assert TOLD in kept.text and "整理资料" in kept.text
    refused = chen.submit(kept, button="act=send")
    assert refused.status == 422 and "制度已停用，没有提交" in refused.text
    with app.app_context():
        assert db.session.scalars(select(Document)).all() == []
    assert "成功手册" in chen.get("/drafts").text
    turn(app, "2026-11-24", used=True)
    assert "已提交" in chen.submit(chen.get(saved.address), button="act=send").text


def test_what_is_on_its_way_goes_on_to_its_end_and_stays_readable(app: Flask) -> None:
    approved, returned = plan(app), plan(app, number="1002")
    turn(app, "2026-11-23")
    zhou, lin = signed_in(app, "1003"), signed_in(app, "1002")
    task = zhou.get(f"/tasks/{task_of(app, approved, '1003')}")
    assert "已同意" in zhou.submit(task, action="/tasks/", button="kind=approve").text
    task = zhou.get(f"/tasks/{task_of(app, returned, '1003')}")
    zhou.submit(task, action="/tasks/", button="kind=return", opinion="请补充")
    back = lin.get(f"/tasks/{task_of(app, returned, '1002')}/sheet")
    assert "停用" not in back.text
    assert "已重新提交" in lin.submit(back, button="act=send").text
    assert zhou.get(f"/documents/{approved}").status == 200


def test_the_panels_of_a_home_fall_silent_on_the_day(app: Flask, clock: TestClock) -> None:
    turn(app, "2026-11-24")
    until_midnight(clock)
    assert "都检查过了" in signed_in(app, "1003").get("/").text
    clock.advance(minutes=1)
    assert "都检查过了" not in signed_in(app, "1003").get("/").text


def test_what_falls_due_before_the_day_is_owed_and_what_falls_due_on_it_is_not(app: Flask) -> None:
    keep(app)
    turn(app, "2026-11-25")
    keep(app)
    states = [occurrence(app, "journal", "1001", f"2026-11-{n}").state for n in (24, 25, 26)]
    assert states == ["open", "void", "void"]
    assert occurrence(app, "journal", "1001", "2026-11-25").reason == NO_MORE
    turn(app, "2026-11-26", used=True)
    keep(app)
    states = [occurrence(app, "journal", "1001", f"2026-11-{n}").state for n in (24, 25, 26)]
    assert states == ["open", "void", "open"]


def test_no_complaint_is_taken_down_under_it_and_an_open_case_goes_on(app: Flask, clock: TestClock) -> None:
    service, case_id = taker(app), complaint(app)
    (case,) = {chapter for chapter in chapters(app) if "F10-4D" in chapters(app)[chapter]}
    assert links(service.get("/complaints?q=嘉禾"), "登记投诉")
    turn(app, "2026-11-23", slug=case)
    addresses = links(service.get("/complaints?q=嘉禾"), "登记投诉")
    assert not [address for address in addresses if "f10-4d" in address]
    assert service.get("/forms/f10-4d/new").status == 409
    assert service.get("/complaints/f10-4d/list").status == 404
    within = service.get(f"/forms/f10-2/new?case={case_id}")
    assert within.status == 200 and "停用" not in within.text
    assert service.get(f"/documents/{case_id}/case").status == 200
    with app.app_context():
        require_in_use(catalogue().type("F10-2"), this_moment())  # a paper of an open case
        with pytest.raises(NotInUse):
            require_in_use(catalogue().type("F10-4D"), this_moment())


def chapters(app: Flask) -> dict[str, set[str]]:
    with app.app_context():
        return {slug: {form.code for form in c.types} for slug, c in catalogue().chapters.items()}


def test_no_blanks_are_numbered_for_it(app: Flask) -> None:
    chen = signed_in(mount(app), "1001")
    page = chen.get("/forms/f98-4/blanks")
    turn(app, "2026-11-23", slug=REGULATION.slug)
    refused = chen.submit(page, copies="1", reason="外出")
    assert refused.status == 409 and "停用" in refused.text


def test_the_list_says_since_when_and_the_administrator_finds_the_switch(app: Flask, shen: Browser) -> None:
    page = shen.get("/regulations/customer-maintenance")
    (address,) = links(page, "停用这项制度")
    assert address == SWITCH
    asked = {"since": "2026-11-23", "reason": "改用新制度"}  # the other value is chosen already
    changed = shen.submit(shen.get(SWITCH), action=SWITCH, **asked)
    assert "从 2026-11-23 起：停用" in changed.text
    listed = signed_in(app, "1001").get("/regulations").text
    assert "停用 2026-11-23 起停用" in listed
    page = signed_in(app, "1001").get("/regulations/customer-maintenance")
    assert "2026-11-23 起停用。停用期间" in page.text and links(page, "恢复使用") == []
    assert links(shen.get("/regulations/customer-maintenance"), "恢复使用") == [SWITCH]
    assert [link for link in links(page, "月度巡访计划表（F01-1）") if "/new" in link] == []


@pytest.mark.parametrize("value", ["", "也许", "0"])
def test_a_switch_says_yes_or_no(shen: Browser, value: str) -> None:
    page = shen.submit(shen.get(SWITCH), action=SWITCH, value=value, since="2026-11-23", reason="公司通知")
    assert page.status == 422 and page.faults()


def test_only_the_administrator_turns_it(chen: Browser) -> None:
    page = chen.get(SWITCH)
    assert "由公司决定" in page.text and page.all("form", action=SWITCH) == []
