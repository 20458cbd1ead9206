"""R07 §3.2: what a person asks for and draws comes one after the other, whatever series it draws from."""

from collections.abc import Callable
from threading import Event, Thread

import pytest
from flask import Flask

from portal.core.approval.deciding import Verdict, decide
from portal.core.desk.moment import this_moment
from portal.core.documents.models import Document
from portal.core.facts import Ref
from portal.core.org.models import Person
from portal.demonstration.company import author_of
from portal.domain.ledger.operations import advance_account, held
from portal.extensions import db, writing
from tests.regulations.relationship_expense.settling import another, paid, settlement
from tests.regulations.relationship_expense.slips import decided, open_task, sent, slip, special
from tests.regulations.relationship_expense.test_openings import before

pytestmark = pytest.mark.both_databases(whole=True)
REP = "1010"


def test_r07_3_2_a_slip_waits_while_the_persons_account_is_locked(app: Flask) -> None:
    account = special(app)
    with app.app_context():
        asked = slip(account, 100_000)
    begun, done = Event(), Event()

    def press() -> None:
        with app.app_context():
            begun.set()
            sent("F07-4", asked, REP)
            done.set()

    with app.app_context():
        person_id = author_of(REP).person_id
        name = db.session.get_one(Person, person_id).name
        with writing():
            advance_account(person_id, name)
    sender = Thread(target=press)
    with app.app_context(), writing():
        advance_account(person_id, name)
        sender.start()
        assert begun.wait(5)
        assert not done.wait(1), "the slip was judged while the account was locked"
    sender.join(10)
    assert done.is_set()


def slip_of(account: Ref) -> int:
    return sent("F07-4", slip(account, 50_000), REP)


def settlement_of(account: Ref) -> int:
    return sent("F07-8", settlement(another(account, 50_000), paid(50_000)), REP)


def opening_of(account: Ref) -> int:
    return sent("F07-9", before(account, 50_000), REP)


@pytest.mark.parametrize(
    ("made", "code"),
    [(slip_of, ""), (settlement_of, ""), (opening_of, "opening")],
    ids=["F07-4", "F07-8", "F07-9"],
)
def test_r07_1_4_whoever_approves_locks_the_person_before_the_other_account(
    app: Flask, made: Callable[[Ref], int], code: str
) -> None:
    """Making another advance void locks in this order too: in the other, each would wait for the other."""
    account = special(app)
    begun, done = Event(), Event()
    with app.app_context():
        document_id = made(account)
        task = db.session.scalars(open_task(document_id)).one()
        seen = db.session.get_one(Document, document_id).snapshot_id or 0
        with writing():
            decide(task.id, task.person_id, Verdict("approve", "已核", seen), this_moment())
        person_id = author_of(REP).person_id
        name = db.session.get_one(Person, person_id).name
        with writing():
            advance_account(person_id, name)

    def press() -> None:
        with app.app_context():
            begun.set()
            decided(document_id)
            done.set()

    approver = Thread(target=press)
    with app.app_context(), writing():
        advance_account(person_id, name)
        approver.start()
        assert begun.wait(5)
        assert not done.wait(1), "it was approved while the person's account was locked"
        held(code or account.code)
    approver.join(10)
    assert done.is_set()
