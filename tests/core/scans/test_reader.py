"""The reading process: what is huge, broken or hostile ends nothing but itself, and is named."""

import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from threading import Timer

import pikepdf
import pytest
from PIL import Image

from portal.core.scans.job import Bind, ReadPage
from portal.core.scans.reader import CannotRead, NotRead, Reader
from portal.core.scans.reading import quarter_turns, turned
from tests.core.scans.scanner import blank, with_code


@pytest.fixture
def reader() -> Iterator[Reader]:
    mine = Reader(seconds=30)
    yield mine
    mine.stop()


def kept(folder: Path, content: bytes) -> Path:
    place = folder / "file"
    place.write_bytes(content)
    return place


def png(width: int, height: int) -> bytes:
    """A PNG that says it is huge, in a few bytes."""

    def part(name: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big")

    size = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    rows = zlib.compress(bytes(10_000))
    return (
        b"\x89PNG\r\n\x1a\n"
        + part(b"IHDR", size + b"\x08\0\0\0\0")
        + part(b"IDAT", rows)
        + part(b"IEND", b"")
    )


def huge_page() -> bytes:
    """A PDF with a page of five kilometres."""
    made = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(14_400, 14_400))
        pdf.pages[0].UserUnit = 1000
        pdf.save(made)
    return made.getvalue()


def test_a_picture_that_says_it_is_huge_is_refused_and_the_process_lives(
    reader: Reader, tmp_path: Path
) -> None:
    with pytest.raises(CannotRead, match="DecompressionBomb"):
        reader.page(ReadPage(kept(tmp_path, png(30_000, 30_000)), "image/png", 1))
    process = reader.process
    assert reader.page(ReadPage(kept(tmp_path, blank()), "image/jpeg", 1)).blank
    assert reader.process is process


def test_a_huge_page_is_read_at_the_size_of_others(reader: Reader, tmp_path: Path) -> None:
    page = reader.page(ReadPage(kept(tmp_path, huge_page()), "application/pdf", 1))
    with Image.open(io.BytesIO(page.picture)) as picture:
        assert max(picture.size) <= 2340
    assert page.pages == 1 and page.blank


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7\nnothing", b"%PDF-", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n"]
)
def test_broken_files_are_refused(reader: Reader, tmp_path: Path, content: bytes) -> None:
    media = "application/pdf" if content.startswith(b"%PDF") else "image/jpeg"
    with pytest.raises(CannotRead):
        reader.page(ReadPage(kept(tmp_path, content), media, 1))


def test_a_locked_pdf_is_refused(reader: Reader, tmp_path: Path) -> None:
    made = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(made, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(CannotRead):
        reader.page(ReadPage(kept(tmp_path, made.getvalue()), "application/pdf", 1))


def test_a_process_that_is_killed_or_hangs_is_replaced(reader: Reader, tmp_path: Path) -> None:
    asked = ReadPage(kept(tmp_path, with_code("x")), "image/jpeg", 1)
    assert reader.page(asked).codes
    killer = Timer(0.05, reader.process.kill)
    killer.start()
    with pytest.raises(NotRead):
        for _ in range(50):
            reader.page(asked)
    killer.join()
    reader.seconds = 0.001
    with pytest.raises(NotRead, match="took too long"):
        reader.page(asked)
    reader.seconds = 30
    assert reader.page(asked).codes


def test_what_is_no_picture_is_not_bound(reader: Reader, tmp_path: Path) -> None:
    with pytest.raises(CannotRead):
        reader.bound(Bind((kept(tmp_path, b"no picture"),)))


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
def test_a_page_is_kept_upright(reader: Reader, tmp_path: Path, angle: int) -> None:
    with Image.open(io.BytesIO(with_code("GJ1:1:1:1/1:0:ABCDEF"))) as image:
        lying = io.BytesIO()
        image.rotate(angle, expand=True).save(lying, "JPEG")
    page = reader.page(ReadPage(kept(tmp_path, lying.getvalue()), "image/jpeg", 1))
    (left, top), (right, bottom), *_ = page.codes[0].corners
    assert right - left > 0.1 and abs(bottom - top) < 0.01
    with Image.open(io.BytesIO(page.picture)) as picture:
        assert picture.height > picture.width
    assert quarter_turns(page.codes) == 0 and quarter_turns((turned(page.codes[0]),)) == 3
