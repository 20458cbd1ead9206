"""A month's summary of what new customers may cost: proposed by the portal, paid out once all have signed."""

from collections.abc import Iterable, Iterator

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from portal.core.approval.hooks import Refused, on_approved, on_begun, on_opened, on_submitted, on_voided
from portal.core.desk.moment import terms
from portal.core.documents.models import IN_FORCE, Document
from portal.core.facts import Month, Refusal
from portal.core.forms.fields import Fields, line_start
from portal.core.instants import Moment
from portal.core.kinds import typed
from portal.core.money import Amount
from portal.core.org.models import Person
from portal.core.terms import Terms
from portal.domain.customers.models import Customer
from portal.domain.expenses.models import Accrual, Contract
from portal.domain.expenses.operations import opposite, opposite_accrual
from portal.domain.ledger.operations import Side, take_back
from portal.domain.products.models import Product
from portal.extensions import db, hold
from portal.regulations.relationship_expense.documents import summary_table
from portal.regulations.relationship_expense.facts import NEW_CUSTOMER, SummaryLine, SummaryTable
from portal.regulations.relationship_expense.models import NewCustomerAccrued, NewCustomerAsked
from portal.regulations.relationship_expense.operations.accounts import locked, product_accounts, ref_of
from portal.regulations.relationship_expense.operations.accruing import (
    NO_ACCOUNT,
    Place,
    budget,
    let_pay,
    other_refusals,
    take_it_back,
)
from portal.regulations.relationship_expense.operations.signing import signed_on
from portal.regulations.relationship_expense.operations.standing import (
    Standing,
    applications_of,
    collected_of,
    standings,
)
from portal.regulations.relationship_expense.parameters import PAYOUT
from portal.regulations.relationship_expense.rules import filed_by, lateness_refusals

NOT_ONE = ("application", "不是你已批准、仍然有效的新客户特殊费用申请表", "§3.1")


@on_begun(summary_table)
def propose(person_id: int, month: Month) -> Fields:
    """§2.1: a fresh summary begins with the author's applications up to the month that everybody signed and
    that are not paid out yet."""
    open_ones = applications_of(person_id, month)
    standing = standings([document.id for document in open_ones])
    payout = terms().value(PAYOUT)
    products = products_of(each.asked.product_id for each in standing.values())
    lines = [
        proposed(document, standing[document.id], products, month, payout)
        for document in open_ones
        if standing[document.id].before.fen < standing[document.id].asked.fen
    ]
    return line_start("lines", lines) if lines else []


def products_of(ids: Iterable[int]) -> dict[int, Product]:
    """Products by their ids."""
    return {row.id: row for row in db.session.scalars(select(Product).where(Product.id.in_(set(ids))))}


def proposed(
    document: Document, standing: Standing, products: dict[int, Product], month: Month, payout: int
) -> dict[str, str]:
    """A line as somebody would have typed it."""
    asked, contract = standing.asked, standing.contract
    product = products[asked.product_id]
    collected = collected_of(contract, product.id, month)
    sums = {"applied": Amount(asked.first_fen), "approved": Amount(asked.fen)}
    sums |= {"collected": collected, "payable": standing.most(collected, payout)}
    named = {"application": document.number, "product": f"{product.label} {product.code}"}
    named |= {"customer": called(asked, contract), "signed": typed(signed_on(contract)) if contract else ""}
    return named | {name: typed(each) for name, each in sums.items()}


def called(asked: NewCustomerAsked, contract: Contract | None) -> str:
    """The customer as the register of contracts knows him, else as the application called him."""
    known: Customer | None = contract.registered if contract else None
    return f"{known.name} {known.code}" if known else asked.customer


@on_opened(summary_table)
def tell_days(_person_id: int, terms: Terms) -> list[str]:
    """§2.1: until when last month's summary is filed, also when there is nothing to tell."""
    month = Month(terms.day.year, terms.day.month).before()
    told = f"{month}的表最迟 {filed_by(terms, month).text()} 填报；没有新客户特殊费用的月份交空表。"
    return [told, "客户还没有登记的，先登记客户，再写进汇总表。"]


@on_submitted(summary_table)
def require_by_the_registers(document: Document, said: SummaryTable, moment: Moment) -> None:
    """§2.1, §3.1, §1.4: one summary of a month in time or with its reason; each line as its application and
    its contract stand."""
    hold(Person, id=document.author_id)
    refusals = [
        *other_refusals(document),
        *lateness_refusals(said, document.submitted_at, moment.terms),
    ]
    refusals += standing_refusals(document, said, moment)
    if refusals:
        raise Refused(*refusals)


def standing_refusals(document: Document, said: SummaryTable, moment: Moment) -> Iterator[Refusal]:
    """What applications and contracts say against the lines."""
    mine = {each.id for each in applications_of(document.author_id, said.month)}
    standing = standings([line.application.id for line in said.lines])
    accounts = product_accounts([line.product for line in said.lines])
    payout = moment.terms.value(PAYOUT)
    for position, line in enumerate(said.lines):
        if line.application.id not in mine:
            found: list[Place] = [NOT_ONE]
        else:
            found = list(line_refusals(line, standing[line.application.id], said.month, payout))
        found += [] if line.product.id in accounts else [NO_ACCOUNT]
        for cell, why, clause in found:
            yield Refusal(("lines", position, cell), why, clause)


