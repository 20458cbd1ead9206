"""R07 for half a year: at its end the books, the advances, the duties and the report explain everything."""

import os

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.core.documents.models import IN_FORCE, Document
from portal.core.duties.models import Occurrence
from portal.domain.advances.models import Advance, Settlement
from portal.domain.expenses.models import ExpenseLine
from portal.domain.ledger.models import Account, LedgerLine
from portal.domain.ledger.queries import balance, faults
from portal.extensions import db
from tests.conftest import TestClock
from tests.regulations.relationship_expense.half_year import HalfYear, Plan

EVERY = "EVERY_ROUND" in os.environ
REPS, MONTHS = (12, 6) if EVERY else (5, 3)
PLAN = Plan(late=frozenset({(3, 1), (0, 4)}), unsigned=frozenset({(1, 1)}), too_early=0)


def total(column: object, *which: object) -> int:
    return int(db.session.scalar(select(func.coalesce(func.sum(column), 0)).where(*which)) or 0)


@pytest.mark.timeout(1200)
def test_half_a_year_explains_itself(app: Flask, clock: TestClock) -> None:
    run = HalfYear(app, clock, REPS, PLAN)
    run.run(MONTHS)
    with app.app_context():
        require_books()
        require_advances(run)
        require_duties(run)
        require_report()
    require_refusals(run)


def require_books() -> None:
    """Each balance is the sum of its movements, and all of them together are nothing."""
    assert faults() == []
    assert total(LedgerLine.fen) == 0, "trial balance"
    for account in db.session.scalars(select(Account)):
        assert balance(account).fen == total(LedgerLine.fen, LedgerLine.account_id == account.id)


def require_advances(run: HalfYear) -> None:
    """What is owed is what was drawn and not settled; nobody ever owes more than he may."""
    out = total(Advance.fen)
    settled = select(Settlement).join(Settlement.document).where(Document.status.in_(IN_FORCE)).subquery()
    back = total(settled.c.spent_fen) + total(settled.c.returned_fen)
    owed = sum(run.owes(number) for number in run.numbers)
    assert owed == out - back > 0
    kept = [rep for rep in range(REPS) if rep % 5 == 4]
    assert [run.owes(run.numbers[rep]) for rep in kept] == [1_000 * MONTHS for _ in kept]


def require_duties(run: HalfYear) -> None:
    """Every duty of these months is done or late, none is forgotten."""
    query = select(Occurrence.state, func.count()).where(
        Occurrence.duty.startswith("relationship_expense:"), Occurrence.due < run.clock.moment.date()
    )
    states = dict(db.session.execute(query.group_by(Occurrence.state)).all())
    assert states["done"] >= 2 * REPS * (MONTHS - 1), states
    assert states.keys() <= {"done", "open", "waived", "void"}, states


def require_report() -> None:
    """Every invoice that was settled stands in the compliance report with its payee."""
    settled = select(func.count(), func.sum(ExpenseLine.fen)).join(Document).where(Document.type == "F07-8")
    lines, fen = db.session.execute(settled).one()
    papers = select(func.count()).where(Document.type == "F07-8", Document.status.in_(IN_FORCE))
    assert lines == db.session.scalar(papers) > 0
    assert fen == total(Settlement.spent_fen)


def require_refusals(run: HalfYear) -> None:
    """Whose table nobody signed, and whose customers did not pay, drew nothing."""
    refused = {number for number, _ in run.refused}
    assert refused == {run.numbers[1], run.numbers[2]}, run.refused
