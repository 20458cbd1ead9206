"""Ink in signature boxes: what was scanned is laid over what was printed; what is dark beside that is ink."""

from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter

from portal.core.printing.boxes import Box, boxes_in
from portal.core.printing.stamping import BOTTOM, LEFT, SIDE
from portal.core.scans.job import Corner, InkFound, LookForInk

Grey = np.ndarray[Any, np.dtype[np.float32]]
DOTS = 2.0  # to a point: 144 to an inch
AROUND = 20.0  # points that are looked at around a box, to find where it is
INSIDE = 4.0  # points of a box's edge that are left out
DARK = 0.22  # how much darker than the paper around it ink is, of 1
NONE, SOME = 0.0006, 0.004  # the shares of a box that dust and a signature cover
AGREES = 0.53  # how alike what was scanned and what was printed are, at least


def ink_on(asked: LookForInk) -> InkFound:
    """What is in each box of a page; None where the two do not agree, or it is too little for a signature."""
    boxes = [box for box in boxes_in(asked.printed) if box.page == asked.page]
    if not boxes:
        return InkFound(())
    printed, height = drawn(asked.printed, asked.page)
    with Image.open(asked.picture) as picture:
        scanned = laid_flat(picture.convert("L"), asked.corners, printed.size, height)
    return InkFound(tuple((box.label, ink_in(box, printed, scanned)) for box in boxes))


def drawn(pdf: Path, page: int) -> tuple[Image.Image, float]:
    """A page as it was printed, and how high it is in points."""
    with pypdfium2.PdfDocument(pdf) as whole:
        sheet = whole[page - 1]
        image = sheet.render(scale=DOTS, grayscale=True).to_pil().convert("L")
        return image, sheet.get_height()


def laid_flat(
    picture: Image.Image, corners: tuple[Corner, ...], size: tuple[int, int], height: float
) -> Image.Image:
    """A scanned page turned and sized like the printed one, by where its code is."""
    top = height - BOTTOM - SIDE
    places = [(LEFT, top), (LEFT + SIDE, top), (LEFT + SIDE, top + SIDE), (LEFT, top + SIDE)]
    wanted = np.array([(x * DOTS, y * DOTS, 1) for x, y in places])
    found = np.array([(x * picture.width, y * picture.height) for x, y in corners])
    way, *_ = np.linalg.lstsq(wanted, found, rcond=None)
    return picture.transform(
        size, Image.Transform.AFFINE, tuple(way.T.flatten()), Image.Resampling.BICUBIC, fillcolor=255
    )


def ink_in(box: Box, printed: Image.Image, scanned: Image.Image) -> bool | None:
    """Whether a box has ink in it."""
    left, top, right, bottom = (round(side * DOTS) for side in edges(box, AROUND))
    window = left, top, right, bottom
    ours, theirs = darkness(printed.crop(window)), darkness(scanned.crop(window))
    shifted, alike = laid_over(ours, theirs)
    if alike < AGREES:
        return None
    spread = np.asarray(Image.fromarray(np.uint8(ours > DARK / 2)).filter(ImageFilter.MaxFilter(7)))
    inner = inside(box, window)
    share = float(np.mean((shifted[inner] > DARK) & (spread[inner] == 0)))
    return True if share > SOME else False if share < NONE else None


def edges(box: Box, around: float) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a box and so many points around it."""
    right, bottom = box.left + box.width, box.top + box.height
    return box.left - around, box.top - around, right + around, bottom + around


def inside(box: Box, window: tuple[int, ...]) -> tuple[slice, slice]:
    """The rows and columns of a window that lie within a box."""
    left, top, right, bottom = (round(side * DOTS) for side in edges(box, -INSIDE))
    return slice(top - window[1], bottom - window[1]), slice(left - window[0], right - window[0])


def darkness(image: Image.Image) -> Grey:
    """How much darker each dot is than the paper around it, 0 to 1; shadows fall away."""
    dots = np.asarray(image, dtype=np.float32)
    paper = np.asarray(image.filter(ImageFilter.MaxFilter(9)).filter(ImageFilter.BoxBlur(12)), np.float32)
    return np.clip(1 - dots / np.maximum(paper, 1), 0, 1)


def laid_over(ours: Grey, theirs: Grey) -> tuple[Grey, float]:
    """What was scanned, moved to where it fits what was printed best, and how alike they are then (1: same).

    The shift is the peak of their correlation, at most what was looked at around the box."""
    most = round(AROUND * DOTS)
    together = np.fft.irfft2(np.fft.rfft2(ours).conj() * np.fft.rfft2(theirs), s=ours.shape)
    near = np.roll(together, (most, most), axis=(0, 1))[: 2 * most + 1, : 2 * most + 1]
    down, right = (int(each) - most for each in np.unravel_index(np.argmax(near), near.shape))
    alike = near.max() / max(float(np.sqrt(np.sum(ours**2) * np.sum(theirs**2))), 1e-6)
    return np.roll(theirs, (-down, -right), axis=(0, 1)), float(alike)
