"""Who may open what of 陈立's plans: every address with an id, every person, on both databases."""

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.approval.beside_models import Copy, Urge
from portal.core.approval.models import Decision, Task
from portal.core.approval.override_models import FlowOverride
from portal.core.batch_printing.models import PrintBatch, PrintBatchItem
from portal.core.comments.models import Comment
from portal.core.delegations.models import Delegation
from portal.core.documents.models import BlankIssue, Document, Draft, Serial
from portal.core.duties.models import Occurrence
from portal.core.handovers.models import Handover, HandoverConfirmation
from portal.core.inspections.models import Inspection
from portal.core.notices.models import Delivery, Notice
from portal.core.org.models import Person
from portal.core.parameters.models import ParameterChange
from portal.core.phrases.models import Phrase
from portal.core.printing.models import PrintedCopy
from portal.core.retention.models import (
    DestructionItem,
    DestructionList,
    DestructionSignature,
    HoldAct,
)
from portal.core.scans.models import Scan, ScanPage, SignedCopy
from portal.core.timetable.models import CalendarEntry
from portal.domain.assets.models import Asset, AssetCount, AssetCountLine
from portal.domain.configuration.models import ConfigurationItem
from portal.domain.customers.models import Customer
from portal.domain.payees.models import Payee
from portal.extensions import db
from tests.conftest import signed_in
from tests.core.desk.matrix import KEY, MARKS, OPEN, PEOPLE, ROWS, UNUSED, Answer, ask, papers
from tests.pages import Browser

pytestmark = pytest.mark.both_databases


def unused(ids: dict[str, object]) -> dict[str, object]:
    """Ids of nothing, of the same form."""
    return UNUSED | {name: value for name, value in ids.items() if name == "code"}


def shows_a_paper(answer: Answer) -> bool:
    return answer.source.startswith(("%PDF", "PK", "\ufffdPNG", "\ufffd\ufffd\ufffd\ufffd")) or any(
        mark in answer.source for mark in MARKS
    )


KEPT = (
    Document, Task, Decision, Customer, Inspection, ParameterChange, BlankIssue, Serial, Notice, Delivery,
    Occurrence, CalendarEntry, Delegation, Urge, Copy, Comment, Phrase, FlowOverride, Handover,
    HandoverConfirmation, PrintedCopy, Scan, ScanPage, SignedCopy, PrintBatch, PrintBatchItem, Payee,
    HoldAct, DestructionList, DestructionItem, DestructionSignature, Asset,
    ConfigurationItem,
    AssetCount, AssetCountLine,
)  # fmt: skip


INCOMPLETE = {  # a file, or people, are missing; nobody was added; what has posted stays
    "workbooks.take_in", "task_verbs.create_transfer", "task_verbs.create_ask", "task_verbs.create_drop",
    "document_verbs.create_void", "flow_moves.create", "scan_pages.create_assignment",
    "retention_signing.create", "retention_signing.create_removal",
}  # fmt: skip


def state(app: Flask) -> list[str]:
    """Everything that only somebody with rights may change: papers, tasks, decisions, 陈立's draft."""
    mine = select(Draft.fields).join(Person, Draft.person_id == Person.id)
    with app.app_context():
        rows = [
            row
            for table in (model.__table__ for model in KEPT)
            for row in db.session.execute(select(table).order_by(*table.primary_key))
        ]
        rows += db.session.execute(mine.where(Draft.place == KEY, Person.number == "1001"))
    return [repr(row) for row in rows]


def drafts(app: Flask) -> str:
    with app.app_context():
        return repr(db.session.execute(select(Draft.__table__).order_by(Draft.id)).all())


def test_every_address_with_an_argument_has_a_row_or_a_reason(app: Flask) -> None:
    with_argument = {(r.endpoint, m) for r in app.url_map.iter_rules() if r.arguments for m in r.methods}
    known = {(row.endpoint, "GET" if row.fields is None else "POST") for row in ROWS}
    known |= {(endpoint, "GET") for endpoint in OPEN}
    with_argument = {pair for pair in with_argument if not pair[0].startswith("organisation.")}  # own test
    assert {pair for pair in with_argument if pair[1] not in ("HEAD", "OPTIONS")} == known


@pytest.mark.parametrize("person", ["", *PEOPLE])
def test_whoever_may_not_gets_the_answer_of_what_never_existed(person: str, app: Flask) -> None:
    ids, before = papers(app), state(app)
    browser = signed_in(app, PEOPLE[person]) if person else Browser(app)
    for row in (row for row in ROWS if person not in row.may):
        refused, nothing = (
            ask(app, browser, row, ids[row.paper]),
            ask(app, browser, row, unused(ids[row.paper])),
        )
        assert refused.words, row
        assert (refused.status, refused.words) == (nothing.status, nothing.words), row
        assert not shows_a_paper(refused), row
        if not person:
            assert refused.address == "/login", row
        elif not row.paper.startswith("draft"):
            assert refused.status == 404, row
    assert state(app) == before


def test_whoever_may_read_does(app: Flask) -> None:
    ids = papers(app)
    for person, number in PEOPLE.items():
        browser = signed_in(app, number)
        for row in (row for row in ROWS if person in row.may and row.fields is None):
            page = ask(app, browser, row, ids[row.paper])
            assert page.status in (200, 202), (person, row)
            assert shows_a_paper(page), (person, row)


def test_whoever_may_write_does(app: Flask) -> None:
    ids = papers(app)
    for row in (row for row in ROWS if row.may and row.fields is not None):
        before = state(app), drafts(app)
        for person in sorted(row.may):
            page = ask(app, signed_in(app, PEOPLE[person]), row, ids[row.paper])
            assert page.status in (200, 422), (person, row)
            unchanged = row.endpoint in INCOMPLETE
        assert ((state(app), drafts(app)) == before) is unchanged, (person, row)
