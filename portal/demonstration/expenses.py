"""Relationship expenses of the demonstration company: from accounts and standards to what was checked."""

from datetime import date
from decimal import Decimal

from sqlalchemy import select

from portal.core.approval.deciding import Kind
from portal.core.documents.models import Document
from portal.core.documents.operations import Author
from portal.core.facts import Month, Ref
from portal.core.measures import Quantity
from portal.core.money import Amount
from portal.core.web.context import catalogue, today
from portal.demonstration.papers import at, deliver, product_of, ref, settle
from portal.domain.customers.models import Customer
from portal.domain.expenses.operations import Entry, enter
from portal.domain.ledger.models import Account
from portal.domain.payees.facts import Card
from portal.domain.payees.operations import register
from portal.extensions import db, writing
from portal.regulations.relationship_expense import facts as r07

SINCE = date(2020, 1, 1)
PAYEES = (("91310000MA1DEM015B", "江畔宴会酒店有限公司"), ("91310000MA1PRNT067", "青山印务有限公司"))
MODULE, SOLD, STANDARD = "M100", 120, 1_500
ACTIVITY: r07.Use = "⑤客户活动、推广会及联谊"
PURCHASE: r07.Way = "场地、印刷、运输等对外采购"
ALL: tuple[Kind, ...] = ("approve", "approve", "approve")


def fill_expenses(clerk: Author, rep: Author) -> None:
    """Accounts, payees, a signed table; advances drawn, returned and waiting, one settled, as far as the
    calendar allows today."""
    month = Month(today().year, today().month)
    for code, fen in (("M100", 5_000_000), ("M200", 3_000_000)):
        said = r07.AccountOpening(month=month, product=product_of(code), held=Amount(fen))
        moment = at(today(), 9 if fen > 4_000_000 else 10)
        settle(deliver("F07-6", said, clerk, moment), at(today(), 11), "approve")
    payees = [payee(clerk, *each) for each in PAYEES]
    table = month_table(clerk, rep, month.before())
    advances(rep, month, table)
    settled(rep, payees)


def payee(clerk: Author, code: str, name: str) -> Ref:
    """An organisation that may be paid."""
    card = Card(code=code, name=name, kind="供应商", since=SINCE)
    with writing():
        row = register(card, clerk.person_id, at(today(), 9))
        return Ref(row.id, row.code, row.name)


def month_table(clerk: Author, rep: Author, month: Month) -> Ref:
    """What two customers bought in a month, by the standard, signed by everybody."""
    product, moment = product_of(MODULE), at(today(), 11)
    line = r07.StandardLine(key="00000000", product=product, standard=Amount(STANDARD))
    paper = r07.StandardTable(since=month.first(), lines=(line,), basis="按上年毛利率核定。")
    settle(deliver("F07-7", paper, clerk, moment), moment, "approve", "approve")
    query = select(Customer).filter_by(unit_id=rep.unit_id).order_by(Customer.code).limit(2)
    customers = list(db.session.scalars(query))
    sold = [Entry(month.first(), c.id, product.id, SOLD * 1000, 6_000_000, 6_000_000) for c in customers]
    with writing():
        enter(sold, clerk.person_id, moment)
    lines = tuple(month_line(n, ref(customer), product) for n, customer in enumerate(customers))
    said = r07.MonthTable(month=month, lines=lines, late="上月数据补报。")
    document_id = deliver("F07-1", said, rep, moment)
    settle(document_id, moment, *ALL)
    return paper_ref(document_id)


def month_line(number: int, customer: Ref, product: Ref) -> r07.MonthLine:
    """What a table says of a customer."""
    expense = Amount(SOLD * STANDARD)
    return r07.MonthLine(
        key=f"{number:08x}", customer=customer, product=product, quantity=Quantity(Decimal(SOLD), ""),
        unit="件", invoiced=Amount(6_000_000), collected=Amount(6_000_000), standard=Amount(STANDARD),
        expense=expense, payable=expense, use=ACTIVITY,
    )  # fmt: skip


def advances(rep: Author, month: Month, table: Ref) -> None:
    """Slips in every state."""
    account = db.session.scalars(select(Account).filter_by(code="KQF-M100")).one()
    ends: tuple[tuple[Kind, ...], ...] = (("approve", "approve"), ("reject",), ("return",), ())
    form = catalogue().type("F07-4")
    for n, kinds in enumerate(ends):
        slip = r07.AdvanceSlip(
            month=month, account=Ref(account.id, account.code, account.name), basis=table,
            use=ACTIVITY, way=PURCHASE, amount=Amount(60_000 + n * 5_050), reason="推广会场地",
        )  # fmt: skip
        moment = at(today(), 12 + n)
        if not list(form.refusals(slip, moment.terms)):
            settle(deliver("F07-4", slip, rep, moment), moment, *kinds)


def settled(rep: Author, payees: list[Ref]) -> None:
    """The advance that was drawn is settled by two invoices, in part; nobody has checked it yet."""
    drawn = select(Document.id).filter_by(type="F07-4", status="approved").order_by(Document.id).limit(1)
    document_id = db.session.scalar(drawn)
    if document_id is None:
        return
    customer = db.session.scalars(
        select(Customer).filter_by(unit_id=rep.unit_id).order_by(Customer.code).limit(1)
    ).one()
    lines = tuple(
        r07.Paid(
            key=f"{n:08x}", day=today(), payee=payees[n], invoice=f"2531200000000{n:07}",
            customer=ref(customer), use=ACTIVITY, way=PURCHASE, amount=Amount(fen),
        )
        for n, fen in enumerate((38_000, 12_500))
    )  # fmt: skip
    said = r07.SettlementSlip(
        day=today(), advance=paper_ref(document_id), lines=lines, returned=Amount(0), owed=Amount(9_500)
    )
    moment = at(today(), 17)
    settle(deliver("F07-8", said, rep, moment), moment, "approve", "approve")


def paper_ref(document_id: int) -> Ref:
    """A document as others name it."""
    paper = db.session.get_one(Document, document_id)
    return Ref(paper.id, "", f"{paper.title} {paper.number}")
