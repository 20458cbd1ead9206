"""R07.8: a customer who turned out to be public before the last signature gets nothing, and that is noted."""

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.documents.models import Document
from portal.core.facts import Ref
from portal.core.org.models import Person
from portal.domain.customers.facts import PRIVATE, PUBLIC
from portal.domain.customers.models import Customer
from portal.domain.expenses.models import RefusedAttempt
from portal.domain.ledger.models import Account
from portal.extensions import db, writing
from portal.regulations.relationship_expense.facts import BUYER
from tests.conftest import signed_in
from tests.pages import Page
from tests.regulations.relationship_expense.settling import (
    drawn_advance,
    paid,
    settled,
    settlement,
    shop,
    treat,
)
from tests.regulations.relationship_expense.slips import open_task, sent, slip, special
from tests.regulations.relationship_expense.tables import REP, bought, customers, line, standard, table

pytestmark = pytest.mark.both_databases


def agree(app: Flask, paper: int) -> Page:
    """Whoever's turn it is agrees, at his desk."""
    with app.app_context():
        task = db.session.scalars(open_task(paper)).one()
        task_id, number = task.id, db.session.get_one(Person, task.person_id).number
    browser = signed_in(app, number)
    place = f"/tasks/{task_id}"
    return browser.submit(browser.get(place), f"{place}/decision", button="kind=approve")


def let_all_but_the_last_agree(app: Flask, paper: int, steps: int) -> None:
    for _ in range(steps - 1):
        assert agree(app, paper).status == 200


def give(app: Flask, customer: Ref, nature: str) -> None:
    with app.app_context(), writing():
        db.session.get_one(Customer, customer.id).nature = nature


def table_for_a_buyer(app: Flask) -> tuple[int, Ref]:
    """A table with a line for a private customer's buyer, on its way over four steps."""
    special(app)
    with app.app_context():
        standard()
        (customer,) = customers(1)
        bought(customer)
    give(app, customer, PRIVATE)
    with app.app_context():
        return sent("F07-1", table([line(customer, use=BUYER)]), REP), customer


def bill_for_a_buyer(app: Flask) -> tuple[int, Ref]:
    """A settlement with a line for a private customer's buyer, on its way over three steps."""
    advance = drawn_advance(app)
    with app.app_context():
        customer = shop()
        return sent("F07-8", settlement(advance, treat(10_000), owed=90_000), REP), customer


WAYS = [(table_for_a_buyer, 4, "F07-1"), (bill_for_a_buyer, 3, "F07-8")]


@pytest.mark.parametrize(("made", "steps", "code"), WAYS, ids=["table", "settlement"])
def test_a_customer_who_turned_out_to_be_public_is_refused_at_the_last_signature(
    app: Flask, made: object, steps: int, code: str
) -> None:
    paper, customer = made(app)
    let_all_but_the_last_agree(app, paper, steps)
    give(app, customer, PUBLIC)
    page = agree(app, paper)
    assert page.status == 422 and "反不正当竞争法第八条" in page.text
    with app.app_context():
        assert db.session.get_one(Document, paper).status == "in_review"
        (row,) = db.session.scalars(select(RefusedAttempt))
        who = db.session.get_one(Person, row.person_id).number
    assert (who, row.customer, row.place) == ("1012", customer.label, "第1行 用途：①客户采购员")
    assert code in row.form
    assert row.message in signed_in(app, "1014").get("/compliance/refused").text


@pytest.mark.parametrize(("made", "steps", "code"), WAYS, ids=["table", "settlement"])
def test_a_customer_who_stays_private_is_not(app: Flask, made: object, steps: int, code: str) -> None:
    paper, _ = made(app)
    let_all_but_the_last_agree(app, paper, steps)
    assert agree(app, paper).status == 200
    with app.app_context():
        assert db.session.get_one(Document, paper).status == "approved"
        assert db.session.scalars(select(RefusedAttempt)).all() == []


def test_r07_3_2_what_another_clause_refuses_in_deciding_is_no_attempt(app: Flask) -> None:
    advance = drawn_advance(app)
    with app.app_context():
        account = db.session.scalars(select(Account).filter_by(kind="special")).one()
        paper = sent("F07-4", slip(Ref(account.id, account.code, account.name), 10_000), REP)
        settled(advance, paid(100_000))
    assert agree(app, paper).status == 200
    page = agree(app, paper)
    assert page.status == 422 and "还没有抽查" in page.text
    with app.app_context():
        assert db.session.scalars(select(RefusedAttempt)).all() == []
