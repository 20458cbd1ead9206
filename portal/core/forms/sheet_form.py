"""The form of a sheet: parse, look up, refuse at the cell, keep what was typed."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from werkzeug.datastructures import MultiDict

from portal.core.document_type import DocumentType
from portal.core.facts import Facts, Line, LineTable, Refusal, columns, tables
from portal.core.forms import references
from portal.core.forms.cells import CellField, CellForm, form_class
from portal.core.forms.fields import Fields, lines_of
from portal.core.forms.references import Found, Registers
from portal.core.judging import refusals
from portal.core.layout import foot_of
from portal.core.money import NotMoney
from portal.core.regulation import Regulation
from portal.core.sheet import CellView
from portal.core.terms import Terms

PAPER = "paper_number"


class Said(NamedTuple):
    """What a sheet says so far, as read: the head's cells, and of each table the lines somebody used.

    A cell that is empty or cannot be read is None, a reference that was not found stays text."""

    head: dict[str, Any]
    lines: dict[str, list[dict[str, Any]]]


class SheetForm:
    """A whole sheet as posted. After `facts`, `faults()` says what is wrong and where.

    `paper` is the number on the blank that it was written on; it is the document's, and none of the facts."""

    def __init__(self, form: DocumentType, fields: Fields) -> None:
        self.type = form
        self.head = form_class(form.facts)(MultiDict(padded(form.facts, fields)))
        self.tables = {name: list(line_forms(table, fields)) for name, table in tables(form.facts).items()}
        self.paper, self.paper_fault = dict(reversed(fields)).get(PAPER, "").strip(), ""
        self.general: list[str] = []
        self.refusals: list[Refusal] = []
        for part in self.forms():
            part.demand()

    def look_up(self, registers: Registers, unit_id: int) -> None:
        """Resolve every reference, one question for each register, and fill the copied cells."""
        for kind, cells in self.references().items():
            answers = registers[kind].resolve({cell.data for _, cell in cells}, unit_id)
            unknown = {cell.data for _, cell in cells if not answers.get(cell.data)}
            never = references.forbidden(registers[kind], unknown)
            for line, cell in cells:
                if cell.data in never:
                    self.take([Refusal(self.path_of(line, cell), *never[cell.data])])
                else:
                    settle(line, cell, answers.get(cell.data, []))

    def path_of(self, form: CellForm, cell: CellField) -> tuple[str | int, ...]:
        """Where a cell stands, as rules name it."""
        for name, lines in self.tables.items():
            if form in lines:
                return name, lines.index(form), cell.short_name
        return (cell.short_name,)

    def show_copies(self, registers: Registers, unit_id: int) -> None:
        """Fill the copied cells of a draft, and forget every fault: a draft is judged by nobody."""
        self.look_up(registers, unit_id)
        for form in (self.head, *(line for lines in self.tables.values() for line in lines)):
            for cell in form.cells():
                cell.process_errors = []

    def said(self) -> Said:
        """What it says so far; call `look_up` or `show_copies` first."""
        used = {name: [line for line in lines if not line.empty] for name, lines in self.tables.items()}
        return Said(self.head.values(), {name: [x.values() for x in lines] for name, lines in used.items()})

    def about(self, today: date) -> date:
        """The day that the sheet is about: the one it says, today until it says one."""
        said = self.head.cell(self.type.period).data
        return said if isinstance(said, date) else today

    def references(self) -> dict[str, list[tuple[CellForm, CellField]]]:
        """The cells that refer to something and were typed readably, by register."""
        cells: dict[str, list[tuple[CellForm, CellField]]] = {}
        for form in self.forms():
            for cell in form.cells():
                if cell.column.cell.of and isinstance(cell.data, str) and cell.data:
                    cells.setdefault(cell.column.cell.of, []).append((form, cell))
        return cells

    def facts(self, terms: Terms, regulation: Regulation | None = None) -> Facts | None:
        """The facts, or None when anything is wrong; call `look_up` first. Lines left empty are dropped."""
        for name, table in tables(self.type.facts).items():
            self.tables[name] = [line for line in self.tables[name] if not line.empty]
            self.refuse_count(table, len(self.tables[name]))
            self.refuse_total(table)
        if self.faults():
            return None
        facts = self.type.facts(
            **self.head.values(), **{n: self.lines(t) for n, t in tables(self.type.facts).items()}
        )
        self.take(refusals(regulation, self.type, facts, terms))
        return None if self.faults() else facts

    def lines(self, table: LineTable) -> tuple[Line, ...]:
        """A table's lines as facts."""
        return tuple(table.line(key=form.key, **form.values()) for form in self.tables[table.name])

    def refuse_count(self, table: LineTable, count: int) -> None:
        """A table has too few or too many lines."""
        if count < table.table.least:
            self.general.append(f"{table.table.label}：至少填 {table.table.least} 行")
        if count > table.table.most:
            self.general.append(f"{table.table.label}：最多 {table.table.most} 行，现在 {count} 行")

    def refuse_total(self, table: LineTable) -> None:
        """A column's sum is more than an amount can be."""
        try:
            self.totals(table)
        except NotMoney:
            self.general.append(f"{table.table.label}：合计太大")

    def totals(self, table: LineTable) -> tuple[CellView, ...]:
        """The foot of a table as far as its lines could be read; raises NotMoney when a sum does not fit."""
        return foot_of(table, lambda name: [line.cell(name).data for line in self.tables[table.name]])

    def foot(self, table: LineTable) -> tuple[CellView, ...]:
        """The same for the page, empty when a sum does not fit."""
        try:
            return self.totals(table)
        except NotMoney:
            return ()

    def take(self, refused: Iterable[Refusal]) -> None:
        """Put refusals at their cells, and keep what they cite."""
        for refusal in refused:
            self.refusals.append(refusal)
            self.refuse(refusal.path, refusal.message)

    def refuse(self, path: tuple[str | int, ...], message: str) -> None:
        """Put a rule's refusal at its cell; of a table, or of the sheet, as a whole above them all. Raises
        LookupError for a path that leads nowhere."""
        whole = self.whole(path)
        if whole is not None:
            self.general.append(whole + message)
            return
        try:
            form = self.head if len(path) == 1 else self.tables[str(path[0])][int(path[1])]
            cell = form.cell(str(path[-1]))
        except (LookupError, StopIteration, ValueError):
            what = f"{self.type.code} has no cell at {path}: say (cell,) or (table, position, cell)"
            raise LookupError(what) from None
        cell.refuse(message)

    def whole(self, path: tuple[str | int, ...]) -> str | None:
        """Which words name a table or a sheet as a whole; None for a cell."""
        if not path:
            return ""
        table = tables(self.type.facts).get(str(path[0])) if len(path) == 1 else None
        return f"{table.table.label}：" if table else None

    def faults(self) -> list[tuple[str, str]]:
        """Everything wrong, in the order of the sheet: (id of the cell or "", sentence naming the place)."""
        found = [(PAPER, f"纸上编号：{self.paper_fault}")] if self.paper_fault else []
        found += [(cell.id, f"{cell.label.text}：{cell.error}") for cell in self.head.cells() if cell.error]
        for lines in self.tables.values():
            for position, line in enumerate(lines, 1):
                found += [
                    (c.id, f"第{position}行 {c.label.text}：{c.error}") for c in line.cells() if c.error
                ]
        return found + [("", sentence) for sentence in self.general]

    def marks(self) -> dict[str, str]:
        """What is wrong at each cell, by its id; what is wrong with a whole table, by ""."""
        cells = (cell for form in self.forms() for cell in form.cells() if cell.error)
        return {"": "；".join(self.general), **{cell.id: cell.error for cell in cells}}

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
            if not neighbour.data and cell.data.id:
                cell.refuse(f"「{cell.data.label}」登记时没有填{neighbour.label.text}，请先补上")
    return None


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
