"""A form as a workbook: template, filled, or with every fault marked; every cell is text, none a formula."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter

from portal.core.facts import Column, LineTable, tables
from portal.core.forms.fields import Fields, lines_of
from portal.core.kinds import kind_of
from portal.core.kinds.words import choices
from portal.core.spreadsheets.layout import (
    FAULTS,
    HEAD_ROW,
    HEAD_SHEET,
    NAMES_ROW,
    Sheeted,
    marker,
    sheet_name,
    typed_columns,
)

SAFE = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}
WIDE = 4  # characters for each twelfth of a sheet
Faults = Mapping[str, str]


def workbook(form: Sheeted, fields: Fields, faults: Faults) -> bytes:
    """What was typed as a workbook; `faults` are sentences by cell id, beside their line and in red."""
    place = BytesIO()
    with xlsxwriter.Workbook(place, SAFE) as book:
        book.set_properties({"title": form.title, "comments": ""})
        pen = Pen(book, faults)
        pen.head(form, dict(fields))
        for table in tables(form.facts).values():
            pen.table(table, lines_of(fields, table.name))
    return place.getvalue()


class Pen:
    """Writes the sheets of one workbook."""

    def __init__(self, book: Any, faults: Faults) -> None:
        self.book, self.faults = book, faults
        text = {"num_format": "@", "border": 1, "text_wrap": True, "valign": "top"}
        self.open = book.add_format(text | {"bg_color": "#F3F8F7", "locked": False})
        self.wrong = book.add_format(text | {"bg_color": "#F8D0CC", "locked": False})
        self.label = book.add_format({"bold": True, "bg_color": "#E6E6E3", "border": 1, "text_wrap": True})
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.told = book.add_format({"font_color": "#9C1C12", "text_wrap": True, "valign": "top"})

    def head(self, form: Sheeted, posted: dict[str, str]) -> None:
        """The sheet of the cells outside tables: name (hidden), label, value, fault."""
        sheet = self.book.add_worksheet(HEAD_SHEET)
        sheet.write_string(0, 0, marker(form))
        sheet.write_string(0, 1, form.title, self.title)
        sheet.write_string(1, 1, "只填浅色格；带 * 的必填。不要改动表名和灰色格。")
        sheet.write_string(1, 3, self.faults.get("", ""), self.told)
        sheet.set_column(0, 0, None, None, {"hidden": True})
        sheet.set_column(1, 1, 22)
        sheet.set_column(2, 3, 50)
        for row, column in enumerate(typed_columns(form.facts), HEAD_ROW + 1):
            sheet.write_string(row, 0, column.name)
            self.heading(sheet, row, 1, column)
            self.cell(sheet, row, 2, posted.get(column.name, ""), self.faults.get(column.name, ""))
            self.offer(sheet, (row, 2, row, 2), column)
            sheet.write_string(row, 3, self.faults.get(column.name, ""), self.told)

    def table(self, table: LineTable, lines: Sequence[dict[str, str]]) -> None:
        """The sheet of a table: names (hidden), headings, then a row a line with its faults at the end."""
        sheet, declared = self.book.add_worksheet(sheet_name(table.table.label)), typed_columns(table.line)
        sheet.write_string(0, 0, f"{table.table.label}：最多 {table.table.most} 行", self.title)
        sheet.set_row(NAMES_ROW, None, None, {"hidden": True})
        sheet.freeze_panes(HEAD_ROW + 1, 0)
        for position, column in enumerate(declared):
            sheet.set_column(position, position, max(10, column.cell.width * WIDE))
            sheet.write_string(NAMES_ROW, position, column.name)
            self.heading(sheet, HEAD_ROW, position, column)
            self.offer(sheet, (HEAD_ROW + 1, position, HEAD_ROW + table.table.most, position), column)
        sheet.set_column(len(declared), len(declared), 50)
        sheet.write_string(HEAD_ROW, len(declared), FAULTS, self.label)
        for number in range(max(len(lines), min(table.table.most, 30))):
            line = lines[number] if number < len(lines) else {}
            self.line(sheet, table.name, number, declared, line)

    def line(self, sheet: Any, table: str, number: int, declared: list[Column], line: dict[str, str]) -> None:
        """One line."""
        row, told = HEAD_ROW + 1 + number, []
        for position, column in enumerate(declared):
            fault = self.faults.get(f"{table}-{number}-{column.name}", "")
            told += [f"{column.cell.label}：{fault}"] if fault else []
            self.cell(sheet, row, position, line.get(column.name, ""), fault)
        sheet.write_string(row, len(declared), "；".join(told), self.told)

    def cell(self, sheet: Any, row: int, column: int, text: str, fault: str) -> None:
        """One open cell."""
        sheet.write_string(row, column, text, self.wrong if fault else self.open)

    def heading(self, sheet: Any, row: int, column: int, declared: Column) -> None:
        """A label, with a star where the cell must be filled, and the clause in a note."""
        star = "" if declared.optional else " *"
        sheet.write_string(row, column, f"{declared.cell.label}{star}", self.label)
        sheet.write_comment(row, column, declared.cell.clause)

    def offer(self, sheet: Any, area: tuple[int, int, int, int], column: Column) -> None:
        """A list to choose from, where the cell is a choice and Excel can hold it."""
        offered = list(choices(column)) if kind_of(column).name == "choice" else []
        if offered and len(",".join(offered)) <= 255 and not any("," in word for word in offered):
            sheet.data_validation(*area, {"validate": "list", "source": offered, "error_type": "warning"})


def table_workbook(title: str, headings: Sequence[str], rows: Sequence[Sequence[str | Decimal]]) -> bytes:
    """A plain list as a workbook of text and figures, without formulas."""
    place = BytesIO()
    with xlsxwriter.Workbook(place, SAFE) as book:
        sheet, bold = book.add_worksheet(sheet_name(title)), book.add_format({"bold": True})
        money = book.add_format({"num_format": "#,##0.00"})
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(headings) - 1, 20)
        for row, texts in enumerate([headings, *rows]):
            for column, text in enumerate(texts):
                if isinstance(text, Decimal):
                    sheet.write_number(row, column, text, money)
                else:
                    sheet.write_string(row, column, text, None if row else bold)
    return place.getvalue()
