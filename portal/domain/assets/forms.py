"""An asset as somebody posts it, alone or as a row of a list: every fault stands at its cell."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict

from portal.core.facts import tables
from portal.core.folding import folded
from portal.core.forms.cells import CellField, CellForm, form_class
from portal.core.forms.fields import Fields
from portal.core.forms.references import Asker, Found, Register
from portal.core.forms.sheet_form import line_forms, padded
from portal.core.spreadsheets.layout import ListForm
from portal.domain.assets.cards import Entry, as_serial
from portal.domain.assets.facts import AssetList, Card
from portal.domain.organisation.references import People, Units

LIST = ListForm("assets", "资产登记表", AssetList)
ONE_LINE = ("model", "serial", "user", "unit", "room")


def form_of(fields: Fields) -> CellForm:
    """An asset's form bound to what was typed."""
    return form_class(Card)(MultiDict(padded(Card, fields)))


def rows_of(fields: Fields) -> list[CellForm]:
    """The rows of a list."""
    return list(line_forms(tables(AssetList)["lines"], fields))


def entries(rows: Sequence[CellForm], person_id: int, today: date) -> list[Entry | None]:
    """Each form as a card with the colleague and the unit that it names; None for one that is faulty."""
    asker = Asker(person_id, today, today)
    users = looked_up(People(asker), [row.cell("user") for row in rows], "在职人员里没有，请写工号或全名")
    units = looked_up(Units(asker), [row.cell("unit") for row in rows], "没有这个部门，请写名称或代码")
    found = []
    for row, user, unit in zip(rows, users, units, strict=True):
        judge(row, today)
        good = unit is not None and not any(cell.error for cell in row.cells())
        found.append(entry(row, user, unit) if unit and good else None)
    return found


def looked_up(register: Register, cells: Sequence[CellField], unknown: str) -> list[Found | None]:
    """What each cell names, in one question; what names nothing, or several, is refused."""
    texts = {cell.data.strip() for cell in cells if cell.data and not cell.error}
    known = register.resolve(texts, 0) if texts else {}
    return [settled(cell, known.get(str(cell.data or "").strip(), []), unknown) for cell in cells]


def settled(cell: CellField, found: list[Found], unknown: str) -> Found | None:
    """The one that a cell names."""
    if cell.error or not cell.data:
        return None
    if len(found) != 1:
        cell.refuse("有几个同名的，请写工号或代码" if found else unknown)
        return None
    return found[0]


def judge(form: CellForm, today: date) -> None:
    """A model can be found again; nothing was bought tomorrow, and no warranty ends before that day."""
    cells = {name: form.cell(name) for name in ("model", "bought", "warranty")}
    refuse_lines(form.cell(name) for name in ONE_LINE)
    if cells["model"].data and not folded(str(cells["model"].data)):
        cells["model"].refuse("型号里要有文字或数字")
    bought, warranty = cells["bought"].data, cells["warranty"].data
    if bought and bought > today:
        cells["bought"].refuse("不能晚于今天")
    if bought and warranty and warranty < bought:
        cells["warranty"].refuse("不能早于购入日期")


def refuse_lines(cells: Iterable[CellField]) -> None:
    """Refuse several lines where one is wanted."""
    for cell in cells:
        if isinstance(cell.data, str) and "\n" in cell.data.strip():
            cell.refuse("只能写一行")


def entry(form: CellForm, user: Found | None, unit: Found) -> Entry:
    """What was said, without the spaces around."""
    said: dict[str, Any] = {n: v.strip() if isinstance(v, str) else v for n, v in form.values().items()}
    said |= {"user": known_as(user) if user else "", "unit": known_as(unit)}
    return Entry(Card(**said), user.ref.id if user else None, unit.ref.id)


def known_as(found: Found) -> str:
    """Name and code, as cards say them."""
    return f"{found.ref.label} {found.ref.code}"


def twice(rows: Sequence[CellForm]) -> None:
    """Refuse numbers and serial numbers that stand in a list twice."""
    for name, as_compared in (("number", str.strip), ("serial", as_serial)):
        seen: dict[str, int] = {}
        for position, row in enumerate(rows, 1):
            said = as_compared(str(row.cell(name).data or ""))
            if said and said in seen:
                row.cell(name).refuse(f"和第 {seen[said]} 行相同")
            seen.setdefault(said or "", position)
