"""The blank form: the sheet with every cell empty, for the day on which the portal cannot be reached."""

from portal.core.document_type import DocumentType
from portal.core.facts import LineTable, columns, tables
from portal.core.sheet import CellView, Given, Head, RowView, SheetView, TableView

LINES = {"A4": 18, "A4 landscape": 10}  # rows that fit one page above the signatures
LEAST = 4


def blank_view(form: DocumentType, company: str, number: str = "") -> SheetView:
    """The empty sheet, perhaps with its number; a table has as many lines as its page has room for."""
    declared = tables(form.facts)
    beside = sum(row[0] not in declared for row in form.sheet.rows)
    room = max(LEAST, LINES[form.sheet.paper] - beside)
    rows = tuple(
        blank_table(declared[str(row[0])], room // len(declared))
        if row[0] in declared
        else tuple(blank_cell(form, cell) for cell in row)
        for row in form.sheet.rows
    )
    head = Head(company, "", "", "")
    told = (form.title, form.code, number, form.clause, form.sheet.paper)
    return SheetView(head, *told, rows, form.sheet.signed)


def blank_cell(form: DocumentType, cell: str | Given) -> CellView:
    """One empty cell under its label."""
    if isinstance(cell, Given):
        return CellView(cell.what, cell.label, "", 3)
    declared = columns(form.facts)[cell].cell
    return CellView(cell, declared.label, "", declared.width)


def blank_table(table: LineTable, room: int) -> TableView:
    """A table's heading over so many empty lines."""
    heads = tuple(CellView(c.name, c.cell.label, "", c.cell.width) for c in columns(table.line).values())
    foot = blank_foot(table, heads)
    count = min(room - len(foot[:1]), table.table.most)
    lines = tuple(RowView(str(number), empty_line(heads)) for number in range(count))
    return TableView(table.name, table.table.label, heads, lines, foot)


def blank_foot(table: LineTable, heads: tuple[CellView, ...]) -> tuple[CellView, ...]:
    """Room for the totals, where columns have them; and to write a sum that stands alone in words."""
    totals = table.table.totals
    in_words = "　" if table.table.capitals and len(totals) == 1 else ""
    cells = (
        CellView(head.name, head.label, "", head.width, capitals=in_words if head.name in totals else "")
        for head in heads
    )
    return tuple(cells) if totals else ()


def empty_line(heads: tuple[CellView, ...]) -> tuple[CellView, ...]:
    """A line to write on: a space keeps the row's height."""
    return tuple(CellView(head.name, head.label, "　", head.width) for head in heads)
