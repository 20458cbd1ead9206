"""Laying a scanned page over the printed one: first by its code, then by everything that is printed on it."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from PIL import Image, ImageFilter

from portal.core.printing.stamping import BOTTOM, LEFT, SIDE
from portal.core.scans.job import Corner

Grey = np.ndarray[Any, np.dtype[np.float32]]
Shift = tuple[int, int]
DOTS = 2.0  # to a point: 144 to an inch
TILE, REACH = 200, 60  # dots: how large the parts are that are looked for, and how far from their place
ENOUGH, ALIKE = 0.02, 0.45  # how dark a part is at least, to be looked for, and how like it what is found is
FEWEST, ROUNDS = 6, 2  # parts that must be found, and how often the page is laid anew by them


def laid(picture: Image.Image, corners: tuple[Corner, ...], printed: Image.Image) -> Image.Image:
    """A scanned page turned, sized and straightened like the printed one."""
    found = np.array([(x * picture.width, y * picture.height) for x, y in corners])
    way = affine(code_places(printed.height / DOTS), found)
    flat = taken(picture, way, printed.size)
    for _ in range(ROUNDS):
        pairs = list(moved(darkness(printed), darkness(flat)))
        if len(pairs) < FEWEST:
            return flat
        mine, theirs = (np.array(side, dtype=np.float64) for side in zip(*pairs, strict=True))
        way = way @ np.vstack([affine(mine, theirs), (0, 0, 1)])
        flat = taken(picture, way, printed.size)
    return flat


def code_places(height: float) -> Any:
    """Where the corners of the code are on the printed page, in dots."""
    top = height - BOTTOM - SIDE
    return DOTS * np.array([(LEFT, top), (LEFT + SIDE, top), (LEFT + SIDE, top + SIDE), (LEFT, top + SIDE)])


def affine(places: Any, found: Any) -> Any:
    """The way (two rows of three) that leads from places to where they were found, as nearly as can be."""
    wanted = np.hstack([places, np.ones((len(places), 1))])
    way, *_ = np.linalg.lstsq(wanted, found, rcond=None)
    return way.T


def taken(picture: Image.Image, way: Any, size: tuple[int, int]) -> Image.Image:
    """The picture as it is seen along a way."""
    plane, smooth = Image.Transform.AFFINE, Image.Resampling.BICUBIC
    return picture.transform(size, plane, tuple(way.flatten()), smooth, fillcolor=255)


def moved(ours: Grey, theirs: Grey) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The middle of each part of the printed page, and where on the scanned one it is."""
    for top in range(0, ours.shape[0] - TILE, TILE):
        for left in range(0, ours.shape[1] - TILE, TILE):
            part = slice(top, top + TILE), slice(left, left + TILE)
            if ours[part].mean() > ENOUGH:
                (down, right), alike = shift_of(ours[part], theirs[part], REACH)
                if alike > ALIKE:
                    middle = left + TILE / 2, top + TILE / 2
                    yield middle, (middle[0] + right, middle[1] + down)


def shift_of(ours: Grey, theirs: Grey, most: int) -> tuple[Shift, float]:
    """How far down and right what was scanned lies from what was printed, at most so many dots, and how alike
    they are then (1: the same): the peak of their correlation."""
    together = np.fft.irfft2(np.fft.rfft2(ours).conj() * np.fft.rfft2(theirs), s=ours.shape)
    near = np.roll(together, (most, most), axis=(0, 1))[: 2 * most + 1, : 2 * most + 1]
    down, right = (int(each) - most for each in np.unravel_index(np.argmax(near), near.shape))
    size = float(np.sqrt(np.sum(ours**2) * np.sum(theirs**2)))
    return (down, right), float(near.max()) / max(size, 1e-6)


def darkness(image: Image.Image) -> Grey:
    """How much darker each dot is than the paper around it, 0 to 1; shadows fall away."""
    dots = np.asarray(image, dtype=np.float32)
    small = image.reduce(4).filter(ImageFilter.MaxFilter(3)).filter(ImageFilter.BoxBlur(3))
    paper = np.asarray(small.resize(image.size, Image.Resampling.BILINEAR), np.float32)
    return np.clip(1 - dots / np.maximum(paper, 1), 0, 1)
