"""The code of every page, drawn as a QR into the foot of a finished PDF."""

from collections.abc import Iterable
from io import BytesIO

import pikepdf

from portal.core import blank_code
from portal.core.blank_code import BlankCode
from portal.core.page_code import PageCode, told
from portal.core.printing.job import BlankStamp, Laid, Stamp
from portal.core.printing.qr import rows_of, runs

MM = 72 / 25.4
LEFT, BOTTOM, SIDE = 25 * MM, 5 * MM, 18 * MM
PLACE = (LEFT, BOTTOM, SIDE, SIDE)


def stamped(pdf: bytes, codes: list[str]) -> bytes:
    """The PDF with a code on each page."""
    with pikepdf.open(BytesIO(pdf)) as whole:
        put_codes(whole, codes)
        return saved(whole)


def laid_over(laid: Laid, strips: bytes) -> bytes:
    """The archive PDF with a strip and a code of its own on each page."""
    with pikepdf.open(BytesIO(laid.archive)) as whole, pikepdf.open(BytesIO(strips)) as over:
        take_off_seal(whole)
        for page, strip in zip(whole.pages, over.pages, strict=True):
            page.add_overlay(strip, None)
        if laid.stamp:
            codes = page_codes(laid.stamp, len(whole.pages))
            put_codes(whole, codes, b"q 1 g %.3f %.3f %.3f %.3f re f Q\n" % PLACE)
        return saved(whole)


def take_off_seal(whole: pikepdf.Pdf) -> None:
    """A copy is another file: it bears no broken signature. Our papers have no other forms or notes."""
    for name in ("/AcroForm", "/Perms"):
        if name in whole.Root:
            del whole.Root[name]
    for page in whole.pages:
        kept = [note for note in page.get("/Annots", ()) if note.get("/Subtype") != "/Widget"]
        if "/Annots" in page:
            page["/Annots"] = pikepdf.Array(kept)


def page_codes(stamp: Stamp, pages: int) -> list[str]:
    """The code of each page of a document."""
    numbers, (document_id, version, digest, copy) = range(1, pages + 1), stamp
    return [told(PageCode(document_id, version, number, pages, copy), digest) for number in numbers]


def blank_codes(blanks: Iterable[tuple[BlankStamp, int]]) -> list[str]:
    """The code of each page of blanks that have so many pages each."""
    return [
        blank_code.told(BlankCode(stamp.issue_id, stamp.serial, number, pages), stamp.secret)
        for stamp, pages in blanks
        for number in range(1, pages + 1)
    ]


def put_codes(whole: pikepdf.Pdf, codes: list[str], first: bytes = b"") -> None:
    """Draw the code of each page, after what comes first."""
    for page, code in zip(whole.pages, codes, strict=True):
        page.contents_add(b"q\n", prepend=True)
        page.contents_add(b"\nQ\n" + first + drawn(code))


def saved(whole: pikepdf.Pdf) -> bytes:
    """A PDF as bytes, the same for the same content."""
    made = BytesIO()
    whole.save(made, deterministic_id=True)
    return made.getvalue()


def drawn(text: str) -> bytes:
    """A QR as drawing operators: black squares, joined along each row."""
    rows = rows_of(text)
    module = SIDE / len(rows)
    parts = ["q 0 g"]
    for down, row in enumerate(rows):
        bottom = BOTTOM + SIDE - (down + 1) * module
        parts += [
            f"{LEFT + at * module:.3f} {bottom:.3f} {n * module:.3f} {module:.3f} re" for at, n in runs(row)
        ]
    return "\n".join([*parts, "f Q"]).encode()
