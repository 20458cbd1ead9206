"""R01 §1(3): approve, return, reject; what each leaves behind, seen by the people concerned."""

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.approval.models import RouteStep, Task
from portal.core.documents.models import Document, Snapshot
from portal.core.printing.models import PrintOrder
from portal.extensions import db
from tests.pages import Browser
from tests.plans import plan, task_of

pytestmark = pytest.mark.both_databases


def state(app: Flask, document_id: int) -> tuple[str, list[str], list[str]]:
    """Status, states of the steps, states of the tasks."""
    with app.app_context():
        steps = db.session.scalars(
            select(RouteStep.state).filter_by(document_id=document_id).order_by(RouteStep.id)
        )
        tasks = db.session.scalars(select(Task.state).filter_by(document_id=document_id).order_by(Task.id))
        return db.session.get_one(Document, document_id).status, list(steps), list(tasks)


def decide(app: Flask, browser: Browser, document_id: int, kind: str, opinion: str = "") -> None:
    task = task_of(app, document_id, "1003")
    page = browser.get(f"/tasks/{task}")
    browser.submit(page, action=f"/tasks/{task}/decision", button=f"kind={kind}", opinion=opinion)


def test_r01_1_3_an_approved_plan_leaves_every_desk_and_orders_its_paper(app: Flask, zhou: Browser) -> None:
    document_id = plan(app)
    decide(app, zhou, document_id, "approve")
    assert state(app, document_id) == ("approved", ["done"], ["done"])
    assert "没有待办" in zhou.get("/").text
    with app.app_context():
        assert db.session.get_one(PrintOrder, document_id).state == "wanted"


def test_r01_1_3_a_returned_plan_waits_for_its_author_and_comes_back_under_the_same_number(
    app: Flask, chen: Browser, zhou: Browser
) -> None:
    document_id = plan(app)
    decide(app, zhou, document_id, "return", "请补充频次")
    assert state(app, document_id) == ("returned", ["cancelled"], ["done", "open"])
    inbox = chen.get("/")
    assert "退回修改" in inbox.text
    sheet = chen.get(inbox.all("a", class_="row-title")[0].get("href", ""))
    sent = chen.submit(sheet, button="act=send", **{"lines-0-frequency": "4"})
    assert "已重新提交，编号不变" in sent.text
    assert "XF-202612-0001" in sent.text
    assert state(app, document_id) == ("in_review", ["cancelled", "open"], ["done", "done", "open"])


def test_r01_1_3_the_month_of_a_numbered_plan_cannot_change(app: Flask, chen: Browser, zhou: Browser) -> None:
    document_id = plan(app)
    decide(app, zhou, document_id, "return", "改")
    sheet = chen.get(chen.get("/").all("a", class_="row-title")[0].get("href", ""))
    moved = {f"lines-{n}-day": f"2027-01-{n + 4:02}" for n in range(8)}
    refused = chen.submit(sheet, button="act=send", month="2027-01", **moved)
    assert refused.status == 422
    assert any("不能改月份" in fault for fault in refused.faults())


def test_r01_1_3_a_rejected_plan_ends(app: Flask, zhou: Browser, chen: Browser) -> None:
    document_id = plan(app)
    decide(app, zhou, document_id, "reject", "重复")
    assert state(app, document_id) == ("rejected", ["cancelled"], ["done"])
    page = chen.get(f"/documents/{document_id}")
    assert "已驳回" in page.text
    assert "重复" in page.text
    assert chen.get(f"/documents/{document_id}/pdf").status == 404


@pytest.mark.parametrize("kind", ["return", "reject"])
def test_whoever_returns_or_rejects_says_why(app: Flask, zhou: Browser, kind: str) -> None:
    document_id = plan(app)
    task = task_of(app, document_id, "1003")
    page = zhou.submit(
        zhou.get(f"/tasks/{task}"), action=f"/tasks/{task}", button=f"kind={kind}", opinion="  "
    )
    assert page.status == 422
    assert page.faults() == ["退回或驳回要写明原因"]
    assert state(app, document_id)[0] == "in_review"


def test_an_approval_of_an_older_version_is_refused_and_shows_the_newer_one(
    app: Flask, zhou: Browser
) -> None:
    document_id = plan(app)
    task = task_of(app, document_id, "1003")
    seen_before = zhou.get(f"/tasks/{task}")
    zhou.submit(zhou.get(f"/tasks/{task}/sheet"), button="act=send", **{"lines-0-goal": "改了目标"})
    refused = zhou.submit(seen_before, action=f"/tasks/{task}", button="kind=approve", opinion="同意，按原样")
    assert refused.status == 409
    assert "请看改动再处理" in refused.faults()[0]
    assert "第1行 工作目标" in refused.text
    assert dict(refused.fields(f"/tasks/{task}"))["opinion"].strip() == "同意，按原样"
    assert zhou.submit(refused, action=f"/tasks/{task}", button="kind=approve").status == 200
    assert state(app, document_id)[0] == "approved"


def test_a_second_click_says_that_it_is_already_done(app: Flask, zhou: Browser) -> None:
    document_id = plan(app)
    task = task_of(app, document_id, "1003")
    page = zhou.get(f"/tasks/{task}")
    zhou.submit(page, action=f"/tasks/{task}", button="kind=approve")
    again = zhou.submit(page, action=f"/tasks/{task}", button="kind=reject", opinion="改主意")
    assert "你已于 11-23 10:00 同意" in again.text
    assert state(app, document_id)[0] == "approved"


def test_a_signers_change_belongs_to_his_task_and_the_authors_version_stays(
    app: Flask, zhou: Browser
) -> None:
    document_id = plan(app)
    task = task_of(app, document_id, "1003")
    zhou.submit(zhou.get(f"/tasks/{task}/sheet"), button="act=send", **{"lines-0-goal": "改了目标"})
    with app.app_context():
        rows = db.session.scalars(
            select(Snapshot).filter_by(document_id=document_id).order_by(Snapshot.position)
        ).all()
        assert [row.task_id for row in rows] == [None, task]
        assert "改了目标" not in rows[0].view
        assert "改了目标" in rows[1].view
