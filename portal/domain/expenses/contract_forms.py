"""Contracts as somebody posts them, one or a whole list: read cell by cell, every fault at its cell."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from sqlalchemy import select

from portal.core.facts import tables
from portal.core.forms.cells import CellForm
from portal.core.forms.fields import Fields, line_start
from portal.core.forms.sheet_form import line_forms
from portal.core.kinds import typed
from portal.core.spreadsheets.layout import ListForm
from portal.core.web.context import now, zone
from portal.domain.customers.models import Customer
from portal.domain.expenses.contracts import Agreed
from portal.domain.expenses.facts import ContractList
from portal.domain.expenses.forms import code_in, known
from portal.domain.expenses.models import Contract
from portal.domain.expenses.queries import contract_number, contracts_numbered
from portal.extensions import db

LIST = ListForm("contracts", "合同登记表", ContractList)
TAKEN = "这个编号已经登记过，请到那一份合同更正"


def rows_of(fields: Fields) -> list[CellForm]:
    """The rows of a list that say anything."""
    return [row for row in line_forms(tables(ContractList)["lines"], fields) if not row.empty]


def row_of(fields: Fields) -> CellForm:
    """The row that was posted, an empty one where none was."""
    blank = line_start("lines", [{}])
    table = tables(ContractList)["lines"]
    return next(iter(rows_of(fields)), None) or next(iter(line_forms(table, blank)))


def agreed_from(rows: Sequence[CellForm]) -> list[Agreed]:
    """Every row as what it enters; those that are faulty say so, also where a number stands twice."""
    customers = known(Customer, rows, "customer")
    names = names_of(customers.values())
    found = [one_from(row, customers, names) for row in rows]
    seen: dict[str, int] = {}
    for place, (row, agreed) in enumerate(zip(rows, found, strict=True), 1):
        if agreed and agreed.number in seen:
            row.cell("number").refuse(f"和第 {seen[agreed.number]} 行编号相同")
        elif agreed:
            seen[agreed.number] = place
    return [agreed for agreed in found if agreed]


def refuse_known(rows: Sequence[CellForm], agreed: Sequence[Agreed]) -> None:
    """Say at each new row whose number is taken already that it is."""
    taken = contracts_numbered(each.number for each in agreed)
    for row in rows:
        if contract_number(str(row.cell("number").data or "")) in taken:
            row.cell("number").refuse(TAKEN)


def names_of(customers: Iterable[int]) -> dict[int, str]:
    """What some customers are called."""
    query = select(Customer.id, Customer.name).where(Customer.id.in_(set(customers)))
    return {id_: name for id_, name in db.session.execute(query)}


def one_from(row: CellForm, customers: dict[str, int], names: dict[int, str]) -> Agreed | None:
    """What a row enters; None when anything is wrong."""
    said = row.values()
    signed = signed_at(row)
    if signed and signed > now():
        row.cell("day").refuse("还没有到这个时间：签订以后再登记")
    if row.cell("value").data and row.cell("value").data.fen <= 0:
        row.cell("value").refuse("要大于 0")
    if len(contract_number(str(said["number"] or ""))) > Contract.number.type.length:
        row.cell("number").refuse(f"最多 {Contract.number.type.length} 字")
    if len(str(said["customer"] or "")) > Contract.customer.type.length:
        row.cell("customer").refuse(f"最多 {Contract.customer.type.length} 字")
    if any(cell.error for cell in row.cells()) or signed is None:
        return None
    customer_id = customers.get(code_in(row, "customer"))
    customer = names[customer_id] if customer_id else said["customer"].strip()
    return Agreed(contract_number(said["number"]), customer, customer_id, said["value"].fen, signed)


def signed_at(row: CellForm) -> datetime | None:
    """When it was signed, if that could be read."""
    day, hour = (row.cell(name).data for name in ("day", "hour"))
    return datetime.combine(day, hour, zone()).astimezone(UTC) if day and hour else None


def typed_row(row: Contract) -> dict[str, str]:
    """A contract as somebody would have typed it."""
    at = row.signed_at.astimezone(zone())
    said = {"value": row.value, "day": at.date(), "hour": at.time()}
    customer = f"{row.customer} {row.registered.code}" if row.registered else row.customer
    return {"number": row.number, "customer": customer} | {n: typed(each) for n, each in said.items()}
