"""Every operation on a document leaves its event: what, by whom, about which version."""

import json

from flask import Flask
from sqlalchemy import select

from portal.core.audit.chain import first_fault
from portal.core.audit.models import AuditEvent, AuditPayload
from portal.core.documents.models import Snapshot
from portal.core.org.models import Person
from portal.core.printing.worker import print_what_is_wanted
from portal.extensions import db
from tests.pages import Browser
from tests.plans import plan, task_of


def events(app: Flask, document_id: int) -> list[tuple[str, str | None]]:
    """The document's events with the names of those who caused them."""
    query = select(AuditEvent.event, Person.name).outerjoin(Person, AuditEvent.person_id == Person.id)
    with app.app_context():
        rows = db.session.execute(
            query.where(AuditEvent.stream == f"document:{document_id}").order_by(AuditEvent.position)
        )
        return [tuple(row) for row in rows]


def payloads(app: Flask, event: str) -> list[dict[str, object]]:
    query = select(AuditPayload.payload).join(AuditEvent, AuditPayload.event_id == AuditEvent.id)
    with app.app_context():
        found = db.session.scalars(query.where(AuditEvent.event == event).order_by(AuditEvent.id))
        return [json.loads(text) for text in found]


def change_and_decide(app: Flask, zhou: Browser, document_id: int, kind: str) -> None:
    task = f"/tasks/{task_of(app, document_id, '1003')}"
    changed = zhou.submit(zhou.get(f"{task}/sheet"), button="act=send", **{"lines-0-goal": f"先{kind}"})
    zhou.submit(changed, action=f"{task}/decision", button=f"kind={kind}", opinion="照此办理")


def test_the_whole_way_of_a_plan_is_told_in_order(app: Flask, chen: Browser, zhou: Browser) -> None:
    document_id = plan(app)
    change_and_decide(app, zhou, document_id, "return")
    chen.submit(chen.get(f"/tasks/{task_of(app, document_id, '1001')}"), button="act=send")
    change_and_decide(app, zhou, document_id, "approve")
    with app.app_context():
        print_what_is_wanted()
    assert events(app, document_id) == [
        ("document:submitted", "陈立"),
        ("step:open", None),
        ("tasks:given", None),
        ("document:changed", "周敏"),
        ("task:return", "周敏"),
        ("document:returned", None),
        ("tasks:given", None),
        ("document:resubmitted", "陈立"),
        ("step:open", None),
        ("tasks:given", None),
        ("document:changed", "周敏"),
        ("task:approve", "周敏"),
        ("document:approved", None),
        ("document:printed", None),
    ]
    with app.app_context():
        assert first_fault(f"document:{document_id}") is None


def test_a_rejection_is_told_with_its_words(app: Flask, zhou: Browser) -> None:
    change_and_decide(app, zhou, plan(app), "reject")
    told = payloads(app, "task:reject")[0]
    assert (told["opinion"], told["post"]) == ("照此办理", "办事处经理")


def test_every_version_is_bound_into_the_chain_by_its_digest(app: Flask, chen, zhou) -> None:
    document_id = plan(app)
    change_and_decide(app, zhou, document_id, "return")
    chen.submit(chen.get(f"/tasks/{task_of(app, document_id, '1001')}"), button="act=send")
    with app.app_context():
        stored = list(db.session.scalars(select(Snapshot.digest).order_by(Snapshot.position)))
    kinds = ("document:submitted", "document:changed", "document:resubmitted")
    assert [payloads(app, kind)[0]["snapshot"] for kind in kinds] == stored
    assert payloads(app, "task:return")[0]["snapshot"] == stored[1]


def test_reading_saving_and_refused_forms_leave_no_event(app: Flask, chen: Browser, zhou: Browser) -> None:
    document_id = plan(app)
    before = events(app, document_id)
    task = f"/tasks/{task_of(app, document_id, '1003')}"
    zhou.submit(zhou.get(f"{task}/sheet"), button="act=save", **{"lines-0-goal": "想一想"})
    zhou.submit(zhou.get(f"{task}/sheet"), button="act=send", **{"lines-0-goal": ""})
    zhou.submit(zhou.get(task), action=f"{task}/decision", button="kind=return", opinion="")
    chen.get(f"/documents/{document_id}")
    assert events(app, document_id) == before
