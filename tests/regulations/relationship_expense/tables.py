"""Purchases, standards and months' tables, made by the real operations."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from flask import Flask
from sqlalchemy import select

from portal.core.desk.moment import this_moment
from portal.core.facts import Month, Ref
from portal.core.measures import Quantity
from portal.core.money import Amount
from portal.demonstration.company import author_of
from portal.domain.customers.models import Customer
from portal.domain.expenses.contracts import Agreed, enter_contracts
from portal.domain.expenses.models import Contract
from portal.domain.expenses.operations import Entry, enter
from portal.extensions import db, writing
from portal.regulations.relationship_expense.facts import (
    ACTIVITY,
    MonthLine,
    MonthTable,
    StandardLine,
    StandardTable,
)
from tests.regulations.relationship_expense.slips import decided, product, sent, special

OCTOBER, MODULE = Month(2026, 10), "进口模块"
REP, CLERK = "1010", "1011"


def customers(count: int = 2) -> list[Ref]:
    """Customers of the representative's unit, whom he looks after from now on. Inside an app context."""
    author = author_of(REP)
    query = select(Customer).filter_by(unit_id=author.unit_id).order_by(Customer.code).limit(count)
    with writing():
        rows = list(db.session.scalars(query))
        for row in rows:
            row.owner_id = author.person_id
    return [Ref(row.id, row.code, row.name) for row in rows]


def standard(fen: int = 1_000, name: str = MODULE, since: date = date(2026, 10, 1)) -> int:
    """An approved standard of a product; returns the document's id. Inside an app context."""
    line = StandardLine(key="1", product=product(name), standard=Amount(fen))
    paper = sent("F07-7", StandardTable(since=since, lines=(line,), basis="毛利"), CLERK)
    decided(paper)
    return paper


def bought(
    customer: Ref, number: int = 10, invoiced: int = 100_000, collected: int = 100_000,
    name: str = MODULE, month: Month = OCTOBER,
) -> None:  # fmt: skip
    """What a customer bought of a product. Inside an app context."""
    entry = Entry(month.first(), customer.id, product(name).id, number * 1000, invoiced, collected)
    with writing():
        enter([entry], author_of(CLERK).person_id, this_moment())


def line(customer: Ref, number: int = 10, **said: object) -> MonthLine:
    """What a table says of what was bought: 10.00 of expense for each. Inside an app context."""
    told = {
        "key": f"{customer.id:08x}", "customer": customer, "product": product(MODULE),
        "quantity": Quantity(Decimal(number), ""), "invoiced": Amount(100_000), "collected": Amount(100_000),
        "standard": Amount(1_000), "expense": Amount(number * 1_000), "payable": Amount(number * 1_000),
        "use": ACTIVITY,
    }  # fmt: skip
    return MonthLine(**told | said)


def table(lines: Iterable[MonthLine], month: Month = OCTOBER, late: str = "出差，月底才回") -> MonthTable:
    return MonthTable(month=month, lines=tuple(lines), late=late)


def signed_table(app: Flask, count: int = 2) -> int:
    """A table of October, signed by everybody, of so many customers; returns its id."""
    special(app)
    with app.app_context():
        standard()
        found = customers(count)
        for each in found:
            bought(each)
        paper = sent("F07-1", table(line(each) for each in found), REP)
        decided(paper)
        return paper


def contract(number: str, signed_at: datetime, fen: int = 10_000_000, customer: str = "新程电子") -> int:
    """A contract that was signed; returns its id. Inside an app context."""
    with writing():
        agreed = [Agreed(number, customer, None, fen, signed_at)]
        enter_contracts(agreed, author_of(CLERK).person_id, this_moment())
    return db.session.scalars(select(Contract.id).filter_by(number=number)).one()
