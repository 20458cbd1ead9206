"""R07 §2.1-3, §1.3-4: a month's table from the registers to the accounts, and what keeps it from them."""

from datetime import date
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.approval.hooks import Refused
from portal.core.approval.models import Task
from portal.core.desk.moment import this_moment
from portal.core.measures import Quantity
from portal.core.money import Amount
from portal.core.org.models import Person
from portal.core.printing.models import PrintedCopy
from portal.core.printing.worker import print_document
from portal.domain.customers.facts import PRIVATE, PUBLIC
from portal.domain.customers.models import Customer
from portal.domain.expenses.models import Accrual
from portal.domain.ledger.models import Account
from portal.domain.ledger.queries import balance, faults
from portal.extensions import db, writing
from portal.regulations.relationship_expense.facts import BUYER
from portal.regulations.relationship_expense.operations.closing import closing_of
from tests.conftest import signed_in
from tests.regulations.relationship_expense.slips import NOVEMBER, decided, sent, special
from tests.regulations.relationship_expense.tables import (
    OCTOBER,
    REP,
    bought,
    customers,
    line,
    signed_table,
    standard,
    table,
)

pytestmark = pytest.mark.both_databases


@pytest.fixture
def company(app: Flask) -> Flask:
    """A company whose imported module has an account and a standard."""
    special(app, 0)
    with app.app_context():
        standard()
    return app


def refused(*lines: object, **said: object) -> list[tuple[tuple, str]]:
    """What the registers refuse of a table. Inside an app context."""
    with pytest.raises(Refused) as found:
        sent("F07-1", table(lines, **said), REP)
    return [(refusal.path, refusal.message) for refusal in found.value.refusals]


def test_r07_2_1_a_fresh_table_says_what_the_customers_bought_by_standard_and_collection(
    company: Flask,
) -> None:
    with company.app_context():
        paid, owing = customers()
        bought(paid, 10)
        bought(owing, 3, 30_000, 29_999)
    rep = signed_in(company, REP)
    page = rep.get("/forms/f07-1/new")
    assert "最迟 11-04" in page.text and "11-11" in page.text
    said = dict(page.fields(page.address))
    assert said["month"] == "2026-10"
    assert [said[f"lines-0-{n}"] for n in ("quantity", "expense", "payable")] == ["10", "100.00", "100.00"]
    assert [said[f"lines-1-{n}"] for n in ("quantity", "expense", "payable")] == ["3", "30.00", "0.00"]
    sent_page = rep.submit(page, button="act=send", late="出差")
    assert "KQF-202610-001" in sent_page.text, sent_page.text[:300]


def test_r07_2_2_signed_in_order_by_four_it_lets_its_sums_be_paid_from_the_product_s_account(
    app: Flask,
) -> None:
    paper = signed_table(app)
    with app.app_context():
        signers = select(Person.number).join(Task, Task.person_id == Person.id)
        numbers = list(db.session.scalars(signers.filter_by(document_id=paper).order_by(Task.id)))
        assert numbers == ["1011", "1006", "1012"]
        account = db.session.scalars(select(Account).filter_by(kind="special")).one()
        assert balance(account) == Amount(5_000_000 + 20_000)
        assert faults() == []
        rows = db.session.scalars(select(Accrual).order_by(Accrual.position)).all()
        assert [(row.document_id, row.fen, row.month) for row in rows] == [
            (paper, 10_000, OCTOBER.first()),
            (paper, 10_000, OCTOBER.first()),
        ]


def test_r07_2_2_without_every_signature_it_feeds_nothing(company: Flask) -> None:
    with company.app_context():
        (shop,) = customers(1)
        bought(shop)
        sent("F07-1", table([line(shop)]), REP)
        assert db.session.scalar(select(Accrual.id)) is None
        (account,) = db.session.scalars(select(Account).filter_by(kind="special"))
        assert balance(account) == Amount(0)


def test_r07_2_1_a_month_has_one_table_of_a_person(company: Flask) -> None:
    with company.app_context():
        (shop,) = customers(1)
        bought(shop)
        paper = sent("F07-1", table([line(shop)]), REP)
        assert [path for path, _ in refused(line(shop))] == [("month",)]
        decided(paper, "reject")
        sent("F07-1", table([line(shop)]), REP)


