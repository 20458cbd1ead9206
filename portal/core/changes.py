"""What changed between two views of one document: struck through and marked, line by line."""

from collections.abc import Iterator

from msgspec.structs import replace

from portal.core.sheet import CellView, RowView, SheetView, TableView


def marked(before: SheetView, after: SheetView) -> SheetView:
    """The later view with every change marked; removed lines stay visible in their place."""
    tables = {table.name: table for table in before.tables()}
    cells = tuple(cell for row in before.rows if isinstance(row, tuple) for cell in row)
    return replace(after, rows=tuple(marked_row(row, cells, tables) for row in after.rows))


def differences(view: SheetView) -> list[str]:
    """Each change of a marked view in one short sentence, in the order of the sheet."""
    return [sentence for row in view.rows for sentence in told(row)]


def marked_row(
    row: tuple[CellView, ...] | TableView, cells: tuple[CellView, ...], tables: dict[str, TableView]
) -> tuple[CellView, ...] | TableView:
    """One row of the sheet with its changes."""
    if isinstance(row, TableView):
        earlier = tables.get(row.name)
        return marked_table(earlier, row) if earlier else row
    return marked_cells(cells, row)


def marked_table(before: TableView, after: TableView) -> TableView:
    """A table with changed lines and totals."""
    lines = tuple(marked_lines(before.rows, after.rows))
    return replace(after, rows=lines, foot=marked_cells(before.foot, after.foot))


def marked_lines(before: tuple[RowView, ...], after: tuple[RowView, ...]) -> Iterator[RowView]:
    """Lines are the same line when they share their key; a removed one follows its former neighbour."""
    earlier, left = {row.key: row for row in before}, {row.key for row in after}
    gone = removed_after(before, left)
    yield from gone.get("", ())
    for row in after:
        yield marked_line(earlier.get(row.key), row)
        yield from gone.get(row.key, ())


def removed_after(before: tuple[RowView, ...], left: set[str]) -> dict[str, list[RowView]]:
    """Removed lines, by the key of the kept line that they followed ("" for the top)."""
    gone: dict[str, list[RowView]] = {}
    neighbour = ""
    for row in before:
        if row.key in left:
            neighbour = row.key
        else:
            gone.setdefault(neighbour, []).append(replace(row, mark="removed"))
    return gone


def marked_line(before: RowView | None, after: RowView) -> RowView:
    """A new line is marked as a whole, a kept one cell by cell."""
    if before is None:
        return replace(after, mark="added")
    return replace(after, cells=marked_cells(before.cells, after.cells))


def marked_cells(before: tuple[CellView, ...], after: tuple[CellView, ...]) -> tuple[CellView, ...]:
    """Cells side by side, each with what stood there before."""
    earlier = {cell.name: cell for cell in before}
    return tuple(marked_cell(earlier.get(cell.name), cell) for cell in after)


def marked_cell(before: CellView | None, after: CellView) -> CellView:
    """A cell with what stood there before, where that differs."""
    if before is None or before.text == after.text:
        return after
    return replace(after, mark="changed", before=before.text)


def told(row: tuple[CellView, ...] | TableView) -> Iterator[str]:
    """The changes of one row of the sheet."""
    if isinstance(row, TableView):
        for position, line in enumerate(row.rows, 1):
            yield from told_line(position, line)
        yield from (f"合计 {sentence}" for sentence in told_cells(row.foot))
    else:
        yield from told_cells(row)


def told_line(position: int, line: RowView) -> Iterator[str]:
    """The changes of one line of a table."""
    if line.mark:
        yield f"第{position}行{'新增' if line.mark == 'added' else '删去'}"
    yield from (f"第{position}行 {sentence}" for sentence in told_cells(line.cells))


def told_cells(cells: tuple[CellView, ...]) -> Iterator[str]:
    """The changed cells, old → new."""
    return (f"{c.label}：{c.before or '（空）'} → {c.text or '（空）'}" for c in cells if c.mark)
