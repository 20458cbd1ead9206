"""Workbooks that no template of ours became: bombs, lies, other formats, and cells where none should be."""

import io
import struct
import zipfile

from portal.core.spreadsheets.layout import HEAD_SHEET

SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = f"""<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>"""
ROOT = f"""<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="r" Type="{RELATED}/officeDocument" Target="xl/workbook.xml"/></Relationships>"""
BOOK = f"""<workbook {SPACE} xmlns:r="{RELATED}">
<sheets><sheet name="%s" sheetId="1" r:id="r1"/></sheets>%s</workbook>"""
SHEET = f"""<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="r1" Type="{RELATED}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"""

WHOLE = f"<worksheet {SPACE}><sheetData>%s</sheetData>%s</worksheet>"


def cell(place: str, inside: str, kind: str = "") -> str:
    return f'<c r="{place}"{kind}>{inside}</c>'


def text(place: str, words: str) -> str:
    return cell(place, f"<is><t>{words}</t></is>", ' t="inlineStr"')


def book(rows: str, *, beside: str = "", before: str = "", sheet: str = HEAD_SHEET, **parts: str) -> bytes:
    """An .xlsx of one sheet with these rows; other parts of it by name (__ for /)."""
    whole = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": ROOT,
        "xl/workbook.xml": BOOK % (sheet, parts.pop("book", "")),
        "xl/_rels/workbook.xml.rels": SHEET,
        "xl/worksheets/sheet1.xml": before + WHOLE % (rows, beside),
    } | {name.replace("__", "/"): part for name, part in parts.items()}
    place = io.BytesIO()
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in whole.items():
            archive.writestr(name, part)
    return place.getvalue()


def row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def lying(content: bytes) -> bytes:
    """The same archive, each of its parts declared to be ten bytes large."""
    told, place = bytearray(content), content.find(b"PK\x01\x02")
    while place >= 0:
        told[place + 24 : place + 28] = struct.pack("<I", 10)
        place = content.find(b"PK\x01\x02", place + 4)
    return bytes(told)


def opendocument() -> bytes:
    """An OpenDocument table whose one cell repeats a thousand million times."""
    place = io.BytesIO()
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{office}" xmlns:table="{table}"><office:body>'
            f'<office:spreadsheet><table:table table:name="{HEAD_SHEET}">'
            '<table:table-row table:number-rows-repeated="1048576">'
            '<table:table-cell office:value-type="float"'
            ' office:value="1" table:number-columns-repeated="1024"/></table:table-row></table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return place.getvalue()


ENTITIES = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
LAUGHS = f'<!DOCTYPE x [<!ENTITY a "{"A" * 100}">{ENTITIES}]>'
READS = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
FIRST = row(1, cell("A1", "<v>1</v>"))
HOSTILE: dict[str, bytes] = {
    "empty": b"",
    "truncated": book(FIRST)[:-30],
    "xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
    "csv renamed": "日期,客户\r\n2026-12-01,嘉禾建材\r\n".encode(),
    "html renamed": b"<html><table><tr><td>1</td></tr></table></html>",
    "xlsx behind an xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + book(FIRST),
    "declared large": book(FIRST, xl__media__a="0" * 21 * 1024 * 1024),
    "declared small": lying(book(row(1, text("A1", "A" * 40_000_000)))),
    "a million rows": book("".join(row(n, "<c/>") for n in range(1, 1_000_000))),
    "rows without numbers": book("<row/>" * 900_000 + row(1_048_576, cell("A1048576", "<v>1</v>"))),
    "two far corners": book(FIRST + row(1_048_576, cell("XFD1048576", "<v>1</v>"))),
    "a cell beyond every sheet": book(FIRST + row(4_294_967_295, cell("ZZZZZZ4294967295", "<v>1</v>"))),
    "a wide row": book(row(1, cell("A1", "<v>1</v>")) + row(1000, cell("XFD1000", "<v>1</v>"))),
    "a text from nowhere": book(row(1, cell("A1", "<v>99999999</v>", ' t="s"'))),
    "formulas": book(row(1, cell("A1", '<f>HYPERLINK("http://127.0.0.1:9","x")</f><v>x</v>'))),
    "external links": book(FIRST, book='<externalReferences><externalReference/></externalReferences>',
                           xl__externalLinks__externalLink1_xml="<externalLink/>"),
    "wrong sheet": book(FIRST, sheet="别的表"),
    "no sheet": book(FIRST).replace(b"worksheets/sheet1.xml", b"worksheets/sheet2.xml"),
    "merged cells": book(FIRST, beside='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
    "macros": book(FIRST, xl__vbaProject_bin="\xd0\xcf"),
    "laughs": book(row(1, text("A1", "&i;")), before=LAUGHS),
    "reads a file": book(row(1, text("A1", "&e;")), before=READS),
    "opendocument": opendocument(),
    "a number too large": book(row(1, cell("A1", "<v>1e999</v>"), cell("B1", "<v>NaN</v>"))),
    "a day that is none": book(row(1, cell("A1", "<v>99999-99-99</v>", ' t="d"'))),
    "an error": book(row(1, cell("A1", "<v>#REF!</v>", ' t="e"'))),
    "many parts": book(FIRST, **{f"xl/a{n}": "1" for n in range(250)}),
}  # fmt: skip
