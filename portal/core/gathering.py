"""A week of records as one sheet: their lines one under the other, each with its day."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from portal.core.document_type import DocumentType
from portal.core.facts import columns, tables
from portal.core.sheet import CellView, RowView, SheetView, TableView
from portal.core.week import Week

DAY = CellView("day", "日期", "", 3)


class Entry(NamedTuple):
    """One record of the week."""

    day: date
    view: SheetView


def gathered(form: DocumentType, week: Week, entries: list[Entry], notes: list[str], by: str) -> SheetView:
    """The week's sheet of one person, from the records' own views, oldest first, with what there is to note.

    `by` is the title of who looks at it: his is the last signature cell.
    """
    newest = entries[-1].view
    top = (
        CellView("author", form.sheet.signed[0], newest.head.author, 3),
        CellView("week", "周", str(week), 5),
        CellView("count", "已交", f"{len({entry.day for entry in entries})} 天", 2),
    )
    told = (CellView("notes", "说明", "；".join(notes), 12),)
    title, number = f"{form.title}（一周）", f"{week.monday:%Y-%m-%d} 起一周"
    signed = (*form.sheet.signed, by)
    rows = (top, *merged(form, entries), *((told,) if notes else ()))
    return SheetView(newest.head, title, form.code, number, form.clause, form.sheet.paper, rows, signed)


def merged(form: DocumentType, entries: list[Entry]) -> Iterator[TableView]:
    """Each table of the form over the whole week, and its other cells as a table of their own."""
    for name in tables(form.facts):
        found = [(e.day, table) for e in entries for table in e.view.tables() if table.name == name]
        rows = tuple(dated(day, row) for day, table in found for row in table.rows)
        newest = found[-1][1]
        yield TableView(name, newest.label, (DAY, *newest.heads), rows)
    yield from said_beside(form, entries)


def said_beside(form: DocumentType, entries: list[Entry]) -> Iterator[TableView]:
    """What the cells outside the tables say, each filled one a row."""
    names = columns(form.facts).keys() - {form.period}
    cells = [(entry.day, cell) for entry in entries for cell in outside(entry.view) if cell.name in names]
    rows = tuple(said(day, cell) for day, cell in cells if cell.text)
    if rows:
        yield TableView("beside", "其他", (DAY, CellView("said", "其他", "", 30)), rows)


def said(day: date, cell: CellView) -> RowView:
    """A cell as a row."""
    told = CellView("said", cell.label, f"{cell.label}：{cell.text}", 30)
    return dated(day, RowView(cell.name, (told,)))


def outside(view: SheetView) -> Iterator[CellView]:
    """The cells that stand in no table."""
    return (cell for row in view.rows if not isinstance(row, TableView) for cell in row)


def dated(day: date, row: RowView) -> RowView:
    """A row with its day in front."""
    cell = CellView(DAY.name, DAY.label, f"{day.month}月{day.day}日", DAY.width)
    return RowView(f"{day}:{row.key}", (cell, *row.cells))
