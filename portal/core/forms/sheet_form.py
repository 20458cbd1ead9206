"""The form of a sheet, generated from its facts: parse, look up, refuse at the cell, keep what was typed."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import Field, Form

from portal.core.document_type import DocumentType
from portal.core.facts import Column, Facts, Line, LineTable, columns, tables
from portal.core.forms import references
from portal.core.forms.characters import drawable
from portal.core.forms.fields import Fields, lines_of
from portal.core.forms.kinds import kind_of, read
from portal.core.forms.references import Found, Registers

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


class SheetForm:
    """A whole sheet as posted. After `facts()`, `faults()` says what is wrong and where."""

    def __init__(self, form: DocumentType, fields: Fields) -> None:
        self.type = form
        self.head = form_class(form.facts)(MultiDict(padded(form.facts, fields)))
        self.tables = {name: list(line_forms(table, fields)) for name, table in tables(form.facts).items()}
        self.general: list[str] = []

    def look_up(self, registers: Registers, unit_id: int) -> None:
        """Resolve every reference, one question for each register, and fill the copied cells."""
        for kind, cells in self.references().items():
            answers = registers[kind].resolve({cell.data for _, cell in cells}, unit_id)
            for line, cell in cells:
                settle(line, cell, answers.get(cell.data, []))

    def show_copies(self, registers: Registers, unit_id: int) -> None:
        """Fill the copied cells of a draft, and forget every fault: a draft is judged by nobody."""
        self.look_up(registers, unit_id)
        for form in (self.head, *(line for lines in self.tables.values() for line in lines)):
            for cell in form.cells():
                cell.process_errors = []

    def references(self) -> dict[str, list[tuple[CellForm, CellField]]]:
        """The cells that refer to something and were typed readably, by register."""
        cells: dict[str, list[tuple[CellForm, CellField]]] = {}
        for form in self.forms():
            for cell in form.cells():
                if cell.column.cell.of and isinstance(cell.data, str) and cell.data:
                    cells.setdefault(cell.column.cell.of, []).append((form, cell))
        return cells

    def facts(self) -> Facts | None:
        """The facts, or None when anything is wrong; call `look_up` first. Lines left empty are dropped."""
        for name, table in tables(self.type.facts).items():
            self.tables[name] = [line for line in self.tables[name] if not line.empty]
            self.refuse_count(table, len(self.tables[name]))
        if self.faults():
            return None
        facts = self.type.facts(
            **values(self.head), **{n: self.lines(t) for n, t in tables(self.type.facts).items()}
        )
        for refused in self.type.refuse(facts):
            self.refuse(refused.path, refused.message)
        return None if self.faults() else facts

    def lines(self, table: LineTable) -> tuple[Line, ...]:
        """A table's lines as facts."""
        return tuple(table.line(key=form.key, **values(form)) for form in self.tables[table.name])

    def refuse_count(self, table: LineTable, count: int) -> None:
        """A table has too few or too many lines."""
        if count < table.table.least:
            self.general.append(f"{table.table.label}：至少填 {table.table.least} 行")
        if count > table.table.most:
            self.general.append(f"{table.table.label}：最多 {table.table.most} 行，现在 {count} 行")

    def refuse(self, path: tuple[str | int, ...], message: str) -> None:
        """Put a rule's refusal at its cell."""
        form = self.head if len(path) == 1 else self.tables[str(path[0])][int(path[1])]
        form.cell(str(path[-1])).refuse(message)

    def faults(self) -> list[tuple[str, str]]:
        """Everything wrong, in the order of the sheet: (id of the cell or "", sentence naming the place)."""
        found = [(cell.id, f"{cell.label.text}：{cell.error}") for cell in self.head.cells() if cell.error]
        for lines in self.tables.values():
            for position, line in enumerate(lines, 1):
                found += [
                    (c.id, f"第{position}行 {c.label.text}：{c.error}") for c in line.cells() if c.error
                ]
        return found + [("", sentence) for sentence in self.general]

    def forms(self) -> Iterator[CellForm]:
        """The head and every line that somebody used."""
        yield self.head
        yield from (line for lines in self.tables.values() for line in lines if not line.empty)


def settle(form: CellForm, cell: CellField, found: list[Found]) -> None:
    """Give a reference its value, and its neighbours what they copy."""
    column = cell.column
    fault = references.fault(column.cell.label, cell.data, found)
    if fault:
        return cell.refuse(fault)
    cell.data, copied = found[0]
    for neighbour in form.cells():
        source, _, attribute = neighbour.column.cell.copied.partition(".")
        if source == cell.short_name:
            neighbour.data = neighbour.typed = copied.get(attribute, "")
            if not neighbour.data:
                cell.refuse(f"「{cell.data.label}」登记时没有填{neighbour.label.text}，请先补上")
    return None


@cache
def form_class(facts: type[Facts]) -> type[CellForm]:
    """The WTForms class of a struct."""
    return type(f"{facts.__name__}Form", (CellForm,), {n: CellField(c) for n, c in columns(facts).items()})


def line_forms(table: LineTable, fields: Fields) -> Iterator[CellForm]:
    """A bound form for each posted line."""
    declared = form_class(table.line)
    names = columns(table.line)
    for position, line in enumerate(lines_of(fields, table.name)):
        prefix = f"{table.name}-{position}-"
        form = declared(MultiDict({prefix + name: line.get(name, "") for name in names}), prefix=prefix)
        form.key = line["key"]
        yield form


def padded(facts: type[Facts], fields: Fields) -> dict[str, str]:
    """The head's cells, an empty text for each that was not posted."""
    posted = dict(reversed(fields))
    return {name: posted.get(name, "") for name in columns(facts)}


def values(form: CellForm) -> dict[str, Any]:
    """The values of a bound form."""
    return {cell.short_name: cell.data for cell in form.cells()}
