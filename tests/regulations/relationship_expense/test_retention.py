"""R07, accounting records: nothing is deleted on any path; what comes to be void is reversed by an entry."""

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from portal.core.approval.deciding import Verdict, decide
from portal.core.approval.hooks import Refused
from portal.core.approval.voiding import request_void
from portal.core.desk.moment import this_moment
from portal.core.documents.models import Document
from portal.core.facts import Ref
from portal.core.money import Amount
from portal.domain.expenses.models import Accrual, ExpenseLine
from portal.domain.expenses.operations import Attempt, note_refused
from portal.domain.ledger.models import Account, LedgerEntry
from portal.domain.ledger.queries import balance, faults
from portal.extensions import Model, db, writing
from tests.conftest import TestClock
from tests.regulations.relationship_expense.applications import NUMBER, at, line, signed, summary
from tests.regulations.relationship_expense.slips import decided, open_task, sent, slip, special
from tests.regulations.relationship_expense.tables import REP, contract, customers, signed_table

pytestmark = pytest.mark.both_databases
OWN = ("expense_", "ledger_", "new_customer_")
OTHERS = ("account", "advance_asked", "contract", "decision", "document", "purchase", "refused_attempt",
          "route_act", "snapshot")  # fmt: skip


def records() -> list[str]:
    """Every table that the forms of R07 post to, and those of their papers."""
    return sorted(t for t in Model.metadata.tables if t.startswith(OWN) or t in OTHERS)


def voided(paper: int, kind: str = "approve") -> None:
    """The author asks for it, and everybody who approved agrees. Inside an app context."""
    author = db.session.get_one(Document, paper).author_id
    with writing():
        request_void(paper, author, "填错", this_moment())
    while task := db.session.scalar(open_task(paper)):
        task_id, person_id = task.id, task.person_id
        seen = db.session.get_one(Document, paper).snapshot_id or 0
        with writing():
            decide(task_id, person_id, Verdict(kind, "同意", seen), this_moment())


def held() -> Amount:
    return balance(db.session.scalars(select(Account).filter_by(kind="special")).one())


def status(paper: int) -> str:
    db.session.expire_all()
    return db.session.get_one(Document, paper).status


def test_no_path_deletes_a_record_the_database_itself_refuses_it(app: Flask, clock: TestClock) -> None:
    table = signed_table(app)
    with app.app_context():
        paper = signed()
        with writing():
            note_refused([Attempt("F07-3", "", "收款单位", "第八条")], 1, this_moment())
        decided(sent("F07-4", slip(account(), 1_000), REP))
        clock.advance(days=1)
        contract(NUMBER, at(24, 9))
        clock.advance(days=8)
        (shop,) = customers(1)
        decided(sent("F07-2", summary(line(paper, shop)), REP))
        with pytest.raises(Refused):
            voided(table)
        for name in records():
            before = db.session.scalar(select(func.count()).select_from(Model.metadata.tables[name]))
            assert before, f"{name} has nothing that could be deleted"
            with pytest.raises(DBAPIError, match="append-only"), writing() as session:
                session.execute(Model.metadata.tables[name].delete())
            assert db.session.scalar(select(func.count()).select_from(Model.metadata.tables[name])) == before


def account() -> Ref:
    row = db.session.scalars(select(Account).filter_by(kind="special")).one()
    return Ref(row.id, row.code, row.name)


def test_a_table_that_comes_to_be_void_is_reversed_by_an_opposite_entry(app: Flask) -> None:
    table = signed_table(app)
    with app.app_context():
        before = held()
        voided(table)
        assert status(table) == "void" and faults() == []
        assert held().fen == before.fen - 20_000
        entries = db.session.scalars(select(LedgerEntry).filter_by(document_id=table)).all()
        assert [entry.reverses for entry in entries] == [False, True]
        assert [sum(db.session.scalars(select(each.fen))) for each in (Accrual, ExpenseLine)] == [0, 0]


def test_a_table_that_advances_were_drawn_on_cannot_be_made_void(app: Flask, clock: TestClock) -> None:
    table = signed_table(app)
    with app.app_context():
        clock.advance(minutes=1)
        decided(sent("F07-4", slip(account(), 1_000), REP))
        with pytest.raises(Refused, match="已经凭它借支"):
            voided(table)
        assert status(table) == "approved"


def test_an_advance_that_comes_to_be_void_goes_back_where_it_came_from(app: Flask) -> None:
    special(app)
    with app.app_context():
        said = slip(account(), 1_000)
        before = held()
        paper = sent("F07-4", said, REP)
        decided(paper)
        assert held().fen == before.fen - 1_000
        voided(paper)
        assert held() == before and status(paper) == "void" and faults() == []


def summed_up(app: Flask, clock: TestClock) -> tuple[int, int]:
    """A signed summary with one application, in December."""
    special(app, 0)
    with app.app_context():
        paper = signed()
        clock.advance(days=1)
        contract(NUMBER, at(24, 9))
    clock.advance(days=8)
    with app.app_context():
        (shop,) = customers(1)
        table = sent("F07-2", summary(line(paper, shop)), REP)
        decided(table)
    return paper, table


def test_an_application_stays_while_a_summary_lets_it_be_paid_and_goes_after_that(
    app: Flask, clock: TestClock
) -> None:
    paper, table = summed_up(app, clock)
    with app.app_context(), pytest.raises(Refused, match="先作废汇总表"):
        voided(paper)
    with app.app_context():
        voided(table)
        assert held() == Amount(0) and status(table) == "void" and faults() == []


def test_a_paper_that_nobody_lets_become_void_keeps_what_it_posted(app: Flask) -> None:
    table = signed_table(app)
    with app.app_context():
        before = held()
        voided(table, "reject")
        assert status(table) == "approved" and held() == before
