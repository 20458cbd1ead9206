"""What winning a new customer may cost: asked for before the contract, void for good where that was late."""

from collections.abc import Iterator

from sqlalchemy import select

from portal.core.approval.falling import fall
from portal.core.approval.hooks import Refused, on_approved, on_begun, on_entered, on_submitted, on_voided
from portal.core.documents.models import Document
from portal.core.facts import Month, Refusal
from portal.core.forms.fields import Fields
from portal.core.instants import Moment, local_day
from portal.core.totals import total
from portal.core.web.context import zone
from portal.domain.expenses.models import Contract
from portal.domain.expenses.operations import Spent, spend, unspend
from portal.domain.expenses.queries import contract_number, contracts_numbered
from portal.extensions import db
from portal.regulations.relationship_expense.documents import application
from portal.regulations.relationship_expense.facts import NEW_CUSTOMER, NewCustomerApplication
from portal.regulations.relationship_expense.models import NewCustomerAsked
from portal.regulations.relationship_expense.operations.accounts import product_accounts
from portal.regulations.relationship_expense.operations.accruing import NO_ACCOUNT
from portal.regulations.relationship_expense.operations.signing import signed_on
from portal.regulations.relationship_expense.operations.standing import accrued_of
from portal.regulations.relationship_expense.operations.summaries import take_application_back
from portal.regulations.relationship_expense.rules import came_too_late, checked_too_late

LONGEST_NUMBER = 40


@on_begun(application)
def begin(_person_id: int, _month: Month) -> Fields:
    """§1.2: there is one use for it."""
    return [("use", NEW_CUSTOMER)]


@on_submitted(application)
def ask_before_the_contract(document: Document, said: NewCustomerApplication, moment: Moment) -> None:
    """§3.1, §1.4: sent before the contract was signed, on a product's account, for organisations."""
    asked = db.session.get(NewCustomerAsked, document.id)
    refusals = [*month_refusals(asked, said, moment), *contract_refusals(said, moment)]
    refusals += account_refusals(said)
    if refusals:
        raise Refused(*refusals)
    keep_asked(document, asked, said, moment)


def month_refusals(
    asked: NewCustomerAsked | None, said: NewCustomerApplication, moment: Moment
) -> Iterator[Refusal]:
    """§3.1: it is entered in the month in which it is sent for the first time."""
    if asked is None and not said.month.holds(moment.day):
        yield Refusal(("month",), "只能申请当月", "§3.1")


def contract_refusals(said: NewCustomerApplication, moment: Moment) -> Iterator[Refusal]:
    """§3.1: on the day on which the contract was signed, and afterwards, it is too late."""
    number = contract_number(said.contract)
    if not number or len(number) > LONGEST_NUMBER:
        yield Refusal(("contract",), f"编号要有内容，最多 {LONGEST_NUMBER} 字", "§3.1")
        return
    contract = contracts_numbered([number]).get(number)
    if contract and came_too_late(moment.day, signed_on(contract)):
        yield Refusal(("contract",), too_late_words(contract), "§3.1")


def too_late_words(contract: Contract) -> str:
    """Why an application does not count."""
    return f"合同 {contract.number} 已于 {signed_on(contract)} 签订，当天及以后的申请无效（第三条第1项）"


def account_refusals(said: NewCustomerApplication) -> Iterator[Refusal]:
    """§1.4: what is paid must hit a product's account."""
    if said.product.id not in product_accounts([said.product]):
        _, why, clause = NO_ACCOUNT
        yield Refusal(("product",), why, clause)


def keep_asked(
    document: Document, asked: NewCustomerAsked | None, said: NewCustomerApplication, moment: Moment
) -> None:
    """Note what was asked for, as it was last sent."""
    fen = total(line.amount for line in said.items).fen
    row = asked or NewCustomerAsked(document_id=document.id, person_id=document.author_id, first_fen=fen)
    row.contract, row.sent_on, row.fen = contract_number(said.contract), moment.day, fen
    row.customer = f"{said.customer.label} {said.customer.code}" if said.customer else said.prospect.strip()
    row.product_id = said.product.id
    db.session.add(row)
    db.session.flush()


@on_approved(application)
def spend_application(document: Document, said: NewCustomerApplication, moment: Moment) -> None:
    """§3.1: whether the signatures had to be there first; by whom each expense is told in the report."""
    contract = contracts_numbered([contract_number(said.contract)]).get(contract_number(said.contract))
    if contract and checked_too_late(moment.day, signed_on(contract), moment.terms):
        raise Refused(Refusal((), too_late_words(contract), "§3.1"))
    name = said.customer.label if said.customer else said.prospect.strip()
    spend(document, said.month, [Spent(name, said.use, line.payee.label, line.amount) for line in said.items])


@on_voided(application)
def unspend_application(document: Document, _said: NewCustomerApplication, _moment: Moment) -> None:
    """§3.1: what a summary in force lets be paid stays until that one is void."""
    if accrued_of([document.id])[document.id].fen:
        raise Refused(Refusal((), "已经列入生效的汇总表（附表2），先作废汇总表", "§3.1"))
    unspend(document)


@on_entered("contract")
def let_fall(contract_id: int, person_id: int, moment: Moment) -> None:
    """§3.1: an application that came on the day of signing or after it is void for good, approved or not."""
    contract = db.session.get_one(Contract, contract_id)
    query = select(NewCustomerAsked, Document).join(Document, Document.id == NewCustomerAsked.document_id)
    query = query.where(NewCustomerAsked.contract == contract.number).order_by(Document.id)
    for asked, document in db.session.execute(query).all():
        if too_late(asked, document, contract, moment) and fall(
            document.id, person_id, too_late_words(contract), moment
        ):
            unspend(document)
            take_application_back(document, moment)


def too_late(asked: NewCustomerAsked, document: Document, contract: Contract, moment: Moment) -> bool:
    """§3.1: whether an application, or (parameter) its last signature, came too late."""
    checked_on = local_day(document.finished_at, zone()) if document.finished_at else moment.day
    signed = signed_on(contract)
    return came_too_late(asked.sent_on, signed) or checked_too_late(checked_on, signed, moment.terms)
