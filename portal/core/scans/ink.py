"""Ink in signature boxes: what was scanned is laid over what was printed; what is dark beside that is ink."""

from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter

from portal.core.printing.boxes import Box, boxes_in
from portal.core.scans.job import InkFound, LookForInk
from portal.core.scans.laying import DOTS, Grey, darkness, laid, shift_of

Dots = np.ndarray[Any, np.dtype[np.bool_]]
AROUND = 20.0  # points that are looked at around a box, to see whether the two agree there
INSIDE = 4.0  # points of a box's edge that are left out
DARK = 0.22  # how much darker than the paper around it ink is, of 1
NONE, SOME = 0.0006, 0.004  # the shares of a box that dust and a signature cover
STRONG = 0.5  # how dark a printed line is at least, of 1
NEAR = 7  # dots: as far as a line may lie beside its place
AGREES = 0.93  # the share of lines that are both printed and scanned, at least


def ink_on(asked: LookForInk) -> InkFound:
    """What is in each box of a page; None where the two do not agree, or it is too little for a signature."""
    boxes = [box for box in boxes_in(asked.printed) if box.page == asked.page]
    if not boxes:
        return InkFound(())
    printed = drawn(asked.printed, asked.page)
    with Image.open(asked.picture) as picture:
        scanned = laid(picture.convert("L"), asked.corners, printed)
    return InkFound(tuple((box.label, ink_in(box, printed, scanned)) for box in boxes))


def drawn(pdf: Path, page: int) -> Image.Image:
    """A page as it was printed."""
    with pypdfium2.PdfDocument(pdf) as whole:
        image: Image.Image = whole[page - 1].render(scale=DOTS, grayscale=True).to_pil().convert("L")
        return image


def ink_in(box: Box, printed: Image.Image, scanned: Image.Image) -> bool | None:
    """Whether a box has ink in it."""
    left, top, right, bottom = (round(side * DOTS) for side in edges(box, AROUND))
    window = left, top, right, bottom
    ours, theirs = darkness(printed.crop(window)), darkness(scanned.crop(window))
    (down, across), _ = shift_of(ours, theirs, round(AROUND * DOTS))
    theirs = np.roll(theirs, (-down, -across), axis=(0, 1))
    if not agrees(ours, theirs):
        return None
    inner = inside(box, window)
    share = float(np.mean((theirs[inner] > DARK) & ~spread(ours > DARK / 2)[inner]))
    return True if share > SOME else False if share < NONE else None


def edges(box: Box, around: float) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a box and so many points around it."""
    right, bottom = box.left + box.width, box.top + box.height
    return box.left - around, box.top - around, right + around, bottom + around


def inside(box: Box, window: tuple[int, ...]) -> tuple[slice, slice]:
    """The rows and columns of a window that lie within a box."""
    left, top, right, bottom = (round(side * DOTS) for side in edges(box, -INSIDE))
    return slice(top - window[1], bottom - window[1]), slice(left - window[0], right - window[0])


def agrees(ours: Grey, theirs: Grey) -> bool:
    """Whether what was printed in and around a box is found again at its place, and nothing else is there."""
    edge = round((AROUND + INSIDE) * DOTS)
    around = theirs > DARK
    around[edge:-edge, edge:-edge] = False  # what is in the box is asked about later
    rim = round(AROUND * DOTS / 2)  # what lies there may have come from beyond
    within = around[rim:-rim, rim:-rim]
    again, known = spread(theirs > DARK)[ours > STRONG], spread(ours > DARK / 2)[rim:-rim, rim:-rim][within]
    return bool(again.size and known.size and min(np.mean(again), np.mean(known)) > AGREES)


def spread(dots: Dots) -> Dots:
    """Dots with those around them."""
    wide = Image.fromarray(dots.astype(np.uint8)).filter(ImageFilter.MaxFilter(NEAR))
    return np.asarray(wide).astype(bool)
