"""A plan whose signer is missing waits, and reaches whoever takes the post; two holders share a turn."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.core.approval.models import Task
from portal.core.approval.vacancies import deliver_held_steps
from portal.core.audit.models import AuditEvent
from portal.core.desk.moment import this_moment
from portal.extensions import db
from tests.conftest import signed_in
from tests.core.org.changes import leave_post, take_post
from tests.pages import Browser, Page
from tests.plans import plan, task_of


def sweep(app: Flask) -> int:
    with app.app_context():
        return deliver_held_steps(this_moment())


def events(app: Flask) -> list[str]:
    with app.app_context():
        papers = select(AuditEvent.event).where(AuditEvent.stream.startswith("document:"))
        return list(db.session.scalars(papers.order_by(AuditEvent.id)))


def tasks(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Task))


def decide(app: Flask, browser: Browser, document_id: int, number: str, kind: str = "approve") -> Page:
    task = f"/tasks/{task_of(app, document_id, number)}"
    return browser.submit(browser.get(task), action=f"{task}/decision", button=f"kind={kind}", opinion="好")


def test_a_plan_without_a_manager_waits_and_says_so(app: Flask, chen: Browser) -> None:
    leave_post(app, "1003")
    page = chen.get(f"/documents/{plan(app)}")
    assert "岗位空缺" in page.text
    assert "办事处经理岗位空缺，等有人任职后自动送达" in page.text
    assert tasks(app) == 0


def test_sweeping_changes_nothing_while_the_post_is_vacant(app: Flask) -> None:
    leave_post(app, "1003")
    plan(app)
    before = events(app)
    assert [sweep(app), sweep(app)] == [0, 0]
    assert (events(app), tasks(app)) == (before, 0)


@pytest.mark.both_databases
def test_a_waiting_plan_reaches_whoever_takes_the_post_once(app: Flask, he: Browser) -> None:
    leave_post(app, "1003")
    document_id = plan(app)
    take_post(app, "1005", "branch_office_manager", "EAST")
    assert [sweep(app), sweep(app)] == [1, 0]
    assert tasks(app) == 1
    assert events(app) == ["document:submitted", "step:held", "step:open", "tasks:given"]
    assert "已同意" in decide(app, he, document_id, "1005").text
    assert "已批准" in he.get(f"/documents/{document_id}").text


def test_a_manager_who_writes_a_plan_has_it_signed_by_the_head_above(app: Flask, zhou, wang) -> None:
    take_post(app, "1003", "account_manager", "EAST")
    document_id = plan(app, number="1003")
    assert "没有待办" in zhou.get("/").text
    assert "本人填写的内容不能自己审核" in wang.get(f"/documents/{document_id}").text
    assert "已同意" in decide(app, wang, document_id, "1006").text


@pytest.mark.both_databases
def test_either_of_two_managers_may_decide_and_the_others_turn_is_over(app: Flask, zhou: Browser) -> None:
    take_post(app, "1005", "branch_office_manager", "EAST")
    document_id, other = plan(app), signed_in(app, "1005")
    page = other.get(f"/tasks/{task_of(app, document_id, '1005')}")
    assert "已同意" in decide(app, zhou, document_id, "1003").text
    assert other.get(page.address).address == f"/documents/{document_id}"
    late = other.submit(page, action=f"{page.address}/decision", button="kind=reject", opinion="不好")
    assert "周敏已于" in late.text
    assert "这次操作没有生效" in late.text
    assert "已批准" in late.text


def test_a_second_manager_who_comes_later_gets_no_turn_in_an_open_step(app: Flask) -> None:
    plan(app)
    take_post(app, "1005", "branch_office_manager", "EAST")
    assert sweep(app) == 0
    assert tasks(app) == 1
