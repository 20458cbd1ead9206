"""Where the signature boxes for ink are on the pages of an archive PDF; kept in the PDF itself."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pikepdf

from portal.core.printing.job import DataFile

NAME = "ink-boxes.json"
POINT = 0.75  # of a CSS pixel


class Box(msgspec.Struct, frozen=True):
    """A box to be filled with ink: its page, its label, and its place in points from the page's top left."""

    page: int
    label: str
    left: float
    top: float
    width: float
    height: float


def ink_boxes(pages: Iterable[Any]) -> tuple[Box, ...]:
    """The boxes of WeasyPrint's pages that are marked with `data-ink`, their label."""
    return tuple(
        Box(number, label, *(round(side * POINT, 2) for side in sides))
        for number, page in enumerate(pages, 1)
        for label, sides in marked(page._page_box)
    )


def marked(box: Any) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    """The marked boxes below one, each once, with left, top, width and height in CSS pixels."""
    label = box.element.get("data-ink") if box.element is not None and box.element_tag == "td" else None
    if label:
        yield label, (box.position_x, box.position_y, box.border_width(), box.border_height())
        return
    for child in getattr(box, "children", ()):
        yield from marked(child)


def boxes_file(boxes: tuple[Box, ...]) -> DataFile:
    """The boxes as a file within the PDF."""
    return DataFile(NAME, "待签字栏的位置", msgspec.json.encode(boxes))


def boxes_in(pdf: Path) -> tuple[Box, ...]:
    """The boxes that an archive PDF, or a copy of one, says it has; none in those made before."""
    with pikepdf.open(pdf) as whole:
        if NAME not in whole.attachments:
            return ()
        content = whole.attachments[NAME].get_file().read_bytes()
    return msgspec.json.decode(content, type=tuple[Box, ...])
