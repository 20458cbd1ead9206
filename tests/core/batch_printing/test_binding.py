"""Binding PDFs: bookmarks, names that every system takes, few files open at a time."""

from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest

from portal.core.batch_printing.binding import Entry, PdfBinder, ZipBinder, free_name, pages_in, safe_name
from tests.core.batch_printing.batches import bookmarks

OPEN = Path("/proc/self/fd")
AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def paper(folder: Path, name: str, pages: int) -> Entry:
    """A PDF of so many pages, each as wide as its number of pages says."""
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page(page_size=(100 + pages, 200))
        pdf.save(folder / f"{name}.paper")
    return Entry(folder / f"{name}.paper", name)


def test_papers_follow_each_other_each_with_its_bookmark(tmp_path: Path) -> None:
    binder = PdfBinder(tmp_path)
    binder.add([paper(tmp_path, "甲", 2), paper(tmp_path, "乙", 1)])
    binder.add([paper(tmp_path, "丙", 3)])
    place, pages = binder.finish()
    assert pages == 6 and bookmarks(place.read_bytes()) == [("甲", 1), ("乙", 3), ("丙", 4)]
    with pikepdf.open(place) as whole:
        assert [int(page.mediabox[2]) for page in whole.pages] == [102, 102, 101, 103, 103, 103]


@pytest.mark.parametrize("kind", [PdfBinder, lambda folder: ZipBinder(folder, AT)])
def test_the_same_papers_make_the_same_file(tmp_path: Path, kind) -> None:
    entries, made = [paper(tmp_path, "甲", 2), paper(tmp_path, "乙", 1)], []
    for name in "ab":
        (tmp_path / name).mkdir()
        binder = kind(tmp_path / name)
        binder.add(entries)
        made.append(binder.finish()[0].read_bytes())
    assert made[0] == made[1]


def test_a_zip_has_every_paper_whole_under_a_name_of_its_own(tmp_path: Path) -> None:
    entries = [paper(tmp_path, "甲", 1), paper(tmp_path, "乙", 2)]
    binder = ZipBinder(tmp_path, AT)
    for entry in entries:
        binder.add([entry._replace(name="XF-1 计划/改")])
    with ZipFile(binder.finish()[0]) as whole:
        assert whole.namelist() == ["XF-1 计划_改.pdf", "XF-1 计划_改 (2).pdf"]
        assert [whole.read(name) for name in whole.namelist()] == [e.place.read_bytes() for e in entries]
        assert whole.infolist()[0].date_time == (2026, 11, 23, 9, 30, 0)


def test_a_section_keeps_no_file_open(tmp_path: Path) -> None:
    binder, before = PdfBinder(tmp_path), len(list(OPEN.iterdir()))
    binder.add([paper(tmp_path, f"{n}", 1) for n in range(30)])
    assert len(list(OPEN.iterdir())) == before


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("XF-1 计划", "XF-1 计划"), ('a/b\\c:d*e?f"g<h>i|j', "a_b_c_d_e_f_g_h_i_j"), ("../../etc", "_.._etc"),
        (" . ", "_"), ("", "_"), ("好\x00\n坏", "好_坏"), ("右\u202e左", "右_左"), ("长" * 90, "长" * 80),
    ],
)  # fmt: skip
def test_a_name_is_one_that_every_system_takes(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_names_that_differ_in_case_alone_are_the_same_to_some_systems() -> None:
    taken = set[str]()
    assert [free_name(name, taken) for name in ("a", "A", "a (2)")] == ["a", "A (2)", "a (2) (2)"]


def test_what_is_no_pdf_has_no_pages(tmp_path: Path) -> None:
    (tmp_path / "torn").write_bytes(b"%PDF-1.7\n")
    assert pages_in(tmp_path / "torn") == pages_in(tmp_path / "missing") == 0
    assert pages_in(paper(tmp_path, "甲", 2).place) == 2
