"""An entry as somebody posts it, alone or as a row of a list: read cell by cell, every fault at its cell."""

from collections.abc import Sequence
from typing import Any

from werkzeug.datastructures import MultiDict

from portal.core.code_lists.code_list import C, CodeList
from portal.core.facts import tables
from portal.core.folding import folded
from portal.core.forms.cells import CellField, CellForm, form_class
from portal.core.forms.fields import Fields
from portal.core.forms.sheet_form import line_forms, padded


def form_of(book: CodeList[Any, C], fields: Fields) -> CellForm:
    """An entry's form bound to what was typed."""
    return form_class(book.card)(MultiDict(padded(book.card, fields)))


def rows_of(book: CodeList[Any, C], fields: Fields) -> list[CellForm]:
    """The rows of a list."""
    return list(line_forms(tables(book.workbook.facts)["lines"], fields))


def card_from(book: CodeList[Any, C], form: CellForm) -> C | None:
    """What one form says; None when anything is wrong."""
    return next(iter(cards_from(book, [form])), None)


def cards_from(book: CodeList[Any, C], rows: Sequence[CellForm]) -> list[C]:
    """Every row as a card; those that are faulty say so, also where a code stands twice."""
    for row in rows:
        refuse_code(book, row.cell("code"))
        refuse_name_and_days(row)
    book.judge(rows)
    seen, cards = dict[str, int](), list[C]()
    for number, row in enumerate(rows, 1):
        card, code = said(book, row), row.cell("code")
        if card and seen.setdefault(code.data, number) != number:
            code.refuse(f"和第 {seen[code.data]} 行{book.words.code}相同")
        if card:
            cards.append(card)
    return cards


def refuse_code(book: CodeList[Any, C], code: CellField) -> None:
    """A code is read as the list reads it, and is a good one."""
    if code.data:
        code.data = book.code_of(str(code.data))
        if why := book.fault(code.data):
            code.refuse(why)


def refuse_name_and_days(form: CellForm) -> None:
    """A name has something to read, and no use ends before it began."""
    name, since, until = form.cell("name"), form.cell("since"), form.cell("until")
    if name.data and not folded(str(name.data)):
        name.refuse("名称里要有文字或数字")
    if until.data and since.data and until.data < since.data:
        until.refuse("不能早于开始使用的日期")


def said(book: CodeList[Any, C], form: CellForm) -> C | None:
    """What a row says, without the spaces around; None when anything is wrong."""
    if any(cell.error for cell in form.cells()):
        return None
    return book.card(**{n: v.strip() if isinstance(v, str) else v for n, v in form.values().items()})
