"""Who may open what of 陈立's plans: every address with an id, every person, on both databases."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from portal.app import create_app
from portal.config import Settings
from portal.core.approval.beside_models import Copy, Urge
from portal.core.approval.departed import replace_departed
from portal.core.approval.models import Decision, Task
from portal.core.approval.override_models import FlowOverride
from portal.core.batch_printing.models import PrintBatch, PrintBatchItem
from portal.core.calendar import Calendar
from portal.core.comments.models import Comment
from portal.core.delegations.models import Delegation
from portal.core.desk.moment import this_moment
from portal.core.documents.models import BlankIssue, Document, Draft, Serial
from portal.core.duties.models import Occurrence
from portal.core.handovers.models import Handover, HandoverConfirmation
from portal.core.inspections.models import Inspection
from portal.core.notices.models import Delivery, Notice
from portal.core.org.models import Holding, Person, Unit
from portal.core.org.operations import appoint, open_post
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
from portal.core.web.context import today
from portal.domain.assets.models import Asset, AssetCount, AssetCountLine
from portal.domain.configuration.models import ConfigurationItem
from portal.domain.customers.models import Customer
from portal.domain.payees.models import Payee
from portal.extensions import db, writing
from tests.compiled import share
from tests.conftest import TestClock, signed_in
from tests.core.desk.matrix import (
    FORMER,
    GONE,
    KEY,
    MARKS,
    OPEN,
    PEOPLE,
    ROWS,
    STILL,
    UNUSED,
    Answer,
    ask,
    papers,
)
from tests.core.documents.numbered import mount
from tests.pages import Browser

pytestmark = pytest.mark.both_databases
Ids = dict[str, dict[str, object]]


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


@pytest.fixture(scope="module")
def filled(database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Settings, Ids]]:
    """The company with 陈立's papers, made once, and the papers' ids."""
    place = tmp_path_factory.mktemp("rights")
    (place / "files").mkdir()
    mine = Settings(place, database.copy(place), testing=True)
    app = share(create_app(mine))
    app.config.update(CLOCK=TestClock(), CALENDAR=Calendar(official_years=range(2004, 2027)), TESTING=True)
    ids = papers(app)
    with app.app_context():
        db.engine.dispose()
    yield mine, ids
    database.drop(mine.database_url)


@pytest.fixture
def settings(filled: tuple[Settings, Ids], database, tmp_path: Path) -> Iterator[Settings]:
    """A copy of it for each test."""
    shutil.copytree(filled[0].files, tmp_path / "files")
    mine = Settings(tmp_path, database.copy(tmp_path, of=filled[0].database_url), testing=True)
    yield mine
    database.drop(mine.database_url)


@pytest.fixture
def ids(app: Flask, filled: tuple[Settings, Ids]) -> Ids:
    mount(app)
    return filled[1]


def browser_of(app: Flask, person: str) -> Browser:
    """Somebody's browser; what becomes of a post and of an employment happens here."""
    if person == GONE:
        browser = signed_in(app, "1001")
        until(app, Person, "1001")
        return browser
    if person == FORMER:
        until(app, Holding, "1003")
        return signed_in(app, "1003")
    return signed_in(app, PEOPLE[person]) if person else Browser(app)


def until(app: Flask, model: type[Person] | type[Holding], number: str) -> None:
    """A person's employment, or his post, ends today; who gives up a post takes another elsewhere."""
    with app.app_context():
        with writing() as session:
            person = session.scalars(select(Person).filter_by(number=number)).one()
            if model is Holding:
                south = session.scalars(select(Unit).filter_by(code="SOUTH")).one()
                session.scalars(select(Holding).filter_by(person_id=person.id)).one().until = today()
                appoint(person, open_post(south, "account_manager", today()), today())
            else:
                person.until = today()
        replace_departed(this_moment())


@pytest.mark.parametrize("person", ["", *PEOPLE, GONE])
def test_whoever_may_not_gets_the_answer_of_what_never_existed(person: str, app: Flask, ids: Ids) -> None:
    browser = browser_of(app, person)
    before = state(app)
    for row in (row for row in ROWS if person not in row.may):
        refused, nothing = (
            ask(app, browser, row, ids[row.paper]),
            ask(app, browser, row, unused(ids[row.paper])),
        )
        assert refused.words, row
        assert (refused.status, refused.words) == (nothing.status, nothing.words), row
        assert not shows_a_paper(refused), row
        if person in ("", GONE):
            assert refused.address == "/login", row
        elif not row.paper.startswith("draft"):
            assert refused.status == 404, row
    assert state(app) == before


def test_whoever_gave_up_the_post_reads_what_he_handled_and_decides_nothing_more(
    app: Flask, ids: Ids
) -> None:
    browser = browser_of(app, FORMER)
    before = state(app)
    for row in (row for row in ROWS if not row.paper.startswith("draft")):
        if (row.endpoint, row.paper) not in STILL:
            page = ask(app, browser, row, ids[row.paper])
            passed_on = row.endpoint.startswith("task") and row.paper == "sent"  # what he still sees
            assert page.status == 404 or passed_on, row
    assert state(app) == before
    for row in (row for row in ROWS if (row.endpoint, row.paper) in STILL and row.fields is None):
        assert shows_a_paper(ask(app, browser, row, ids[row.paper])), row


def test_whoever_may_read_does(app: Flask, ids: Ids) -> None:
    for person in PEOPLE:
        browser = browser_of(app, person)
        for row in (row for row in ROWS if person in row.may and row.fields is None):
            page = ask(app, browser, row, ids[row.paper])
            assert page.status in (200, 202), (person, row)
            assert shows_a_paper(page), (person, row)


def test_whoever_may_write_does(app: Flask, ids: Ids) -> None:
    for row in (row for row in ROWS if row.may and row.fields is not None):
        before = state(app), drafts(app)
        for person in sorted(row.may):
            page = ask(app, signed_in(app, PEOPLE[person]), row, ids[row.paper])
            assert page.status in (200, 422), (person, row)
            unchanged = row.endpoint in INCOMPLETE
        assert ((state(app), drafts(app)) == before) is unchanged, (person, row)
