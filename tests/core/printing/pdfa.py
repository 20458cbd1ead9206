"""What keeps a file from being PDF/A-3u, as far as can be told without a validator."""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf

NAMES = "{http://www.aiim.org/pdfa/ns/id/}"
SHOWN = ("Tj", "TJ", "'", '"')
NO_GLYPH = (b"\x00\x00", b"\xff\xff")


def faults_of(content: bytes) -> list[str]:
    """What is wrong with a PDF; nothing where it is what an archive PDF has to be."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [*of_the_whole(pdf), *of_fonts(pdf), *of_glyphs(pdf), *of_attachments(pdf)]


def of_the_whole(pdf: pikepdf.Pdf) -> Iterator[str]:
    said = pdf.open_metadata()
    if (said.get(f"{NAMES}part"), said.get(f"{NAMES}conformance")) != ("3", "U"):
        yield "not declared as PDF/A-3u"
    intents = pdf.Root.get("/OutputIntents") or []
    if not any(i.get("/S") == "/GTS_PDFA1" and "/DestOutputProfile" in i for i in intents):
        yield "no output intent with a profile"
    if pdf.is_encrypted or "/ID" not in pdf.trailer:
        yield "encrypted or without an identifier"
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary) and ("/JS" in each or each.get("/S") == "/Launch"):
            yield "a script or a program to start"
        if isinstance(each, pikepdf.Stream) and ("/F" in each or "/LZWDecode" in str(each.get("/Filter"))):
            yield "a stream that lies elsewhere or is packed by LZW"


def of_fonts(pdf: pikepdf.Pdf) -> Iterator[str]:
    for page in pdf.pages:
        for name, font in fonts(page.resources):
            described = (font.DescendantFonts[0] if "/DescendantFonts" in font else font).FontDescriptor
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(described.keys()):
                yield f"font {name} is not embedded"
            if "/ToUnicode" not in font:
                yield f"the text in font {name} cannot be read back"


def fonts(resources: Any) -> Iterator[tuple[str, Any]]:
    """The fonts of a page, with those of the forms that are drawn on it."""
    yield from (resources.get("/Font") or {}).items()
    for drawn in (resources.get("/XObject") or {}).values():
        if drawn.get("/Subtype") == "/Form" and "/Resources" in drawn:
            yield from fonts(drawn.Resources)


def of_glyphs(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Characters that no font has, all of whose codes have two bytes here."""
    for number, page in enumerate(pdf.pages, 1):
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) not in SHOWN:
                continue
            parts = operands[0] if str(operator) == "TJ" else operands[-1:]
            codes = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
            if any(codes[at : at + 2] in NO_GLYPH for at in range(0, len(codes), 2)):
                yield f"a character without a glyph on page {number}"


def of_attachments(pdf: pikepdf.Pdf) -> Iterator[str]:
    associated = {str(each.get("/UF")) for each in pdf.Root.get("/AF") or []}
    for name in pdf.attachments:
        if name not in associated or "/AFRelationship" not in pdf.attachments[name].obj:
            yield f"{name} is attached without saying what it is to the document"
