"""A filled workbook as what somebody typed; nothing is judged here but whether it can be read."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from portal.core.facts import Column, LineTable, Month, tables
from portal.core.forms.fields import Fields, line_start
from portal.core.spreadsheets.layout import (
    HEAD_ROW,
    HEAD_SHEET,
    NAMES_ROW,
    Sheeted,
    marker,
    sheet_name,
    typed_columns,
)
from portal.core.spreadsheets.opening import sheets_of

MOST_UNPACKED = 20 * 1024 * 1024
MOST_PARTS = 200


class Unusable(ValueError):
    """A file that is not a filled template of this form; the message is for the person who chose it."""


def read_workbook(form: Sheeted, content: bytes) -> Fields:
    """The posted fields that a filled template stands for; raises Unusable."""
    require_small(content)
    sheets = sheets_of(content)
    if sheets is None:
        raise Unusable("这个文件打不开，请用 Excel 另存为 .xlsx 后再试")
    head = sheets.get(HEAD_SHEET)
    if not head or not head[0] or head[0][0] != marker(form):
        raise Unusable(f"这不是《{form.title}》现在的模板，请重新下载模板再填")
    fields = list(head_fields(form, head))
    for table in tables(form.facts).values():
        fields += table_fields(table, sheets.get(sheet_name(table.table.label)) or [])
    return fields


def require_small(content: bytes) -> None:
    """Refuse what is no xlsx, and what would unpack to more than a form can hold."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
    except (BadZipFile, ValueError, OSError) as fault:
        raise Unusable("请选择 .xlsx 文件（旧的 .xls 请先另存为 .xlsx）") from fault
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Unusable("这个文件太大，不像是填好的模板")


def head_fields(form: Sheeted, rows: list[list[Any]]) -> Iterator[tuple[str, str]]:
    """The cells outside tables, by their hidden names."""
    declared = {column.name: column for column in typed_columns(form.facts)}
    for row in rows[HEAD_ROW + 1 :]:
        if len(row) > 2 and row[0] in declared:
            yield (row[0], text_of(row[2], declared[row[0]]))


def table_fields(table: LineTable, rows: list[list[Any]]) -> Fields:
    """The lines of a table; empty ones are left out."""
    names = rows[NAMES_ROW] if len(rows) > NAMES_ROW else []
    declared = {column.name: column for column in typed_columns(table.line)}
    lines = [line_of(names, row, declared) for row in rows[HEAD_ROW + 1 :]]
    filled = [line for line in lines if any(text.strip() for text in line.values())]
    if len(filled) > table.table.most:
        raise Unusable(f"{table.table.label}：最多 {table.table.most} 行，文件里有 {len(filled)} 行")
    return line_start(table.name, filled)


def line_of(names: list[Any], row: list[Any], declared: dict[str, Column]) -> dict[str, str]:
    """One row's cells by the hidden names above them."""
    named = zip(names, row, strict=False)
    return {name: text_of(value, declared[name]) for name, value in named if name in declared}


def text_of(value: Any, column: Column) -> str:
    """A workbook's value as somebody would have typed it in this cell."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return f"{value:.15g}" if abs(value) < 1e15 else str(value)  # what Excel itself shows
    if isinstance(value, datetime):
        value = value.date() if column.type is not time else value.time()
    if isinstance(value, timedelta):
        value = time(value.seconds // 3600, value.seconds // 60 % 60)
    if isinstance(value, date):
        return f"{value:%Y-%m}" if column.type is Month else value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return str(value)
