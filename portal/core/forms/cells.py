"""WTForms fields and forms generated from declared cells."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from wtforms import Field, Form

from portal.core.facts import Column, Facts, columns
from portal.core.forms.characters import drawable
from portal.core.forms.kinds import kind_of, read

PICKERS = {"date": re.compile(r"\d{4}-\d\d-\d\d", re.ASCII), "month": re.compile(r"\d{4}-\d\d", re.ASCII)}


class CellField(Field):
    """One cell: what was typed stays in `typed`, its value in `data`."""

    def __init__(self, column: Column, **options: Any) -> None:
        super().__init__(column.cell.label, **options)
        self.column = column
        self.typed = ""
        self.kind = kind_of(column)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the posted text; raises Unreadable, which WTForms keeps as this field's error."""
        text = valuelist[0] if valuelist else ""
        self.typed = drawable(text.replace("\r\n", "\n"))
        if not self.column.cell.copied:
            self.data = read(self.column, text)

    @property
    def input_type(self) -> str:
        """The HTML input that can show what was typed; a date field would drop what it cannot read."""
        pattern = PICKERS.get(self.kind)
        return self.kind if pattern and (not self.typed or pattern.fullmatch(self.typed)) else "text"

    @property
    def error(self) -> str:
        """The first thing wrong with this cell."""
        return str([*self.process_errors, *self.errors][0]) if self.process_errors or self.errors else ""

    def refuse(self, message: str) -> None:
        """Add what a register or a rule found wrong."""
        self.process_errors = [*self.process_errors, message]


class CellForm(Form):
    """A form of cells; for a line, `key` stays with the line."""

    key = ""

    def cells(self) -> Iterator[CellField]:
        """The cells in their order."""
        return (field for field in self if isinstance(field, CellField))

    def cell(self, name: str) -> CellField:
        """The cell of this name."""
        return next(cell for cell in self.cells() if cell.short_name == name)

    @property
    def empty(self) -> bool:
        """Whether nobody typed anything."""
        return not any(cell.typed.strip() for cell in self.cells() if not cell.column.cell.copied)

    def values(self) -> dict[str, Any]:
        """The values of a bound form."""
        return {cell.short_name: cell.data for cell in self.cells()}


@cache
def form_class(facts: type[Facts]) -> type[CellForm]:
    """The WTForms class of a struct."""
    return type(f"{facts.__name__}Form", (CellForm,), {n: CellField(c) for n, c in columns(facts).items()})
