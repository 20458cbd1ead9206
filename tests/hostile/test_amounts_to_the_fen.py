"""Every amount of every form, to the fen, up to what can be kept: form, database, page, workbook."""

import io

import pytest
import xlsxwriter
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from portal.core.approval.hooks import Refused
from portal.core.documents.models import Document
from portal.core.documents.operations import current, said
from portal.core.facts import Cell, Column
from portal.core.forms.fields import from_facts
from portal.core.kinds import read, shown, typed
from portal.core.money import Amount
from portal.core.spreadsheets.calamine import sheets_of
from portal.core.spreadsheets.reading import read_workbook, text_of
from portal.domain.ledger.models import Account
from portal.domain.ledger.queries import balance, faults
from portal.extensions import db
from tests.conftest import signed_in
from tests.hostile.any_form import RESTING, RULED, Desk, spots
from tests.regulations.relationship_expense.settling import payee
from tests.regulations.relationship_expense.slips import (
    PAYABLE,
    decided,
    drawn,
    opening,
    sent,
    slip,
    special,
    with_table,
)

MOST = 99_999_999_999_999
EDGES = (1, 10, 99, 100, 1_234_567, 10**13 + 1, MOST - 1, MOST)
ANY = Column("amount", Amount, Cell("金额", "§1", negative=True), None, False)


@given(st.integers(-MOST, MOST))
def test_a_typed_amount_is_that_amount(fen: int) -> None:
    amount = Amount(fen)
    for text in (typed(amount), typed(amount).replace(",", ""), shown(amount), f"{amount.decimal}元"):
        assert read(ANY, text) == amount


@pytest.mark.both_databases
def test_every_form_keeps_the_largest_and_the_smallest_amount(app: Flask) -> None:
    """Sent and read back from the database, its page and its workbook; or refused by a rule at the amount."""
    with_table(app)
    with app.app_context():
        payee()
    for form in (each for each in app.extensions["catalogue"].types() if each.code not in RESTING):
        amounts = [spot.id for spot in spots(form, 1) if spot.column.type is Amount]
        for n, fen in enumerate((1, MOST) if amounts else ()):
            text, desk = typed(Amount(fen)), Desk(app, form)
            words = {
                spot.id: f"好{fen}"
                for spot in spots(form, 1)
                if spot.id in desk.good(1) and spot.column.type is str and not spot.column.cell.of
            }
            words |= {
                spot.id: desk.good_cell(spot, n + 2)  # an account is opened once for each product
                for spot in spots(form, 0)
                if spot.column.cell.of == "product" and "product" not in RULED.get(form.code, {})
            }
            page = desk.send(desk.good(1) | words | dict.fromkeys(amounts, text))
            if page.status == 422:
                assert set(amounts) >= {
                    e.get("id", "").removesuffix("-fault") for e in page.all("p", class_="fault")
                }
                continue
            assert str(Amount(fen)) in page.text, (form.code, fen)
            document_id = int(page.address.rpartition("/")[2])
            with app.app_context():
                facts = said(current(db.session.get_one(Document, document_id)), form)
            assert {dict(from_facts(facts))[cell] for cell in amounts} == {text}, form.code
            back = dict(read_workbook(form, desk.author.client.get(f"{page.address}/xlsx").data))
            assert {back[cell] for cell in amounts} == {text}, form.code


def named(fen: int) -> str:
    """A product for each amount."""
    return f"品种{'负' if fen < 0 else '正'}{abs(fen)}"


@pytest.mark.both_databases
def test_the_ledger_holds_and_sums_to_the_fen(app: Flask) -> None:
    with app.app_context():
        for fen in (*EDGES, *(-fen for fen in EDGES)):
            decided(sent("F07-6", opening(fen, named(fen)), "1011"))
            account = db.session.scalars(select(Account).filter_by(name=f"客户关系维护费-{named(fen)}")).one()
            assert balance(account) == Amount(fen)
        assert faults() == []
    page = signed_in(app, "1012").get("/ledger").text
    for fen in EDGES:
        assert str(Amount(fen)) in page and str(Amount(-fen)) in page


@pytest.mark.both_databases
def test_what_the_ledger_cannot_hold_is_refused_and_the_books_stay_open(app: Flask) -> None:
    """An account at its very end takes no advance more: else no page with its balance would open again."""
    account = special(app, -MOST)
    with app.app_context():
        said = slip(account, 1)
        drawn(account.id, PAYABLE)
        document_id = sent("F07-4", said, "1010")
        with pytest.raises(Refused, match="账簿"):
            decided(document_id)
    assert str(Amount(-MOST)) in signed_in(app, "1012").get("/ledger").text


@pytest.mark.parametrize(
    "number", [0.01, 0.1 + 0.2, 1234.5, 19.99 * 100, 999_999_999_999.99, 8_765_432_109.87]
)
def test_a_number_in_a_workbook_is_the_amount_that_excel_shows(number: float) -> None:
    place = io.BytesIO()
    with xlsxwriter.Workbook(place) as made:
        made.add_worksheet("a").write_number(0, 0, number)
    ((value,),) = sheets_of(place.getvalue())["a"]
    assert read(ANY, text_of(value, ANY)).fen == round(number * 100)