def line_refusals(line: SummaryLine, standing: Standing, month: Month, payout: int) -> Iterator[Place]:
    """§3.1, §1.2: what a line says otherwise than the registers."""
    asked, contract = standing.asked, standing.contract
    if line.product.id != asked.product_id:
        yield "product", "和申请表的品种不同", "§3.1"
    if line.applied.fen != asked.first_fen:
        yield "applied", f"申请的是 {Amount(asked.first_fen)}", "§3.1"
    if line.approved.fen != asked.fen:
        yield "approved", f"批准的是 {Amount(asked.fen)}", "§3.1"
    if line.signed != (signed_on(contract) if contract else None):
        yield "signed", f"登记的签订日期：{signed_on(contract) if contract else '还没有登记'}", "§3.1"
    yield from payable_refusals(line, standing, month, payout)


def payable_refusals(line: SummaryLine, standing: Standing, month: Month, payout: int) -> Iterator[Place]:
    """§1.2: no more than may be paid out now; what differs from what was entered says why."""
    most = standing.most(line.collected, payout)
    paid = collected_of(standing.contract, line.product.id, month)
    if line.payable.fen > most.fen:
        yield "payable", f"按回款和以前的汇总表，现在最多 {most}", "§1.2"
    elif not line.remark and line.payable != most:
        yield "remark", f"可兑付和按回款算出的 {most} 不同，请写明原因", "§1.2"
    elif not line.remark and line.collected != paid:
        yield "remark", f"登记的回款是 {paid}，不同请写明依据", "§1.2"


@on_approved(summary_table)
def accrue_summary(document: Document, said: SummaryTable, moment: Moment) -> None:
    """§2.2, §3.1: signed by everybody, it lets be paid what stands of applications that still count."""
    for line in sorted(said.lines, key=lambda line: line.application.id):
        hold(Document, id=line.application.id)
    again = list(standing_refusals(document, said, moment))
    if again:
        raise Refused(*again)
    lines = [(line.customer, line.product, NEW_CUSTOMER, line.payable) for line in said.lines]
    let_pay(document, said.month, lines, moment)
    for position, line in enumerate(said.lines):
        place = {"document_id": document.id, "position": position, "application_id": line.application.id}
        db.session.add(NewCustomerAccrued(**place, fen=line.payable.fen))
    db.session.flush()


@on_voided(summary_table)
def take_summary_back(document: Document, _said: SummaryTable, moment: Moment) -> None:
    """§2.2: a summary that comes to be void lets nothing be paid any more; one of whose applications came to
    be void stays, as that part was taken back already."""
    rows = accrued_by(document.id)
    fallen = select(NewCustomerAccrued.id).where(
        NewCustomerAccrued.application_id.in_([row.application_id for row in rows]),
        NewCustomerAccrued.position < 0, NewCustomerAccrued.document_id == NewCustomerAccrued.application_id,
    )  # fmt: skip
    if db.session.scalar(fallen.limit(1)):
        raise Refused(Refusal((), "其中有申请表已经失效并冲销，不能再整张作废", "§3.1"))
    take_it_back(document, moment)
    for row in rows:
        place = {"document_id": document.id, "position": opposite(row.position)}
        db.session.add(NewCustomerAccrued(**place, application_id=row.application_id, fen=-row.fen))
    db.session.flush()


def accrued_by(summary_id: int) -> list[NewCustomerAccrued]:
    """What a summary let be paid, by its lines."""
    query = select(NewCustomerAccrued).filter_by(document_id=summary_id)
    return list(db.session.scalars(query.order_by(NewCustomerAccrued.position)))


def take_application_back(document: Document, moment: Moment) -> None:
    """§3.1: what summaries in force let be paid for an application that came to be void."""
    rows = list(db.session.scalars(in_force_of(document.id)))
    sides: list[Side] = []
    for number, row in enumerate(rows):
        mine = select(Accrual).filter_by(document_id=row.document_id, position=row.position)
        accrual = db.session.scalars(mine.options(joinedload(Accrual.product))).one()
        db.session.add(opposite_accrual(accrual, document, opposite(number)))
        place = {"document_id": document.id, "position": opposite(number)}
        db.session.add(NewCustomerAccrued(**place, application_id=document.id, fen=-row.fen))
        special = locked(special_of(accrual.product))
        sides += [Side(special, Amount(-row.fen)), Side(budget(), Amount(row.fen))] if row.fen else []
    db.session.flush()
    if sides:
        take_back(document, f"冲销失效的 {document.number}", sides, moment)


def in_force_of(application_id: int) -> Select[NewCustomerAccrued]:
    """SQL: the lines of summaries in force that let something be paid for an application."""
    query = select(NewCustomerAccrued).join(Document, Document.id == NewCustomerAccrued.document_id)
    query = query.where(NewCustomerAccrued.application_id == application_id, NewCustomerAccrued.position >= 0)
    return query.where(Document.status.in_(IN_FORCE)).order_by(NewCustomerAccrued.id)


def special_of(product: Product) -> str:
    """The code of a product's account."""
    return product_accounts([ref_of(product)])[product.id]
