"""A month's table: what the registers propose, and what it lets be paid out once everybody has signed."""

from collections.abc import Iterator, Sequence

from portal.core.approval.hooks import Refused, on_approved, on_begun, on_opened, on_submitted, on_voided
from portal.core.desk.moment import terms as terms_now
from portal.core.documents.models import Document
from portal.core.facts import Month, Refusal
from portal.core.forms.fields import Fields, line_start
from portal.core.instants import Moment
from portal.core.kinds import typed
from portal.core.measures import Quantity, plain_number
from portal.core.money import Amount
from portal.core.org.models import Person
from portal.core.terms import Terms
from portal.domain.customers.facts import PRIVATE, PUBLIC
from portal.domain.customers.queries import natures
from portal.domain.expenses.models import Purchase
from portal.domain.expenses.queries import bought, purchases_of, standards_on
from portal.extensions import hold
from portal.regulations.relationship_expense.clauses import LAW
from portal.regulations.relationship_expense.documents import month_table
from portal.regulations.relationship_expense.facts import (
    ACTIVITY,
    THEIR_PEOPLE,
    MonthLine,
    MonthTable,
    Paid,
)
from portal.regulations.relationship_expense.operations.accounts import product_accounts
from portal.regulations.relationship_expense.operations.accruing import (
    NO_ACCOUNT,
    Place,
    let_pay,
    other_refusals,
    take_it_back,
)
from portal.regulations.relationship_expense.parameters import PAYOUT
from portal.regulations.relationship_expense.rules import (
    checked_by,
    expense_of,
    filed_by,
    lateness_refusals,
    payable_of,
)


@on_begun(month_table)
def propose(person_id: int, month: Month) -> Fields:
    """§2.1: a fresh table begins with what the author's customers bought, by standard and collection."""
    terms = terms_now()
    rows = purchases_of(person_id, month)
    standards = standards_on((row.product_id for row in rows), month.last())
    known = [(row, standards[row.product_id]) for row in rows if row.product_id in standards]
    return line_start("lines", (proposed(row, standard, terms) for row, standard in known))


def proposed(row: Purchase, standard: Amount, terms: Terms) -> dict[str, str]:
    """A line as somebody would have typed it."""
    quantity = Quantity(row.quantity, "")
    expense = expense_of(standard, quantity) or Amount(0)
    payable = payable_of(expense, row.invoiced, row.collected, terms.value(PAYOUT))
    figures = {"invoiced": row.invoiced, "collected": row.collected, "standard": standard}
    figures |= {"expense": expense, "payable": payable}
    named = {"customer": f"{row.customer.name} {row.customer.code}"}
    named |= {"product": f"{row.product.label} {row.product.code}", "use": ACTIVITY}
    return named | {"quantity": typed(quantity)} | {name: typed(sum_) for name, sum_ in figures.items()}


@on_opened(month_table)
def tell_days(_person_id: int, terms: Terms) -> list[str]:
    """§2.1-2: until when last month's table is filed, and checked."""
    month = Month(terms.day.year, terms.day.month).before()
    filed, checked = filed_by(terms, month), checked_by(terms, month)
    return [f"{month}的表最迟 {filed.text()} 填报，{checked.text()} 检核完；缺一个签字就无效。"]


@on_submitted(month_table)
def require_by_the_registers(document: Document, said: MonthTable, moment: Moment) -> None:
    """§2.1, §1.3-4: one table of a month in time or with its reason; each line by the product's standard, on
    the product's account, and by the purchases that were entered."""
    hold(Person, id=document.author_id)
    refusals = [
        *other_refusals(document),
        *lateness_refusals(said, document.submitted_at, moment.terms),
    ]
    refusals += registered_refusals(said)
    if refusals:
        raise Refused(*refusals)


def registered_refusals(said: MonthTable) -> Iterator[Refusal]:
    """What the registers know against the lines."""
    standards = standards_on((line.product.id for line in said.lines), said.month.last())
    accounts = product_accounts([line.product for line in said.lines])
    entered = bought(said.month, [line.customer.id for line in said.lines])
    for position, line in enumerate(said.lines):
        found = (
            standard_refusal(line, standards.get(line.product.id)),
            NO_ACCOUNT if line.product.id not in accounts else None,
            purchase_refusal(line, entered.get((line.customer.id, line.product.id))),
        )
        for cell, why, clause in filter(None, found):
            yield Refusal(("lines", position, cell), why, clause)
    yield from nature_refusals(said.lines)


def standard_refusal(line: MonthLine, standard: Amount | None) -> Place | None:
    """§1.3: a line rests on the standard that was approved for its product."""
    if standard is None:
        return "standard", "这个品种在这个月没有批准的标准（客情费标准表）", "§1.3"
    return None if line.standard == standard else ("standard", f"批准的标准是 {standard}", "§1.3")


def purchase_refusal(line: MonthLine, row: Purchase | None) -> Place | None:
    """§2.1: what differs from the purchases that were entered says why."""
    if line.remark:
        return None
    if row is None:
        return "remark", "这个月没有登记这个客户的这个品种，请写明依据", "§2.1"
    if (line.quantity.value, line.invoiced, line.collected) == (row.quantity, row.invoiced, row.collected):
        return None
    told = f"数量 {plain_number(row.quantity)}，纯销 {row.invoiced}，回款 {row.collected}"
    return "remark", f"登记的是{told}，不同请写明原因", "§2.1"


def nature_refusals(lines: Sequence[MonthLine | Paid]) -> Iterator[Refusal]:
    """反不正当竞争法§8: the lines for the people of public and state-owned customers."""
    nature = natures(line.customer.id for line in lines if line.use in THEIR_PEOPLE)
    for position, line in enumerate(lines):
        if found := nature_refusal(line, nature):
            cell, why, clause = found
            yield Refusal(("lines", position, cell), why, clause)


def nature_refusal(line: MonthLine | Paid, nature: dict[int, str]) -> Place | None:
    """反不正当竞争法§8: the people of public and state-owned customers get nothing."""
    if line.use not in THEIR_PEOPLE or nature.get(line.customer.id) == PRIVATE:
        return None
    if nature.get(line.customer.id) == PUBLIC:
        why = "国有或公共单位的客户不能用用途①②③（反不正当竞争法第八条）"
    else:
        why = "客户卡片上还没有登记是不是国有或公共单位，登记后才能用用途①②③"
    return "use", why, LAW


@on_approved(month_table)
def accrue_table(document: Document, said: MonthTable, moment: Moment) -> None:
    """§2.2, §1.4, 反不正当竞争法§8: signed by everybody, the table lets its sums be paid out of the products'
    accounts, unless a customer turned out to be public meanwhile."""
    if found := list(nature_refusals(said.lines)):
        raise Refused(*found)
    lines = [(line.customer, line.product, line.use, line.payable) for line in said.lines]
    let_pay(document, said.month, lines, moment)


@on_voided(month_table)
def take_table_back(document: Document, _said: MonthTable, moment: Moment) -> None:
    """§2.2: a table that comes to be void lets nothing be paid any more."""
    take_it_back(document, moment)
