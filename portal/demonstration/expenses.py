"""Two months of R07 in the demonstration company: accounts, standards, purchases, months' tables."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import select

from portal.core.approval.deciding import Kind
from portal.core.documents.operations import Author
from portal.core.facts import Month
from portal.core.measures import Quantity
from portal.core.money import Amount
from portal.core.web.context import today
from portal.demonstration.papers import at, deliver, product_of, ref, settle, working_days
from portal.domain.customers.cards import card_of
from portal.domain.customers.facts import PRIVATE
from portal.domain.customers.models import Customer
from portal.domain.customers.operations import change
from portal.domain.expenses.models import Purchase
from portal.domain.expenses.operations import Entry, enter
from portal.domain.expenses.queries import purchases_of
from portal.extensions import db, writing
from portal.regulations.relationship_expense import facts as r07
from portal.regulations.relationship_expense.parameters import FULL
from portal.regulations.relationship_expense.rules import expense_of, payable_of

HELD = {"M100": 5_000_000, "M200": 3_000_000}
STANDARDS = {"M100": 1_250, "M200": 800}
HOW_MANY = 8
USE: r07.Use = "⑤客户活动、推广会及联谊"
SIGNED: tuple[Kind, ...] = ("approve",) * 3


def fill_expenses(clerk: Author, rep: Author) -> None:
    """Everything before the advances of this month."""
    look_after(rep)
    this = Month(today().year, today().month)
    first = this.before().before()
    open_accounts(clerk, first)
    set_standards(clerk, first)
    for month in (first, this.before()):
        buy(clerk, rep, month)
        report(rep, month, SIGNED if month == first else ("approve",))


def look_after(rep: Author) -> None:
    """Some customers of his office are the representative's from now on."""
    others = select(Customer).filter_by(unit_id=rep.unit_id).order_by(Customer.code.desc())
    for customer in db.session.scalars(others.limit(HOW_MANY)).all():
        card = msgspec.structs.replace(card_of(customer), owner="1010", nature=PRIVATE)
        with writing():
            change(customer.id, card, customer.version, rep.person_id, at(today(), 9))


def open_accounts(clerk: Author, month: Month) -> None:
    """A special account for each of two products."""
    day = working_days(month.first(), month.last())[0]
    for code, fen in HELD.items():
        said = r07.AccountOpening(month=month, product=product_of(code), held=Amount(fen))
        settle(deliver("F07-6", said, clerk, at(day, 9)), at(day, 11), "approve")


def set_standards(clerk: Author, month: Month) -> None:
    """What a unit of each may cost."""
    day = working_days(month.first(), month.last())[1]
    lines = tuple(
        r07.StandardLine(key=code, product=product_of(code), unit="件", standard=Amount(fen))
        for code, fen in STANDARDS.items()
    )
    said = r07.StandardTable(since=month.first(), lines=lines, basis="按上年毛利的百分之一。")
    settle(deliver("F07-7", said, clerk, at(day, 9)), at(day, 15), "approve", "approve")


def buy(clerk: Author, rep: Author, month: Month) -> None:
    """What the representative's customers bought in a month, not all of it paid."""
    mine = select(Customer).filter_by(owner_id=rep.person_id).order_by(Customer.code)
    entries = [
        entry(month, customer, n, code)
        for n, customer in enumerate(db.session.scalars(mine))
        for code in (HELD if n % 3 == 0 else ("M100",))
    ]
    with writing():
        enter(entries, clerk.person_id, at(min(month.last(), today()), 17))


def entry(month: Month, customer: Customer, n: int, code: str) -> Entry:
    """A customer's purchases of a product."""
    count = 12 + 7 * n
    invoiced = count * 36_800
    return Entry(
        month.first(), customer.id, product_of(code).id, count * 1000, invoiced,
        invoiced if n % 4 else invoiced // 2,
    )  # fmt: skip


def report(rep: Author, month: Month, kinds: Sequence[Kind]) -> None:
    """The month's table, filed on the second working day after it and signed as far as it is."""
    day = working_days(month.after().first(), month.after().last())[1]
    if day > today():
        return
    lines = tuple(line(n, row) for n, row in enumerate(purchases_of(rep.person_id, month)))
    settle(deliver("F07-1", r07.MonthTable(month=month, lines=lines), rep, at(day, 16)), at(day, 17), *kinds)


def line(n: int, row: Purchase) -> r07.MonthLine:
    """A line as the portal proposes it."""
    standard, quantity = Amount(STANDARDS[row.product.code]), Quantity(row.quantity, "")
    expense = expense_of(standard, quantity) or Amount(0)
    return r07.MonthLine(
        key=f"{n:08x}", customer=ref(row.customer), product=product_of(row.product.code), quantity=quantity,
        unit=row.product.unit, invoiced=row.invoiced, collected=row.collected, standard=standard,
        expense=expense, payable=payable_of(expense, row.invoiced, row.collected, FULL), use=USE,
    )  # fmt: skip
