"""What the reading process is asked, and what it answers; plain values, since they go through a pipe."""

from pathlib import Path
from typing import NamedTuple

Corner = tuple[float, float]


class ReadPage(NamedTuple):
    """Read a page of a file, counted from one."""

    file: Path
    media: str
    number: int


class Seen(NamedTuple):
    """A QR on a page: its text, and its four corners in the picture, clockwise from the printed top left."""

    text: str
    corners: tuple[Corner, ...]


class PageRead(NamedTuple):
    """A page: of how many, its picture (a JPEG), whether nothing is on it, and the codes on it."""

    pages: int
    picture: bytes
    blank: bool
    codes: tuple[Seen, ...]


class LookForInk(NamedTuple):
    """Look for ink in the boxes of a page: its picture with the corners of its code, and what was printed."""

    picture: Path
    corners: tuple[Corner, ...]
    printed: Path
    page: int


class InkFound(NamedTuple):
    """Each box of the page with what was found in it: True ink, False none, None it cannot be said."""

    boxes: tuple[tuple[str, bool | None], ...]


class Bind(NamedTuple):
    """Bind the pictures (JPEG) of a paper's pages into a PDF, which is answered as bytes."""

    pictures: tuple[Path, ...]


class Fault(NamedTuple):
    """What could not be done, and why."""

    words: str
