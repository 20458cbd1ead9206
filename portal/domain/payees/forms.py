"""A payee as somebody posts it, alone or as a row of a list: read cell by cell, every fault at its cell."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from portal.core.facts import tables
from portal.core.folding import folded
from portal.core.forms.cells import CellForm, form_class
from portal.core.forms.fields import Fields
from portal.core.forms.sheet_form import line_forms, padded
from portal.core.spreadsheets.layout import ListForm
from portal.domain.customers.models import Customer
from portal.domain.expenses.operations import Attempt
from portal.domain.payees.codes import code_of, fault
from portal.domain.payees.facts import Card, PayeeList
from portal.domain.payees.queries import names_of_contacts
from portal.extensions import db

LIST = ListForm("payees", "收款单位登记表", PayeeList)
FORM, LAW = "收款单位登记", "反不正当竞争法§8"
A_PERSON = "和登记的客户联系人同名；收款方只能是单位，不能是客户的工作人员（反不正当竞争法第八条）"


def form_of(fields: Fields) -> CellForm:
    """A payee's form bound to what was typed."""
    return form_class(Card)(MultiDict(padded(Card, fields)))


def rows_of(fields: Fields) -> list[CellForm]:
    """The rows of a list."""
    return list(line_forms(tables(PayeeList)["lines"], fields))


def card_from(form: CellForm) -> Card | None:
    """What one form says; None when anything is wrong."""
    return next(iter(cards_from([form])), None)


def cards_from(rows: Sequence[CellForm]) -> list[Card]:
    """Every row as a card; those that are faulty say so, also where a code stands twice."""
    people = names_of_contacts(text_of(row, "name") for row in rows)
    customers = known_customers(rows)
    cards = [judged(row, people, customers) for row in rows]
    seen: dict[str, int] = {}
    for number, (row, card) in enumerate(zip(rows, cards, strict=True), 1):
        if card and card.code in seen:
            row.cell("code").refuse(f"和第 {seen[card.code]} 行代码相同")
        elif card:
            seen[card.code] = number
    return [card for card in cards if card]


def judged(form: CellForm, people: set[str], customers: set[str]) -> Card | None:
    """What a row says, without the spaces around; None when anything is wrong."""
    refuse_code(form)
    refuse_name(form, people)
    refuse_customer(form, customers)
    since, until = form.cell("since"), form.cell("until")
    if until.data and since.data and until.data < since.data:
        until.refuse("不能早于开始使用的日期")
    if any(cell.error for cell in form.cells()):
        return None
    said: dict[str, Any] = {n: v.strip() if isinstance(v, str) else v for n, v in form.values().items()}
    return Card(**said)


def refuse_code(form: CellForm) -> None:
    """Without a valid code of its own nobody is a payee."""
    code = form.cell("code")
    if code.data:
        code.data = code_of(str(code.data))
        if why := fault(code.data):
            code.refuse(why)


def refuse_name(form: CellForm, people: set[str]) -> None:
    """反不正当竞争法§8: whoever works for a customer is never paid."""
    name, plain = form.cell("name"), folded(text_of(form, "name"))
    if name.data and not plain:
        name.refuse("名称里要有文字或数字")
    elif plain in people:
        name.refuse(A_PERSON)


def refuse_customer(form: CellForm, customers: set[str]) -> None:
    """A customer that is paid itself is a registered one."""
    form.demand()
    customer, code = form.cell("customer"), named(form)
    if code and code not in customers:
        customer.refuse("没有登记过这个客户，请写客户编码，或者名称加编码")
    customer.data = code


def known_customers(rows: Sequence[CellForm]) -> set[str]:
    """The codes of customers that the rows name and that are registered."""
    codes = {named(row) for row in rows} - {""}
    return set(db.session.scalars(select(Customer.code).where(Customer.code.in_(codes)))) if codes else set()


def named(form: CellForm) -> str:
    """The customer's code in a row: alone, or after the name."""
    words = text_of(form, "customer").split()
    return code_of(words[-1]) if words else ""


def text_of(form: CellForm, name: str) -> str:
    """What stands in a cell, as text."""
    return str(form.cell(name).data or "")


def attempts(rows: Iterable[CellForm]) -> list[Attempt]:
    """The rows that name somebody who works for a customer, after they were judged."""
    named = (row.cell("name") for row in rows)
    return [Attempt(FORM, "", f"名称：{name.data}", A_PERSON) for name in named if name.error == A_PERSON]
