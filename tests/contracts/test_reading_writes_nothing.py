"""Looking at a page changes nothing: the database says the same before and after every GET."""

import hashlib

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from werkzeug.routing import Rule

from portal.core.approval.models import Task
from portal.core.flow import edition
from portal.core.org.models import Unit
from portal.core.printing.worker import print_what_is_wanted
from portal.extensions import Model, db, writing
from portal.regulations.customer_maintenance.flows import PLAN_APPROVAL
from tests.core.delegations.delegating import let
from tests.core.desk.matrix import bound, copied, listed, scanned
from tests.core.handovers.handing import handed_over
from tests.core.proof.falsify import seal
from tests.duties import keep
from tests.pages import Browser
from tests.plans import DECEMBER, plan, task_of
from tests.turns import EVERY

pytestmark = pytest.mark.both_databases
KEY = "0123456789abcdef0123456789abcdef"
TOGETHER = 1 if EVERY else 20  # looking at every row takes longer than a page

TRACE = Task.__table__.c.seen_at  # that a turn was looked at is noted after the answer: ADR 15


def content(app: Flask) -> str:
    """One digest over every row of every table, but for the one trace that reading leaves."""
    with app.app_context():
        rows = {
            name: sorted(map(repr, db.session.execute(select(*(c for c in table.c if c is not TRACE)))))
            for name, table in Model.metadata.tables.items()
        }
    return hashlib.sha256(repr(rows).encode()).hexdigest()


@pytest.fixture
def addresses(app: Flask) -> list[str]:
    """Every GET address, filled with each of 陈立's plans: one on its way, one approved and printed; and what
    周敏 delegates."""
    sent, approved = plan(app), plan(app, "approve", DECEMBER.before())
    delegation = let(app, "1003", "1005")
    keep(app)
    handover = handed_over(app)
    with app.app_context():
        print_what_is_wanted()
    copy = copied(app, approved)
    scanned(app, approved)
    seal(app)
    batch = bound(app)
    listing = listed(app)
    known = [
        {"document_id": d, "task_id": task_of(app, d, "1003"), "code": "f01-1", "key": KEY,
         "slug": "customer-maintenance", "filename": "portal.css", "customer_id": 1,
         "person_id": 1, "account_id": 1, "row_id": 2, "attachment_id": 1, "issue_id": 1, "name": "plan-due",
         "occurrence_id": 1, "token": "A" * 43, "entry_id": 1, "notice_id": 1, "delegation_id": delegation,
         "asset_id": 1, "count_id": 1,
         "monday": "2026-11-23", "year": 2027, "number": 1, "setting": "by", "handover_id": handover,
         "copy_id": copy, "purchase_id": 1, "contract_id": 1, "scan_id": 1, "page_id": 2,
         "signed_id": 1, "unit_id": 2, "shift_id": 1, "item_id": 1,
         "seal_id": 1, "batch_id": batch, "list_id": listing,
         "digest": edition(PLAN_APPROVAL)}
        for d in (sent, approved)
    ]  # fmt: skip
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in rule.methods]
    return sorted({filled(app, rule, values) for rule in rules for values in known})


def filled(app: Flask, rule: Rule, values: dict[str, object]) -> str:
    unknown = rule.arguments - values.keys()
    assert not unknown, f"{rule.endpoint} has an argument that this test cannot fill: {unknown}"
    with app.test_request_context():
        return app.url_for(rule.endpoint, **{name: values[name] for name in rule.arguments})


@pytest.mark.parametrize("person", ["chen", "zhou"])
def test_no_page_writes_when_it_is_read(person, app, addresses, request, clock) -> None:
    reader: Browser = request.getfixturevalue(person)
    before = content(app)
    clock.advance(minutes=5)
    for few in (addresses[place : place + TOGETHER] for place in range(0, len(addresses), TOGETHER)):
        assert {reader.get(address).status for address in few} <= {200, 404}, few
        assert content(app) == before, f"GET wrote, one of {few}"


def test_one_row_makes_another_content(app: Flask) -> None:
    before = content(app)
    with app.app_context(), writing() as session:
        session.add(Unit(code="NEW"))
    assert content(app) != before


@pytest.mark.parametrize("statement", ["INSERT INTO unit (code) VALUES ('X')", "DELETE FROM customer"])
def test_the_database_itself_refuses_a_write_outside_an_operation(app: Flask, statement: str) -> None:
    before = content(app)
    with app.app_context():
        with pytest.raises(DBAPIError, match=r"read-?only"):
            db.session.execute(db.text(statement))
        db.session.rollback()
    assert content(app) == before


def test_a_connection_that_wrote_refuses_again_and_one_that_refused_writes(app: Flask) -> None:
    with app.app_context():
        for _ in range(3):
            with writing() as session:
                session.execute(db.text("UPDATE unit SET code = code"))
            with pytest.raises(DBAPIError, match=r"read-?only"):
                db.session.execute(db.text("INSERT INTO unit (code) VALUES ('X')"))
            db.session.rollback()
