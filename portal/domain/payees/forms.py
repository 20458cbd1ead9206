"""What no payee may be, and which customer is one: every fault at its cell."""

from collections.abc import Iterable, Sequence

from portal.core.folding import folded
from portal.core.forms.cells import CellForm
from portal.core.instants import Moment
from portal.domain.expenses.operations import Attempt, note_refused
from portal.domain.payees.codes import code_of
from portal.domain.payees.queries import known_customers, names_of_contacts

FORM, LAW = "收款单位登记", "反不正当竞争法§8"
A_PERSON = "和登记的客户联系人同名；收款方只能是单位，不能是客户的工作人员（反不正当竞争法第八条）"


def judge(rows: Sequence[CellForm]) -> None:
    """Refuse whoever works for a customer, and customers that nobody registered."""
    people = names_of_contacts(text_of(row, "name") for row in rows)
    customers = known_customers(map(named, rows))
    for row in rows:
        refuse_person(row, people)
        refuse_customer(row, customers)


def refuse_person(form: CellForm, people: set[str]) -> None:
    """反不正当竞争法§8: whoever works for a customer is never paid."""
    if folded(text_of(form, "name")) in people:
        form.cell("name").refuse(A_PERSON)


def refuse_customer(form: CellForm, customers: set[str]) -> None:
    """A customer that is paid itself is a registered one."""
    form.demand()
    customer, code = form.cell("customer"), named(form)
    if code and code not in customers:
        customer.refuse("没有登记过这个客户，请写客户编码，或者名称加编码")
    customer.data = code


def named(form: CellForm) -> str:
    """The customer's code in a row: alone, or after the name."""
    words = text_of(form, "customer").split()
    return code_of(words[-1]) if words else ""


def text_of(form: CellForm, name: str) -> str:
    """What stands in a cell, as text."""
    return str(form.cell(name).data or "")


def note(rows: Sequence[CellForm], person_id: int, moment: Moment) -> None:
    """Note who tried to register somebody who works for a customer, after the rows were judged."""
    note_refused(attempts(rows), person_id, moment)


def attempts(rows: Iterable[CellForm]) -> list[Attempt]:
    """The rows that name somebody who works for a customer."""
    names = (row.cell("name") for row in rows)
    return [Attempt(FORM, "", f"名称：{name.data}", A_PERSON) for name in names if name.error == A_PERSON]
