"""R07 §3.2: what a person asks for and draws comes one after the other, whatever series it draws from."""

from threading import Event, Thread

import pytest
from flask import Flask

from portal.core.org.models import Person
from portal.demonstration.company import author_of
from portal.domain.ledger.operations import advance_account
from portal.extensions import db, writing
from tests.regulations.relationship_expense.slips import sent, slip, special

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
