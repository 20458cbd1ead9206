"""R07 §3.2: what was drawn before the portal is owed, limits who drew it, and is settled like the rest."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal.app import keep_dates
from portal.core.approval.hooks import Refused
from portal.core.desk.moment import this_moment
from portal.core.duties.models import Occurrence
from portal.core.facts import Ref
from portal.core.money import Amount
from portal.core.web.context import today
from portal.domain.advances.models import Advance
from portal.domain.ledger.models import Account
from portal.domain.ledger.queries import balance, faults
from portal.extensions import db
from portal.regulations.relationship_expense.facts import AdvanceOpening
from portal.regulations.relationship_expense.rules import opening_refusals
from tests.regulations.relationship_expense.settling import drawn_advance, paid, paper, record, settled
from tests.regulations.relationship_expense.slips import REP, decided, sent, slip, special, with_table

pytestmark = pytest.mark.both_databases


def before(account: Ref, fen: int, day: date | None = None) -> AdvanceOpening:
    """What was drawn of an account a month ago. Inside an app context."""
    day = day or today() - timedelta(days=30)
    return AdvanceOpening(day=day, account=account, left=Amount(fen), basis="借支单 2026-10-07，第 3 号")


def opened(account: Ref, fen: int) -> Ref:
    """The same, approved. Inside an app context."""
    document_id = sent("F07-9", before(account, fen), REP)
    decided(document_id)
    return paper(document_id)


def refused(code: str, facts: object) -> list[tuple]:
    with pytest.raises(Refused) as found:
        sent(code, facts, REP)
    db.session.rollback()
    return [refusal.path for refusal in found.value.refusals]


def owes() -> Amount:
    """What the one person with an advance owes. Inside an app context."""
    return balance(db.session.scalars(select(Account).filter_by(kind="person")).one())


def test_r07_3_2_what_is_left_of_an_earlier_advance_is_owed_since_its_day_and_settled(app: Flask) -> None:
    account = special(app)
    with app.app_context():
        held = balance(db.session.get_one(Account, account.id))
        advance = opened(account, 200_000)
        assert owes() == Amount(200_000)
        assert balance(db.session.get_one(Account, account.id)) == held, "it left before the account opened"
        keep_dates()
        duty = db.session.scalars(select(Occurrence).filter_by(duty=f"advance:{advance.id}")).one()
        assert duty.due < today(), "ten working days after it was drawn are over"
        settled(advance, paid(150_000), returned=50_000)
        assert owes() == Amount(0) and not list(faults())
        assert balance(db.session.get_one(Account, account.id)) == held + Amount(50_000)
        keep_dates()
        assert duty.state == "done"
        decided(sent("F07-5", record(), "1006"))


def test_r07_3_2_with_what_he_owed_before_new_advances_stay_within_three_thousand(app: Flask) -> None:
    account = with_table(app)
    with app.app_context():
        opened(account, 200_000)
        assert refused("F07-4", slip(account, 100_001)) == [("amount",)]
        decided(sent("F07-4", slip(account, 100_000), REP))
        assert owes() == Amount(300_000)


def test_r07_3_2_more_than_the_limit_from_before_is_entered_but_nothing_more_is_drawn(app: Flask) -> None:
    account = with_table(app)
    with app.app_context():
        opened(account, 300_001)
        assert refused("F07-4", slip(account, 1)) == [("amount",)]


def test_r07_1_4_what_was_drawn_after_the_account_was_opened_is_no_opening(app: Flask) -> None:
    account = special(app)
    with app.app_context():
        assert refused("F07-9", before(account, 100, today() + timedelta(days=1))) == [("day",)]
        assert sent("F07-9", before(account, 100, today()), REP)
        assert refused("F07-9", before(Ref(0, "", "没有开的专户"), 100)) == [("account",)]


def test_r07_3_2_nothing_left_is_no_opening(app: Flask) -> None:
    account = special(app)
    with app.app_context():
        terms = this_moment().terms
        assert [r.path for r in opening_refusals(before(account, 0), terms)] == [("left",)]
        assert not list(opening_refusals(before(account, 1), terms))


def test_r07_3_2_an_advance_of_the_portal_keeps_the_day_on_which_it_was_approved(app: Flask) -> None:
    drawn = drawn_advance(app)
    with app.app_context():
        assert db.session.get_one(Advance, drawn.id).day == today()
