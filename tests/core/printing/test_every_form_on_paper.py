"""Each form's archive PDF, a quarter of the forms a day: labels and values are read back, nothing is a
box, it is PDF/A-3u."""

import io
import os
import re
import time
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from flask import Flask

from portal.core.document_type import DocumentType
from portal.core.printing.renderer import CannotRender, renderer
from portal.core.printing.worker import job_of
from tests.core.forms.toys import toy
from tests.core.printing.filled import OPINION, RARE, paper_of, texts
from tests.core.printing.papers import text_of
from tests.core.printing.pdfa import faults_of
from tests.turns import due

MM = 72 / 25.4
COUNTS = (1, 14, 60) if "EVERY_PAGE" in os.environ else (3,)
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)"')
KEPT = os.environ.get("KEEP_PAPERS")


@pytest.fixture
def forms(app: Flask) -> list[DocumentType]:
    return [toy, *(form for form in app.extensions["catalogue"].types() if due(form.code))]


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def made(app: Flask, form: DocumentType, lines: int) -> tuple[bytes, list[str]]:
    """The archive PDF of a filled form, and all that must stand on it."""
    paper = paper_of(form, lines)
    with app.test_request_context():
        pdf = renderer().render(job_of(1, paper))
    if KEPT:
        Path(KEPT, f"{form.code}-{lines}.pdf").write_bytes(pdf)
    return pdf, [*texts(paper.view), OPINION, *(entry.person for entry in paper.history)]


@pytest.mark.parametrize("lines", COUNTS)
def test_all_that_was_typed_is_read_back(
    app: Flask, forms: list[DocumentType], tmp_path: Path, lines: int
) -> None:
    began = time.perf_counter()
    for form in forms:
        pdf, said = made(app, form, lines)
        assert faults_of(pdf) == [], form.code
        text = squeezed(text_of(pdf, tmp_path, "-raw"))
        assert [each for each in said if squeezed(each) not in text] == [], form.code
    print(f"\n{len(forms)} forms with {lines} lines: {time.perf_counter() - began:.1f} s")


def test_every_form_is_filled_with_characters_that_only_a_full_font_has(
    app: Flask, forms: list[DocumentType]
) -> None:
    """The proof above would be empty if it read back usual letters only."""
    for form in forms:
        typed = "".join(texts(paper_of(form).view))
        assert set(RARE) <= set(typed), form.code
        assert re.search("[A-Z]", typed)


def test_what_is_typed_stays_off_the_binding_margin_and_the_edge_for_the_seal(
    app: Flask, forms: list[DocumentType], tmp_path: Path
) -> None:
    wide = set()
    for form in forms:
        pdf, _ = made(app, form, 20)
        for page in text_of(pdf, tmp_path, "-bbox").split("<page ")[1:]:
            width = float(re.match(r'width="([\d.]+)"', page)[1])
            words = [tuple(map(float, found)) for found in WORD.findall(page)]
            assert min(left for left, _, _ in words) >= 25 * MM - 0.1, form.code
            assert max(right for _, _, right in words) <= width - 15 * MM + 0.1, form.code
            wide.add(width > 700)
    assert wide == {True, False}


def test_company_and_number_stand_on_top_of_each_page(
    app: Flask, forms: list[DocumentType], tmp_path: Path
) -> None:
    for form in forms:
        pdf, _ = made(app, form, 20)
        pages = text_of(pdf, tmp_path, "-layout").split("\f")[:-1]
        for number, page in enumerate(pages, 1):
            top = "\n".join(page.splitlines()[:6])
            assert "远山商贸有限公司" in squeezed(top), form.code
            assert re.search(r"编号 AB-202611-0001 *$", top, re.MULTILINE), form.code
            assert re.search(rf"第\s*{number}\s*页\s*共\s*{len(pages)}\s*页", page), form.code


def test_what_has_no_glyph_makes_no_archive(app: Flask) -> None:
    paper = paper_of(toy, 1, mark="\ue000")
    with app.test_request_context(), pytest.raises(CannotRender, match="MissingGlyph"):
        renderer().render(job_of(1, paper))


def test_the_check_sees_what_it_is_there_for(app: Flask) -> None:
    pdf, _ = made(app, toy, 1)
    with pikepdf.open(io.BytesIO(pdf)) as broken:
        del broken.Root["/OutputIntents"], broken.Root["/AF"]
        page = broken.pages[0]
        (name, font), *_ = page.resources.Font.items()
        del font["/ToUnicode"], font.DescendantFonts[0].FontDescriptor["/FontFile3"]
        page.contents_add(b"BT %s 9 Tf <0000> Tj ET" % name.encode())
        with broken.open_metadata() as said:
            said["{http://www.aiim.org/pdfa/ns/id/}conformance"] = "B"
        saved = io.BytesIO()
        broken.save(saved)
    found = faults_of(saved.getvalue())
    assert len(found) == 6, found
    assert all(before != after for before, after in pairwise(found))
