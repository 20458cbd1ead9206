"""Special accounts and advance slips, made by the real operations."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from flask import Flask
from sqlalchemy import select

from portal.core.approval.deciding import Kind, Verdict, decide
from portal.core.approval.models import Task
from portal.core.approval.sending import send
from portal.core.code_lists.operations import register
from portal.core.code_lists.queries import meant
from portal.core.desk.moment import this_moment
from portal.core.documents.models import Document
from portal.core.facts import Facts, Month, Ref
from portal.core.measures import Quantity
from portal.core.money import Amount
from portal.core.web.context import catalogue, today
from portal.demonstration.company import author_of
from portal.domain.customers.models import Customer
from portal.domain.expenses.models import Accrual
from portal.domain.expenses.operations import Entry, enter
from portal.domain.ledger.models import Account
from portal.domain.ledger.operations import Side, account_of, post
from portal.domain.products.facts import Card
from portal.domain.products.models import Product
from portal.domain.products.register import PRODUCTS
from portal.extensions import db, writing
from portal.regulations.relationship_expense.facts import (
    ACTIVITY,
    PURCHASE,
    AccountOpening,
    AdvanceSlip,
    MonthLine,
    MonthTable,
    StandardLine,
    StandardTable,
)

NOVEMBER = Month(2026, 11)
REP, PAYABLE = "1010", 1_000_000
KEYS: Iterator[int] = iter(range(10**9))


def opening(fen: int = 5_000_000, name: str = "进口模块") -> AccountOpening:
    return AccountOpening(month=NOVEMBER, product=product(name), held=Amount(fen))


def product(name: str) -> Ref:
    """The product of this name, registered when there is none. Inside an app context."""
    if not (found := meant(PRODUCTS, {name}, Product.in_force(today()))[name]):
        card = Card(code=f"N-{next(KEYS)}", name=name, unit="件", since=date(2020, 1, 1))
        with writing():
            register(PRODUCTS, card, author_of("1011").person_id, this_moment())
        found = meant(PRODUCTS, {name}, Product.in_force(today()))[name]
    return Ref(found[0].id, found[0].code, found[0].label)


def slip(
    account: Ref, fen: int, use: str = ACTIVITY, way: str = PURCHASE, month: Month = NOVEMBER
) -> AdvanceSlip:
    """A slip that rests on a signed table of the month before. Inside an app context."""
    return AdvanceSlip(
        month=month,
        account=account,
        basis=basis(account, month.before()),
        use=use,
        way=way,
        amount=Amount(fen),
        reason="推广会场地",
    )


def basis(account: Ref, month: Month, number: str = REP) -> Ref:
    """A person's table of a month, signed by everybody, that lets 10,000.00 be paid out of an account, made
    when there is none. Inside an app context."""
    name = account.label.removeprefix("客户关系维护费-")
    author = author_of(number)
    mine = select(Accrual.document_id).filter_by(person_id=author.person_id, month=month.first())
    found = db.session.scalar(mine.limit(1))
    paper = db.session.get_one(Document, found or signed(name, month, number))
    return Ref(paper.id, "", f"{paper.title} {paper.number}")


def signed(name: str, month: Month, number: str) -> int:
    """A table of one customer, who bought a thousand of a product for 10.00 each."""
    author, ref = author_of(number), product(name)
    query = select(Customer).filter_by(unit_id=author.unit_id).order_by(Customer.code).limit(1)
    shop = db.session.scalars(query).one()
    standard = StandardLine(key="1", product=ref, standard=Amount(1_000))
    decided(sent("F07-7", StandardTable(since=month.first(), lines=(standard,), basis="毛利"), "1011"))
    entry = Entry(month.first(), shop.id, ref.id, 1_000_000, 2_000_000, 2_000_000)
    with writing():
        enter([entry], author_of("1011").person_id, this_moment())
    line = MonthLine(
        key="00000001", customer=Ref(shop.id, shop.code, shop.name), product=ref,
        quantity=Quantity(Decimal(1000), ""), unit="件", invoiced=Amount(2_000_000),
        collected=Amount(2_000_000), standard=Amount(1_000), expense=Amount(PAYABLE),
        payable=Amount(PAYABLE), use=ACTIVITY,
    )  # fmt: skip
    paper = sent("F07-1", MonthTable(month=month, lines=(line,), late="补报"), number)
    decided(paper)
    return paper


def sent(code: str, facts: Facts, number: str) -> int:
    """Send a document; returns its id. Inside an app context."""
    author = author_of(number)
    with writing():
        return send(catalogue().type(code), facts, author, f"test:{next(KEYS)}", this_moment()).id


def decided(document_id: int, kind: Kind = "approve") -> None:
    """Let everyone decide whose turn it is, until the document's route ends. Inside an app context."""
    while task := db.session.scalar(open_task(document_id)):
        task_id, person_id = task.id, task.person_id
        seen = db.session.get_one(Document, document_id).snapshot_id or 0
        with writing():
            decide(task_id, person_id, Verdict(kind, "已核", seen), this_moment())
        if kind != "approve":
            return


def open_task(document_id: int) -> object:
    query = select(Task).filter_by(document_id=document_id, state="open")
    return query.where(Task.step_id.is_not(None)).order_by(Task.id).limit(1)


def drawn(account_id: int, fen: int) -> None:
    """So much leaves an account. Inside an app context."""
    document_id = sent("F07-6", opening(name=f"另一品种{fen}"), "1011")
    with writing():
        document = db.session.get_one(Document, document_id)
        document.status = "approved"
        account = db.session.get_one(Account, account_id)
        elsewhere = account_of("elsewhere", "别处", "opening")
        post(document, "支出", [Side(elsewhere, Amount(fen)), Side(account, Amount(-fen))], this_moment())


def with_table(app: Flask, month: Month = NOVEMBER) -> Ref:
    """An account with a table on which the representative can draw in a month."""
    account = special(app)
    with app.app_context():
        basis(account, month.before())
    return account


def special(app: Flask, fen: int = 5_000_000, product: str = "进口模块") -> Ref:
    """An account opened by an approved document."""
    with app.app_context():
        decided(sent("F07-6", opening(fen, product), "1011"))
        account = db.session.scalars(select(Account).filter_by(name=f"客户关系维护费-{product}")).one()
        return Ref(account.id, account.code, account.name)
