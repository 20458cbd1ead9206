"""The sheet: how facts are laid out, and the view model that is read and printed for ever after."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Literal, NamedTuple

import msgspec

from portal.core.facts import Facts, Line, Month, Ref, columns, tables

Mark = Literal["", "changed", "added", "removed"]


class Given(NamedTuple):
    """A cell that the document itself fills: who, which unit, when."""

    what: Literal["author", "unit", "filed"]
    label: str


class Sheet(NamedTuple):
    """Rows of cell names, given cells or one table name; signature cells; paper."""

    rows: tuple[tuple[str | Given, ...], ...]
    signed: tuple[str, ...]
    paper: Literal["A4", "A4 landscape"] = "A4"


class Head(msgspec.Struct, frozen=True):
    """What stands around the facts: names as they are at the moment of the snapshot."""

    company: str
    author: str
    unit: str
    filed: str


class CellView(msgspec.Struct, frozen=True):
    """One cell as text; `before` is what stood there when `mark` says that it changed."""

    name: str
    label: str
    text: str
    width: int
    number: bool = False
    mark: Mark = ""
    before: str = ""


class RowView(msgspec.Struct, frozen=True):
    """One line of a table."""

    key: str
    cells: tuple[CellView, ...]
    mark: Mark = ""


class TableView(msgspec.Struct, frozen=True):
    """A table with its heading cells."""

    name: str
    label: str
    heads: tuple[CellView, ...]
    rows: tuple[RowView, ...]


class SheetView(msgspec.Struct, frozen=True):
    """A document as it was read and is printed: nothing here is looked up again."""

    head: Head
    title: str
    code: str
    number: str
    clause: str
    paper: str
    rows: tuple[tuple[CellView, ...] | TableView, ...]
    signed: tuple[str, ...]

    def tables(self) -> Iterator[TableView]:
        """The tables among the rows."""
        return (row for row in self.rows if isinstance(row, TableView))


def layout(sheet: Sheet, facts: Facts, head: Head) -> tuple[tuple[CellView, ...] | TableView, ...]:
    """Lay facts out as the sheet says."""
    return tuple(row_of(row, facts, head) for row in sheet.rows)


def row_of(row: tuple[str | Given, ...], facts: Facts, head: Head) -> tuple[CellView, ...] | TableView:
    """One row: cells side by side, or a table over the whole width."""
    if len(row) == 1 and row[0] in tables(type(facts)):
        return table_of(str(row[0]), facts)
    return tuple(given_cell(c, head) if isinstance(c, Given) else cell_of(c, facts) for c in row)


def table_of(name: str, facts: Facts) -> TableView:
    """A table's heading and lines."""
    line_type, table = tables(type(facts))[name].line, tables(type(facts))[name].table
    heads = tuple(CellView(c.name, c.cell.label, "", c.cell.width) for c in columns(line_type).values())
    return TableView(name, table.label, heads, tuple(line_of(line) for line in getattr(facts, name)))


def line_of(line: Line) -> RowView:
    """One line's cells as text."""
    names = columns(line.__class__)
    return RowView(line.key, tuple(cell_of(name, line) for name in names))


def cell_of(name: str, facts: Facts) -> CellView:
    """One declared cell as text."""
    column = columns(type(facts))[name]
    value = getattr(facts, name)
    return CellView(name, column.cell.label, shown(value), column.cell.width, isinstance(value, int))


def given_cell(given: Given, head: Head) -> CellView:
    """A cell that the document fills."""
    return CellView(given.what, given.label, str(getattr(head, given.what)), 3)


def shown(value: Any) -> str:
    """A value as people read it on paper."""
    if isinstance(value, Ref):
        return value.label
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    return str(value) if isinstance(value, Month | int) else (value or "")
