"""Laying facts out as a sheet says: every value becomes text, once and for ever."""

from collections.abc import Callable
from typing import Any

from portal.core.facts import Column, Facts, Line, LineTable, columns, tables
from portal.core.kinds import kind_of, shown, typed
from portal.core.money import Amount, capitals
from portal.core.sheet import CellView, Given, Head, RowView, Sheet, TableView
from portal.core.totals import total


def layout(sheet: Sheet, facts: Facts, head: Head) -> tuple[tuple[CellView, ...] | TableView, ...]:
    """Lay facts out as the sheet says."""
    return tuple(row_of(row, facts, head) for row in sheet.rows)


def row_of(row: tuple[str | Given, ...], facts: Facts, head: Head) -> tuple[CellView, ...] | TableView:
    """One row: cells side by side, or a table over the whole width."""
    if len(row) == 1 and row[0] in tables(type(facts)):
        return table_of(str(row[0]), facts)
    return tuple(given_cell(c, head) if isinstance(c, Given) else cell_of(c, facts) for c in row)


def table_of(name: str, facts: Facts) -> TableView:
    """A table's heading, lines and totals."""
    declared, lines = tables(type(facts))[name], getattr(facts, name)
    heads = tuple(CellView(c.name, c.cell.label, "", c.cell.width) for c in columns(declared.line).values())
    foot = foot_of(declared, lambda column: [getattr(line, column) for line in lines])
    return TableView(name, declared.table.label, heads, tuple(line_of(line) for line in lines), foot)


def line_of(line: Line) -> RowView:
    """One line's cells as text."""
    names = columns(line.__class__)
    return RowView(line.key, tuple(cell_of(name, line) for name in names))


def foot_of(declared: LineTable, values: Callable[[str], list[Any]]) -> tuple[CellView, ...]:
    """The totals under a table's columns, empty cells between them; raises NotMoney when one does not fit."""
    table = declared.table
    if not table.totals:
        return ()
    return tuple(
        cell(column, total(values(name)) if name in table.totals else None, table.capitals)
        for name, column in columns(declared.line).items()
    )


def cell_of(name: str, facts: Facts) -> CellView:
    """One declared cell as text."""
    column = columns(type(facts))[name]
    when = column.cell.when
    idle = when is not None and typed(getattr(facts, when.cell)) not in when.answers
    return cell(column, getattr(facts, name), column.cell.capitals, idle)


def cell(column: Column, value: Any, in_capitals: bool, idle: bool = False) -> CellView:
    """A value under its label, standing where its kind stands."""
    align = kind_of(column).align
    return CellView(
        column.name,
        column.cell.label,
        "" if idle else shown(value),
        column.cell.width,
        number=align == "middle",
        figure=align == "right",
        capitals=capitals_of(value) if in_capitals and not idle else "",
        idle=idle,
    )


def capitals_of(value: Any) -> str:
    """An amount in 大写 as it stands on paper; empty for anything else."""
    return f"人民币{capitals(value)}" if isinstance(value, Amount) else ""


def given_cell(given: Given, head: Head) -> CellView:
    """A cell that the document fills."""
    return CellView(given.what, given.label, str(getattr(head, given.what)), 3)
