"""Files that nobody ought to send: scripts under other names, bombs, halves, and archives that lie."""

import io
import struct
import zipfile
import zlib
from functools import cache

from tests.hostile.workbooks import HOSTILE, book

SCRIPT = b"<script>document.title='XSS'</script>"
SVG = (
    b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="document.title=\'XSS\'">'
    + SCRIPT
    + b"</svg>"
)
FOOT = b"trailer<</Root 1 0 R>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n"
SIDE = 30_000


def pdf(action: bytes = b"") -> bytes:
    """A PDF of no page, which does something when it is opened."""
    head = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R" + action
    return head + b">>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n" + FOOT


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def large_picture() -> bytes:
    """Thirty thousand pixels square in a hundred kilobytes."""
    packed = zlib.compressobj(9)
    row = bytes(1 + (SIDE + 7) // 8)
    rows = b"".join(packed.compress(row) for _ in range(SIDE)) + packed.flush()
    return (
        PNG
        + chunk(b"IHDR", struct.pack(">IIBBBBB", SIDE, SIDE, 1, 0, 0, 0, 0))
        + chunk(b"IDAT", rows)
        + chunk(b"IEND", b"")
    )


def large_workbook() -> bytes:
    """A sheet of 512 MB in half a megabyte."""
    place = io.BytesIO(book("%s"))
    with (
        zipfile.ZipFile(place, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("xl/a.xml", "w") as part,
    ):
        for _ in range(512):
            part.write(b"A" * (1 << 20))
    return place.getvalue()


def slipping() -> bytes:
    """An archive whose parts would lie outside."""
    place = io.BytesIO()
    with zipfile.ZipFile(place, "w") as archive:
        archive.writestr("../../../tmp/pwned.txt", "x")
        archive.writestr("/abs.txt", "x")
    return place.getvalue()


@cache
def files() -> dict[str, bytes]:
    """Every file by its name; the large ones take a second to make."""
    return {
        "ok.pdf": pdf(),
        "script.svg": SVG,
        "svg_as.png": SVG,
        "html_as.pdf": b"<html>" + SCRIPT,
        "page.html": SCRIPT,
        "polyglot.png": PNG + bytes(16) + SCRIPT,
        "js.pdf": pdf(b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>"),
        "empty.pdf": b"",
        "truncated.pdf": b"%PDF-1.7\n1 0 obj<</Type",
        "bomb.png": large_picture(),
        "bomb.xlsx": large_workbook(),
        "laughs.xlsx": HOSTILE["laughs"],
        "xxe.xlsx": HOSTILE["reads a file"],
        "formula.xlsx": HOSTILE["formulas"],
        "far_cell.xlsx": HOSTILE["two far corners"],
        "slip.zip": slipping(),
        "macro.docm": book("", **{"word/vbaProject.bin": "x"}),
        "mz.pdf": b"MZ" + bytes(500),
    }


TAKEN = {  # as evidence it is kept as it is and never opened; everything else is refused by its content
    "ok.pdf", "polyglot.png", "js.pdf", "truncated.pdf", "bomb.png", "bomb.xlsx", "laughs.xlsx", "xxe.xlsx",
    "formula.xlsx", "far_cell.xlsx",
}  # fmt: skip
