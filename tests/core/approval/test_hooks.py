"""Hooks: a regulation's operations run in the transaction of what they hang on, and may refuse it."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.core.approval.faults import NotPossible
from portal.core.approval.hooks import Hooks, Refused, hooked, on_approved, on_submitted, on_voided
from portal.core.approval.voiding import request_void
from portal.core.desk.moment import this_moment
from portal.core.documents.models import Document, Series
from portal.core.facts import Facts, Month, Refusal
from portal.core.instants import Moment
from portal.extensions import db, writing
from portal.regulations.customer_maintenance.documents import visit_plan
from tests.pages import Browser
from tests.plans import plan, task_of

pytestmark = pytest.mark.both_databases
SENT: list[str] = []
taken_out: list[object] = []


@on_submitted(visit_plan)
def note_number(document: Document, facts: Facts, moment: Moment) -> None:
    SENT.append(document.number)


@on_approved(visit_plan)
def forbid(document: Document, facts: Facts, moment: Moment) -> None:
    raise Refused(Refusal(("month",), "余额不足", "§1(2)"))


@on_submitted(visit_plan)
def forbid_sending(document: Document, facts: Facts, moment: Moment) -> None:
    raise Refused(Refusal(("lines", 0, "goal"), "名额已满", "§1(2)"))


@on_voided(visit_plan)
def take_out(document: Document, facts: Facts, moment: Moment) -> None:
    taken_out.append((document.number, getattr(facts, "month", None), moment.at))


def hang(app: Flask, *operations: object) -> None:
    app.extensions["hooks"] = Hooks(hooked(operations))


def test_an_operation_runs_for_its_form_and_is_found_by_its_mark(app: Flask) -> None:
    assert list(hooked([note_number, Refused, 7])) == [("submitted", "F01-1")]
    hang(app, note_number)
    SENT.clear()
    plan(app)
    assert SENT == ["XF-202612-0001"]


def test_what_the_registers_refuse_is_not_approved_and_the_signer_is_told(app: Flask, zhou: Browser) -> None:
    document_id = plan(app)
    hang(app, forbid)
    task = task_of(app, document_id, "1003")
    page = zhou.submit(
        zhou.get(f"/tasks/{task}"), action=f"/tasks/{task}/decision", button="kind=approve", opinion="可"
    )
    assert (page.status, "余额不足" in page.text) == (422, True)
    assert "可" in page.text
    with app.app_context():
        assert db.session.get_one(Document, document_id).status == "in_review"


def test_what_the_registers_refuse_is_not_sent_and_takes_no_number(app: Flask, chen: Browser) -> None:
    before = drawn(app)
    hang(app, forbid_sending)
    sheet = chen.get("/forms/f01-1/new")
    cells = {"day": "2026-12-02", "customer": "E0001", "route": "甲", "frequency": "1", "goal": "乙"}
    cells |= {"solution": "丙"}
    page = chen.submit(
        sheet, button="act=send", month="2026-12", **{f"lines-0-{n}": text for n, text in cells.items()}
    )
    assert (page.status, "名额已满" in page.text) == (422, True)
    assert drawn(app) == before


def test_what_posted_something_and_cannot_take_it_out_is_not_made_void(app: Flask) -> None:
    document_id = plan(app, "approve")
    hang(app, forbid)
    with app.app_context(), pytest.raises(NotPossible, match="已经入账"), writing():
        author_id = db.session.get_one(Document, document_id).author_id
        request_void(document_id, author_id, "填错了", this_moment())


def test_what_a_document_posted_is_taken_out_when_it_is_void(app: Flask, zhou: Browser, clock) -> None:
    document_id = plan(app, "approve")
    hang(app, forbid, take_out)
    taken_out.clear()
    with app.app_context(), writing():
        author_id = db.session.get_one(Document, document_id).author_id
        request_void(document_id, author_id, "填错了", this_moment())
    assert taken_out == []
    task = task_of(app, document_id, "1003")
    zhou.submit(zhou.get(f"/tasks/{task}"), action=f"/tasks/{task}/decision", button="kind=approve")
    assert taken_out == [("XF-202612-0001", Month(2026, 12), clock.moment)]


def drawn(app: Flask) -> tuple[int, int]:
    """Documents and serials."""
    with app.app_context():
        documents = db.session.scalars(select(func.count(Document.id))).one()
        return documents, db.session.scalars(select(func.coalesce(func.sum(Series.next), 0))).one()
