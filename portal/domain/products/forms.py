"""A product as somebody posts it, alone or as a row of a list: read cell by cell, every fault at its cell."""

import re
from collections.abc import Sequence
from typing import Any

from werkzeug.datastructures import MultiDict

from portal.core.facts import tables
from portal.core.folding import folded
from portal.core.forms.cells import CellForm, form_class
from portal.core.forms.fields import Fields
from portal.core.forms.sheet_form import line_forms, padded
from portal.core.spreadsheets.layout import ListForm
from portal.domain.products.facts import Card, ProductList
from portal.domain.products.queries import code_of

CODE = re.compile(r"[0-9A-Z][0-9A-Z._/-]*", re.ASCII)
LIST = ListForm("products", "产品登记表", ProductList)


def form_of(fields: Fields) -> CellForm:
    """A product's form bound to what was typed."""
    return form_class(Card)(MultiDict(padded(Card, fields)))


def rows_of(fields: Fields) -> list[CellForm]:
    """The rows of a list."""
    return list(line_forms(tables(ProductList)["lines"], fields))


def card_from(form: CellForm) -> Card | None:
    """What was said, without the spaces around; None when anything is wrong."""
    code, name, until = (form.cell(n) for n in ("code", "name", "until"))
    if code.data:
        code.data = code_of(str(code.data))
        if not CODE.fullmatch(code.data):
            code.refuse("编码只用字母、数字、点、横线和斜线")
    if name.data and not folded(str(name.data)):
        name.refuse("名称里要有文字或数字")
    if until.data and form.cell("since").data and until.data < form.cell("since").data:
        until.refuse("不能早于开始使用的日期")
    if any(cell.error for cell in form.cells()):
        return None
    said: dict[str, Any] = {n: v.strip() if isinstance(v, str) else v for n, v in form.values().items()}
    return Card(**said)


def cards_from(rows: Sequence[CellForm]) -> list[Card]:
    """Every row as a card; those that are faulty say so, also where a code stands twice."""
    cards = [card_from(row) for row in rows]
    seen: dict[str, int] = {}
    for number, (row, card) in enumerate(zip(rows, cards, strict=True), 1):
        if card and card.code in seen:
            row.cell("code").refuse(f"和第 {seen[card.code]} 行编码相同")
        elif card:
            seen[card.code] = number
    return [card for card in cards if card]