def test_r07_2_1_late_without_a_reason_is_refused_at_its_place(company: Flask) -> None:
    with company.app_context():
        (shop,) = customers(1)
        bought(shop)
        ((path, why),) = refused(line(shop), late="")
        assert path == ("late",) and "11-04" in why


def test_r07_1_3_a_line_rests_on_the_standard_of_its_product_and_month(company: Flask) -> None:
    with company.app_context():
        (shop,) = customers(1)
        bought(shop)
        other = line(shop, standard=Amount(999), expense=Amount(9_990), payable=Amount(9_990))
        assert refused(other) == [(("lines", 0, "standard"), "批准的标准是 ¥10.00")]
        standard(999)  # approved later from the same day on: it counts now
        sent("F07-1", table([other]), REP)


def test_r07_2_1_what_differs_from_the_purchases_says_why(company: Flask) -> None:
    with company.app_context():
        one, other = customers()
        bought(one, 9)
        places = [path for path, _ in refused(line(one), line(other))]
        assert places == [("lines", 0, "remark"), ("lines", 1, "remark")]
        assert sent("F07-1", table([line(one, remark="月底补一件"), line(other, remark="漏登记")]), REP)


def test_the_people_of_public_customers_get_nothing_and_of_nobody_knows_whom_neither(company: Flask) -> None:
    with company.app_context():
        (shop,) = customers(1)
        bought(shop)
        theirs = line(shop, use=BUYER)
        for nature, why in (("", "还没有登记"), (PUBLIC, "反不正当竞争法第八条")):
            give(shop.id, nature)
            ((path, told),) = refused(theirs)
            assert path == ("lines", 0, "use") and why in told
        give(shop.id, PRIVATE)
        paper = sent("F07-1", table([theirs]), REP)
        decided(paper)
        names = select(Person.number).join(Task, Task.person_id == Person.id)
        numbers = list(db.session.scalars(names.filter_by(document_id=paper).order_by(Task.id)))
        assert numbers == ["1011", "1006", "1014", "1012"], "the compliance officer signs"


def give(customer_id: int, nature: str) -> None:
    with writing():
        db.session.get_one(Customer, customer_id).nature = nature


def test_quantities_keep_three_decimals(company: Flask) -> None:
    with company.app_context():
        (shop,) = customers(1)
        bought(shop)
        told = line(
            shop, quantity=Quantity(Decimal("1.505"), ""), expense=Amount(1_505), payable=Amount(1_505)
        )
        assert [path for path, _ in refused(told)] == [("lines", 0, "remark")]


def test_r07_2_3_the_original_is_finance_s_and_a_copy_the_sales_department_s(app: Flask) -> None:
    paper = signed_table(app, 1)
    with app.app_context():
        print_document(paper)
    finance, place = signed_in(app, "1012"), f"/documents/{paper}/prints"
    assert "原件 财务部存，复印件 销售部存" in finance.get(place).text
    for kind in ("original", "copy"):
        finance.submit(finance.get(place), action=place, kind=kind, words="归档", keeper="")
    finance.submit(finance.get(place), action=place, kind="copy", words="审计", keeper="审计员")
    with app.app_context():
        rows = db.session.scalars(select(PrintedCopy).order_by(PrintedCopy.id))
        assert [(row.original, row.keeper) for row in rows] == [
            (True, "财务部"), (False, "销售部"), (False, "审计员"),
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "keeper", "back_by", "owed"),
    [
        ("1012", "", "", []),
        ("1012", "财务部", "", []),
        ("1012", "", "2026-12-01", [date(2026, 12, 1)]),
        ("1012", "审计员", "", None),
        (REP, "", "", None),
        (REP, "", "2026-12-01", [date(2026, 12, 1)]),
    ],
)
def test_r07_2_3_an_original_that_finance_prints_for_itself_is_there_already(
    app: Flask, number: str, keeper: str, back_by: str, owed: list[date] | None
) -> None:
    paper = signed_table(app, 1)
    with app.app_context():
        print_document(paper)
    someone, place = signed_in(app, number), f"/documents/{paper}/prints"
    page = someone.get(place)
    assert (dict(page.fields(place))["back_by"] == "") is ("不用收回" in page.text) is (number == "1012")
    done = someone.submit(page, action=place, kind="original", words="归档", keeper=keeper, back_by=back_by)
    assert done.status == (422 if owed is None else 200)
    with app.app_context():
        wanted = [copy.back_by for copy, _ in closing_of(NOVEMBER, this_moment().terms).out]
    assert wanted == (owed or [])
