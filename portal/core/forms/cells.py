"""WTForms fields and forms generated from declared cells."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from wtforms import Field, Form

from portal.core.characters import drawable
from portal.core.facts import Column, Facts, columns
from portal.core.kinds import Kind, kind_of, read, typed
from portal.core.kinds.words import choices
from portal.core.layout import capitals_of


class CellField(Field):
    """One cell: what was typed stays in `typed`, its value in `data`; `hint` says when it is needed."""

    def __init__(self, column: Column, kind: Kind, hint: str = "", **options: Any) -> None:
        super().__init__(column.cell.label, **options)
        self.column = column
        self.typed = ""
        self.kind = kind
        self.hint = hint

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the posted text; raises Unreadable, which WTForms keeps as this field's error."""
        text = valuelist[0] if valuelist else ""
        self.typed = drawable(text.replace("\r\n", "\n"))
        self.data = "" if self.column.cell.copied else read(self.column, text)

    @property
    def input_type(self) -> str:
        """The HTML input that can show what was typed; a date field would drop what it cannot read."""
        picker = self.kind.picker
        fits = picker and (not self.typed or re.fullmatch(picker, self.typed, re.ASCII))
        return self.kind.name if fits else "text"

    @property
    def choices(self) -> list[str]:
        """What a choice offers: nothing yet, the declared words, and what was typed otherwise."""
        return list(dict.fromkeys(["", *choices(self.column), self.typed]))

    @property
    def unit(self) -> str:
        """What stands behind the input."""
        return {"amount": "元", "rate": "%"}.get(self.kind.name, self.column.cell.unit)

    @property
    def capitals(self) -> str:
        """The amount in 大写 where the cell asks for it and could be read."""
        return capitals_of(self.data) if self.column.cell.capitals else ""

    @property
    def error(self) -> str:
        """The first thing wrong with this cell."""
        return str([*self.process_errors, *self.errors][0]) if self.process_errors or self.errors else ""

    def refuse(self, message: str) -> None:
        """Add what a register or a rule found wrong."""
        self.process_errors = [*self.process_errors, message]


def faults_of(forms: Iterable["CellForm"]) -> dict[str, str]:
    """What is wrong with some rows, by cell."""
    return {cell.id: cell.error for form in forms for cell in form.cells() if cell.error}


class CellForm(Form):
    """A form of cells; for a line, `key` stays with the line."""

    key = ""

    def cells(self) -> Iterator[CellField]:
        """The cells in their order."""
        return (field for field in self if isinstance(field, CellField))

    def cell(self, name: str) -> CellField:
        """The cell of this name."""
        return next(cell for cell in self.cells() if cell.short_name == name)

    def demand(self) -> None:
        """Ask for the cells that other cells' answers make needed, and forget the others for now."""
        for cell in self.cells():
            if cell.column.cell.when is None:
                continue
            if not self.needs(cell):
                cell.data, cell.process_errors = cell.kind.empty, []
            elif not cell.typed.strip():
                cell.refuse("请填写")

    def needs(self, cell: CellField) -> bool:
        """Whether a cell is needed as the others stand."""
        when = cell.column.cell.when
        return when is None or typed(self.cell(when.cell).data) in when.answers

    @property
    def empty(self) -> bool:
        """Whether nobody typed anything."""
        return not any(cell.typed.strip() for cell in self.cells() if not cell.column.cell.copied)

    def values(self) -> dict[str, Any]:
        """The values of a bound form."""
        return {cell.short_name: cell.data for cell in self.cells()}


@cache
def form_class(facts: type[Facts]) -> type[CellForm]:
    """The WTForms class of a struct; raises ValueError for a cell with a name that forms use themselves."""
    declared = columns(facts)
    if taken := declared.keys() & set(dir(CellForm)):
        raise ValueError(f"{facts.__name__} cannot have cells called {', '.join(sorted(taken))}")
    fields = {name: CellField(c, kind_of(c), when_words(declared, c)) for name, c in declared.items()}
    return type(f"{facts.__name__}Form", (CellForm,), fields)


def when_words(declared: dict[str, Column], column: Column) -> str:
    """When a cell is needed that is not always needed; empty when it always is."""
    when = column.cell.when
    if when is None:
        return ""
    if when.cell not in declared:
        raise LookupError(f"{column.name} asks {when.cell}, which is no cell beside it")
    answers = "或".join(f"「{answer}」" for answer in when.answers)
    return f"「{declared[when.cell].cell.label}」为{answers}时填写，其他时候不计入"


def forgiven(form: CellForm) -> CellForm:
    """The same form without faults: a draft and an empty form are judged by nobody."""
    for cell in form.cells():
        cell.process_errors = []
    return form
