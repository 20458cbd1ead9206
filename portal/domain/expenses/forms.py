"""Purchases as somebody posts them, one or a whole list: read cell by cell, every fault at its cell."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from portal.core.facts import tables
from portal.core.forms.cells import CellForm
from portal.core.forms.fields import Fields, line_start
from portal.core.forms.sheet_form import line_forms
from portal.core.kinds.words import SHORT
from portal.core.spreadsheets.layout import ListForm
from portal.domain.customers.models import Customer
from portal.domain.expenses.facts import PurchaseList
from portal.domain.expenses.operations import Entry
from portal.domain.products.codes import code_of
from portal.domain.products.models import Product
from portal.extensions import db

LIST = ListForm("purchases", "客户采购与回款表", PurchaseList)


def rows_of(fields: Fields) -> list[CellForm]:
    """The rows of a list that say anything."""
    return [row for row in every_row(fields) if not row.empty]


def row_of(fields: Fields) -> CellForm:
    """The row that was posted, an empty one where none was."""
    return next(iter(rows_of(fields)), None) or every_row(line_start("lines", [{}]))[0]


def every_row(fields: Fields) -> list[CellForm]:
    """The rows of a list, the empty ones too."""
    rows = list(line_forms(tables(PurchaseList)["lines"], fields))
    for cell in (row.cell(name) for row in rows for name in ("customer", "product")):
        cell.kind = SHORT
    return rows


def entries_from(rows: Sequence[CellForm]) -> list[Entry]:
    """Every row as what it enters; those that are faulty say so, also where a row stands twice."""
    customers, products = known(Customer, rows, "customer"), known(Product, rows, "product")
    found = [entry_from(row, customers, products) for row in rows]
    seen: dict[tuple[Any, ...], int] = {}
    for number, (row, entry) in enumerate(zip(rows, found, strict=True), 1):
        place = entry[:3] if entry else None
        if place in seen:
            row.cell("product").refuse(f"和第 {seen[place]} 行是同一个月、同一个客户、同一个品种")
        elif place:
            seen[place] = number
    return [entry for entry in found if entry]


def known(model: Any, rows: Sequence[CellForm], name: str) -> dict[str, int]:
    """The ids of what the rows name, by code."""
    codes = {code_in(row, name) for row in rows} - {""}
    found = db.session.execute(select(model.code, model.id).where(model.code.in_(codes)))
    return {code: id_ for code, id_ in found}


def code_in(row: CellForm, name: str) -> str:
    """The code that a row names: alone, or after the name."""
    words = str(row.cell(name).data or "").split()
    return code_of(words[-1]) if words else ""


def entry_from(row: CellForm, customers: dict[str, int], products: dict[str, int]) -> Entry | None:
    """What a row enters; None when anything is wrong."""
    ids = {}
    for name, codes in (("customer", customers), ("product", products)):
        code = code_in(row, name)
        ids[name] = codes.get(code, 0)
        if code and not ids[name]:
            row.cell(name).refuse("没有登记过这个编码，请写编码，或者名称加编码")
    if any(cell.error for cell in row.cells()):
        return None
    said = row.values()
    return Entry(
        said["month"].first(), ids["customer"], ids["product"],
        int(said["quantity"].value.scaleb(3)), said["invoiced"].fen, said["collected"].fen,
    )  # fmt: skip
