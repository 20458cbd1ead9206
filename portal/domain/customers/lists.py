"""A list of customers as a workbook: one a row, read and judged like a card, taken in whole or not at all."""

from datetime import date
from typing import Annotated as A
from typing import Literal, NamedTuple

from portal.core.facts import Cell, Facts, Line, Short, Table
from portal.core.forms.fields import Fields, lines_of
from portal.core.instants import Moment
from portal.core.spreadsheets.layout import ListForm
from portal.domain.customers.facts import Card, Name, Nature, Phone, Place, Remark
from portal.domain.customers.forms import CardForm, Rights
from portal.domain.customers.operations import Registrar, register
from portal.domain.customers.phones import digits
from portal.domain.customers.queries import lookalikes

CONTACT, MOST = "contact_", 500


class CustomerRow(Line, frozen=True, kw_only=True):
    """One customer with one contact; `other` says that it is not the one it looks like."""

    name: A[Name, Cell("客户名称", "", 5)]
    grade: A[Short, Cell("等级", "", 2)] = ""
    owner: A[Short, Cell("负责人工号", "", 3)] = ""
    nature: A[Nature, Cell("单位性质", "", 3)] = ""
    address: A[Place, Cell("地址", "", 5)] = ""
    remark: A[Remark, Cell("备注", "", 4)] = ""
    contact_name: A[Short, Cell("联系人", "", 3)] = ""
    contact_title: A[Short, Cell("职务", "", 3)] = ""
    contact_phone: A[Phone, Cell("电话", "", 4)] = ""
    contact_consent_on: A[date | None, Cell("同意日期", "", 3)] = None
    contact_consent_how: A[Short, Cell("同意方式", "", 3)] = ""
    contact_note: A[Place, Cell("联系人备注", "", 4)] = ""
    other: A[Literal["", "是"], Cell("与相似的不是同一家（填“是”）", "", 4)] = ""


class CustomerList(Facts, frozen=True):
    """Customers to register."""

    lines: A[tuple[CustomerRow, ...], Table("客户", "", 1, MOST)]


LIST = ListForm("customers", "客户登记表", CustomerList)


class Row(NamedTuple):
    """One row: its card when nothing is wrong, what is wrong by cell, whether it was said to be another."""

    card: Card | None
    faults: dict[str, str]
    confirmed: bool


def rows_of(fields: Fields, rights: Rights, today: date) -> list[Row]:
    """Every row as a card, judged like one that is typed."""
    return [row_of(n, line, rights, today) for n, line in enumerate(lines_of(fields, "lines"))]


def row_of(number: int, line: dict[str, str], rights: Rights, today: date) -> Row:
    """One row; a fault of the contact stands at the contact's cells."""
    typed = [(n, text) for n, text in line.items() if n not in ("key", "other") and not n.startswith(CONTACT)]
    typed += [(f"contacts-0-{n.removeprefix(CONTACT)}", t) for n, t in line.items() if n.startswith(CONTACT)]
    form = CardForm(typed, rights)
    card = form.card(today)
    cells = [cell for part in (form.head, *form.contacts) for cell in part.cells() if cell.error]
    faults = {place_of(number, cell.id): cell.error for cell in cells} if card is None else {}
    return Row(card, faults, line.get("other", "").strip() == "是")


def place_of(number: int, cell_id: str) -> str:
    """Where a card's cell stands in the list."""
    name = cell_id.replace("contacts-0-", CONTACT)
    return f"lines-{number}-{name}"


def doubles(rows: list[Row]) -> dict[str, str]:
    """Names that stand in the list twice."""
    seen: dict[str, int] = {}
    found: dict[str, str] = {}
    for number, row in enumerate(rows):
        name = row.card.name if row.card else ""
        if name and name in seen and not row.confirmed:
            found[place_of(number, "name")] = f"和第 {seen[name] + 1} 行同名"
        seen.setdefault(name, number)
    return found


def alike(rows: list[Row], person_id: int, day: date) -> dict[str, str]:
    """Rows that look like somebody registered and were not said to be others."""
    found: dict[str, str] = {}
    for number, row in enumerate(rows):
        if row.card and not row.confirmed:
            numbers = {digits(contact.phone) for contact in row.card.contacts}
            known = "、".join(
                f"{c.name} {c.code}" for c in lookalikes(person_id, day, row.card.name, numbers)
            )
            if known:
                found[place_of(number, "other")] = f"可能已经登记：{known}。不是同一家就填“是”"
    return found


def register_all(rows: list[Row], registrar: Registrar, key: str, moment: Moment) -> int:
    """Register every row in one operation; raises AlreadyRegistered. Returns how many."""
    for number, row in enumerate(rows):
        if row.card is None:
            raise ValueError(number)
        register(row.card, registrar, f"{key}:{number}", moment, None)
    return len(rows)
