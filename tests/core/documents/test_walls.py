"""R06 §5(五): the condition that keeps a compartment closed is added to every question of a request, by the
roles of whoever asks; the portal itself reads everything."""

from collections.abc import Iterator

import pytest
from flask import Flask, g
from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from portal.core.approval.models import Task
from portal.core.documents.compartments import in_use
from portal.core.documents.models import Document, Snapshot, Submission
from portal.core.org.models import Person
from portal.core.web.reader import read_for_itself, reads_with
from portal.extensions import db, writing
from tests.plans import plan

INSPECTING = "discipline_inspector"


@pytest.fixture
def walled(app: Flask) -> Iterator[int]:
    """Two plans, the first in a compartment; inside a request of somebody without a role."""
    closed = plan(app, number="1002")
    plan(app)
    with app.app_context(), writing():
        db.session.get_one(Document, closed).compartment = INSPECTING
        assert found() == (2, 2, 2, 2), "outside a request"
    with app.test_request_context():
        reads_with([])
        yield closed


def found() -> tuple[int, ...]:
    """How many documents, tasks and versions a question meets."""
    questions = select(Document), select(Task), select(Snapshot), select(aliased(Document))
    return tuple(len(db.session.scalars(each).unique().all()) for each in questions)


def test_r06_5_5_every_table_about_a_document_keeps_quiet_about_it(walled: int) -> None:
    assert found() == (1, 1, 1, 1)
    assert db.session.scalar(select(func.count(Document.id))) == 1
    assert db.session.scalars(select(Task.document_id)).all() != [walled]
    assert db.session.scalar(select(func.count(Submission.document_id))) == 2, (
        "a key that was spent stays spent"
    )
    people = db.session.scalar(select(func.count(Person.id)))
    reads_with(["auditor", INSPECTING])
    assert found() == (2, 2, 2, 2)
    reads_with(["auditor"])
    assert found() == (1, 1, 1, 1)
    assert db.session.scalar(select(func.count(Person.id))) == people > 0


def test_r06_5_5_the_portal_itself_reads_everything(walled: int) -> None:
    everything = {"walled": False}
    assert len(db.session.scalars(select(Document), execution_options=everything).all()) == 2
    read_for_itself()
    assert found() == (2, 2, 2, 2)


@pytest.mark.parametrize("there_are", [True, False])
def test_whether_there_is_any_compartment_is_asked_once(app: Flask, there_are: bool) -> None:
    paper = plan(app)
    with app.test_request_context():
        if there_are:
            with writing():
                db.session.get_one(Document, paper).compartment = INSPECTING
            del g.compartments
        assert in_use() is g.compartments is there_are
        g.compartments = not there_are
        assert in_use() is not there_are
