"""What must stay as it was written: the database refuses to change it, also after migrating anew."""

import pytest
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy.exc import DBAPIError

from portal.config import ROOT
from portal.core.approval.withdrawing import withdraw
from portal.core.desk.moment import this_moment
from portal.core.documents.models import Document
from portal.core.facts import Month
from portal.demonstration.company import create_company
from portal.domain.expenses.operations import Attempt, note_refused
from portal.extensions import db, writing
from tests.calendars import year_entered
from tests.conftest import signed_in
from tests.core.handovers.handing import handed_over
from tests.core.proof.falsify import seal
from tests.databases import PASSWORD
from tests.flows import other_signer
from tests.plans import plan
from tests.regulations.relationship_expense.tables import signed_table

pytestmark = pytest.mark.both_databases(whole=True)
KEPT_FOR_EVER = {
    "audit_event": "event",
    "audit_payload": "payload",
    "snapshot": "facts",
    "decision": "opinion",
    "route_act": "words",
    "ledger_entry": "text",
    "ledger_line": "fen",
    "expense_standard": "fen",
    "expense_accrual": "fen",
    "expense_line": "fen",
    "refused_attempt": "message",
    "calendar_entry": "reason",
    "flow_override": "reason",
    "daily_seal": "digest",
    "handover": "view",
    "handover_confirmation": "code",
}
MIGRATIONS = str(ROOT / "migrations")


@pytest.fixture(params=["first", "again"])
def approved(request, app: Flask) -> Flask:
    """A company with an approved plan, on a fresh database or on one migrated down and up again."""
    if request.param == "again":
        with app.app_context():
            db.engine.dispose()
            downgrade(MIGRATIONS, revision="base")
            upgrade(MIGRATIONS)
            create_company(PASSWORD)
    plan(app, "approve")
    taken_off_the_way(app)
    signed_table(app)
    tried(app)
    year_entered(app, signed_in(app, "1009"))
    other_signer(app)
    handed_over(app, confirmed=True)
    seal(app)
    return app


def taken_off_the_way(app: Flask) -> None:
    """A plan that its author withdrew."""
    document_id = plan(app, month=Month(2027, 1))
    with app.app_context():
        author_id = db.session.get_one(Document, document_id).author_id
        with writing():
            withdraw(document_id, author_id, "再想想", this_moment())


def tried(app: Flask) -> None:
    """Something that the law forbids."""
    with app.app_context(), writing():
        attempt = Attempt("F07-3", "新程电子", "收款单位：王五", "反不正当竞争法第八条")
        note_refused([attempt], 1, this_moment())


def refused(statement: str) -> bool:
    """Whether a writing operation with this statement fails and says why."""
    with pytest.raises(DBAPIError, match="append-only"), writing() as session:
        session.execute(db.text(statement))
    return True


def test_rows_kept_for_ever_can_neither_change_nor_go(approved: Flask) -> None:
    with approved.app_context():
        for table, column in KEPT_FOR_EVER.items():
            count = db.text(f"SELECT count(*) FROM {table}")  # noqa: S608 - our own names
            before = db.session.scalar(count)
            assert before > 0, table
            assert refused(f"UPDATE {table} SET {column} = {column}")  # noqa: S608
            assert refused(f"DELETE FROM {table}")  # noqa: S608
            assert db.session.scalar(count) == before
        with writing() as session:  # every other row still changes
            assert session.execute(db.text("UPDATE unit SET code = code")).rowcount > 0
