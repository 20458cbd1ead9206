"""Two months of R07 in the demonstration company: from accounts and standards to what was checked."""

from datetime import date
from typing import Literal

import msgspec
from sqlalchemy import select

from portal.core.approval.deciding import Kind
from portal.core.code_lists.operations import register
from portal.core.documents.models import Document
from portal.core.documents.operations import Author
from portal.core.facts import Month, Ref
from portal.core.measures import Quantity
from portal.core.money import Amount
from portal.core.web.context import catalogue, today
from portal.demonstration.papers import at, deliver, product_of, ref, settle, working_days
from portal.domain.advances.models import Settlement
from portal.domain.customers.cards import card_of
from portal.domain.customers.facts import PRIVATE
from portal.domain.customers.models import Customer
from portal.domain.customers.operations import change
from portal.domain.expenses.models import Purchase
from portal.domain.expenses.operations import Entry, enter
from portal.domain.expenses.queries import purchases_of
from portal.domain.ledger.models import Account
from portal.domain.payees.facts import Card
from portal.domain.payees.register import PAYEES as REGISTER
from portal.extensions import db, writing
from portal.regulations.relationship_expense import facts as r07
from portal.regulations.relationship_expense.operations.checks import lottery
from portal.regulations.relationship_expense.parameters import FULL
from portal.regulations.relationship_expense.rules import expense_of, payable_of

HELD = {"M100": 5_000_000, "M200": 3_000_000}
STANDARDS = {"M100": 1_250, "M200": 800}
HOW_MANY = 8
USE: r07.Use = "⑤客户活动、推广会及联谊"
FOUND: Literal["属实"] = "属实"
WAY: r07.Way = "场地、印刷、运输等对外采购"
SINCE = date(2020, 1, 1)
PAYEES = (("91310000MA1DEM015B", "江畔宴会酒店有限公司"), ("91310000MA1PRNT067", "青山印务有限公司"))
ENDS: tuple[tuple[Kind, ...], ...] = (("approve", "approve"), ("reject",), ("return",), ())
SIGNED: tuple[Kind, ...] = ("approve",) * 3


def fill_expenses(clerk: Author, rep: Author, manager: Author) -> None:
    """Tables of two months; of the first an advance that is settled and checked, of the second advances in
    every state, as far as the calendar allows today."""
    look_after(rep)
    this = Month(today().year, today().month)
    first = this.before().before()
    open_accounts(clerk, first)
    set_standards(clerk, first)
    payees = [payee(clerk, *each) for each in PAYEES]
    for month in (first, this.before()):
        buy(clerk, rep, month)
        table = report(rep, month)
        if table and month == first:
            settled(rep, table, month.after(), payees, manager)
        elif table:
            slips(rep, table, this)


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


def report(rep: Author, month: Month) -> Ref | None:
    """The month's table, filed on the second working day after it and signed by everybody."""
    day = working_days(month.after().first(), month.after().last())[1]
    if day > today():
        return None
    lines = tuple(line(n, row) for n, row in enumerate(purchases_of(rep.person_id, month)))
    paper = deliver("F07-1", r07.MonthTable(month=month, lines=lines), rep, at(day, 16))
    settle(paper, at(day, 17), *SIGNED)
    return paper_ref(paper)


def line(n: int, row: Purchase) -> r07.MonthLine:
    """A line as the portal proposes it."""
    standard, quantity = Amount(STANDARDS[row.product.code]), Quantity(row.quantity, "")
    expense = expense_of(standard, quantity) or Amount(0)
    return r07.MonthLine(
        key=f"{n:08x}", customer=ref(row.customer), product=product_of(row.product.code), quantity=quantity,
        unit=row.product.unit, invoiced=row.invoiced, collected=row.collected, standard=standard,
        expense=expense, payable=payable_of(expense, row.invoiced, row.collected, FULL), use=USE,
    )  # fmt: skip


def payee(clerk: Author, code: str, name: str) -> Ref:
    """An organisation that may be paid."""
    with writing():
        card = Card(code=code, name=name, kind="供应商", since=SINCE)
        row = register(REGISTER, card, clerk.person_id, at(today(), 9))
        return Ref(row.id, row.code, row.name)


def slip(table: Ref, month: Month, fen: int) -> r07.AdvanceSlip:
    """What is drawn on a table."""
    account = db.session.scalars(select(Account).filter_by(code="KQF-M100")).one()
    return r07.AdvanceSlip(
        month=month, account=Ref(account.id, account.code, account.name), basis=table, use=USE, way=WAY,
        amount=Amount(fen), reason="推广会场地",
    )  # fmt: skip


def slips(rep: Author, table: Ref, month: Month) -> None:
    """Slips in every state."""
    form = catalogue().type("F07-4")
    for n, kinds in enumerate(ENDS):
        said, moment = slip(table, month, 60_000 + n * 5_050), at(today(), 12 + n)
        if not list(form.refusals(said, moment.terms)):
            settle(deliver("F07-4", said, rep, moment), moment, *kinds)


def settled(rep: Author, table: Ref, month: Month, payees: list[Ref], manager: Author) -> None:
    """An advance that was settled by two invoices, the rest given back, and checked; as far as that month's
    holidays are known."""
    days = working_days(month.first(), month.last())
    said, moment = slip(table, month, 60_000), at(days[9], 10)
    if list(catalogue().type("F07-4").refusals(said, moment.terms)):
        return
    drawn = deliver("F07-4", said, rep, moment)
    settle(drawn, at(days[9], 15), "approve", "approve")
    customer = db.session.scalars(select(Customer).filter_by(owner_id=rep.person_id).limit(1)).one()
    lines = tuple(
        r07.Paid(
            key=f"{n:08x}", day=days[11], payee=payees[n], invoice=f"2531200000000{n:07}",
            customer=ref(customer), use=USE, way=WAY, amount=Amount(fen),
        )
        for n, fen in enumerate((38_000, 12_500))
    )  # fmt: skip
    bill = r07.SettlementSlip(
        day=days[-3], advance=paper_ref(drawn), lines=lines, returned=Amount(9_500), owed=Amount(0)
    )
    paper = deliver("F07-8", bill, rep, at(days[-3], 10))
    settle(paper, at(days[-3], 15), "approve", "approve")
    check(paper, manager, days[-2])


def check(paper: int, manager: Author, day: date) -> None:
    """The sales manager asks the customers that are drawn."""
    moment = at(day, 10)
    lots = lottery(db.session.get_one(Settlement, paper), moment.terms)
    lines = tuple(
        r07.Checked(key=f"{n:08x}", customer=customer, how="电话", result=FOUND)
        for n, customer in enumerate(lots.drawn)
    )
    said = r07.SpotRecord(day=day, settlement=paper_ref(paper), lines=lines, drawn=lots.told)
    deliver("F07-5", said, manager, moment)


def paper_ref(document_id: int) -> Ref:
    """A document as others name it."""
    paper = db.session.get_one(Document, document_id)
    return Ref(paper.id, "", f"{paper.title} {paper.number}")
