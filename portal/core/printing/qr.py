"""QR codes as they are drawn: rows of dark modules, joined where they touch. Pure."""

from typing import NamedTuple

import segno


class Picture(NamedTuple):
    """A code as the path of an SVG, one unit a module, and how many modules it has on a side."""

    path: str
    side: int


def rows_of(text: str) -> list[bytes]:
    """The modules of a code, row by row: 1 is dark."""
    return [bytes(row) for row in segno.make(text, error="m", micro=False, boost_error=False).matrix]


def runs(row: bytes) -> list[tuple[int, int]]:
    """Where dark modules begin in a row, and how many follow each other."""
    found: list[tuple[int, int]] = []
    for at, dark in enumerate(row):
        if dark and found and sum(found[-1]) == at:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        elif dark:
            found.append((at, 1))
    return found


def picture_of(text: str) -> Picture:
    """A code for a page or a paper that is laid out as HTML."""
    rows = rows_of(text)
    parts = (f"M{at} {down}h{n}v1h-{n}z" for down, row in enumerate(rows) for at, n in runs(row))
    return Picture("".join(parts), len(rows))
