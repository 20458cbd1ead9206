"""Every field of a decision with every hostile value: shown as typed, refused with a sentence, never lost."""

from flask import Flask
from sqlalchemy import select

from portal.core.approval.models import Task
from portal.core.approval.sending import send
from portal.core.desk.moment import this_moment
from portal.core.facts import Month
from portal.core.web.context import catalogue
from portal.demonstration.company import author_of, lines
from portal.extensions import db, writing
from portal.regulations.customer_maintenance.facts import VisitPlan
from tests.hostile.values import by_id, fault_at, joined, posted, same, some, typed_in, words
from tests.pages import Browser, Page

UNSEEN = ("", "0", "-1", "1.0", "1e1", "٣", "１", "0x10", "NaN", "a\x00b", "9" * 9, "9" * 5000)


def tasks(app: Flask, count: int) -> list[str]:
    """Plans of 陈立 that wait for 周敏, each of a month of its own."""
    with app.app_context():
        author, month = author_of("1001"), Month(2026, 12)
        for n in range(count):
            plan, month = VisitPlan(month=month, lines=lines(author.unit_id, month)[:1]), month.after()
            with writing():
                send(catalogue().type("F01-1"), plan, author, f"hostile:{n}", this_moment())
        return [f"/tasks/{row}" for row in db.session.scalars(select(Task.id).filter_by(state="open"))]


def own_fields(page: Page, task: str) -> dict[str, str]:
    return dict(page.fields(f"{task}/decision"))


def test_every_value_as_an_opinion_and_as_a_verb(app: Flask, zhou: Browser) -> None:
    (task, *others), accepted = tasks(app, 20), list[str]()
    own = own_fields(zhou.get(task), task)
    for value in some("decision", 80):
        page = zhou.post(f"{task}/decision", own | {"opinion": value, "kind": value})
        assert page.status == 422, value[:80]
        assert "请选择同意、退回或驳回" in page.faults(), value[:80]
        elements = by_id(page)
        assert same(typed_in(elements, "opinion"), value), value[:80]
        accepted += [] if fault_at(elements, "opinion") else [posted(value)]
    assert len(accepted) > 35
    for snapshot, (task, opinion) in enumerate(zip(others, joined(accepted, 500), strict=False), 1):
        seen = int(own["seen"]) + snapshot
        page = zhou.post(f"{task}/decision", own | {"seen": seen, "opinion": opinion, "kind": "return"})
        assert opinion in map(words, page.all("td")), page.text[:300]


def test_a_paper_that_nobody_saw_is_not_decided(app: Flask, zhou: Browser) -> None:
    (task,) = tasks(app, 1)
    own = own_fields(zhou.get(task), task) | {"opinion": "同意"}
    for seen in UNSEEN:
        page = zhou.post(f"{task}/decision", own | {"seen": seen, "kind": "approve"})
        assert page.status == 409, seen[:80]
        assert page.faults() == ["这张单据在你打开之后改过，请看改动再处理。"]
        assert own_fields(page, task) == own | {"csrf_token": own_fields(page, task)["csrf_token"]}


def test_a_name_posted_twice_counts_once(app: Flask, zhou: Browser) -> None:
    (task,) = tasks(app, 1)
    own = list(zhou.get(task).fields(f"{task}/decision"))
    page = zhou.post(f"{task}/decision", [*own, ("opinion", "二"), ("kind", "approve"), ("kind", "reject")])
    assert "已同意" in page.text


def test_a_decision_never_follows_from_reading(app: Flask, zhou: Browser) -> None:
    (task,) = tasks(app, 1)
    page = zhou.get(f"{task}/decision?kind=approve&seen=1")
    assert page.status == 405
    assert "审核意见" in zhou.get(task).text
