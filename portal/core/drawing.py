"""A drawing: boxes, lines and words with their places, as a page and a paper show it alike (SVG)."""

import unicodedata
from typing import NamedTuple

Point = tuple[float, float]
HEAD = 4.0  # half the width of an arrow's head


class Words(NamedTuple):
    """One line of text; `anchor` says which part of it stands at x."""

    x: float
    y: float
    text: str
    size: float = 13
    anchor: str = "middle"
    strong: bool = False


class Shape(NamedTuple):
    """A filled outline through points, `soft` ones in grey; `dark` is filled with ink."""

    points: tuple[Point, ...]
    soft: bool = False
    dark: bool = False


class Stroke(NamedTuple):
    """A line through points, perhaps broken."""

    points: tuple[Point, ...]
    broken: bool = False


class Drawing(NamedTuple):
    """The whole, with a title and a description for those who do not see it."""

    title: str
    description: str
    width: float
    height: float
    strokes: tuple[Stroke, ...]
    shapes: tuple[Shape, ...]
    words: tuple[Words, ...]


def dots(points: tuple[Point, ...]) -> str:
    """Points as SVG writes them."""
    return " ".join(f"{x:g},{y:g}" for x, y in points)


def box(x: float, y: float, width: float, height: float, cut: float = 0) -> tuple[Point, ...]:
    """A rectangle, its left and right ends drawn out to a point by `cut` for a question."""
    right, bottom, middle = x + width, y + height, y + height / 2
    if not cut:
        return ((x, y), (right, y), (right, bottom), (x, bottom))
    return (
        (x, middle),
        (x + cut, y),
        (right - cut, y),
        (right, middle),
        (right - cut, bottom),
        (x + cut, bottom),
    )


def head(tip: Point, towards: str = "down") -> Shape:
    """An arrow's head at its tip."""
    x, y = tip
    back = {"down": (0, -1), "up": (0, 1), "right": (-1, 0), "left": (1, 0)}[towards]
    base_x, base_y = x + back[0] * 2 * HEAD, y + back[1] * 2 * HEAD
    side_x, side_y = back[1] * HEAD, back[0] * HEAD
    return Shape((tip, (base_x + side_x, base_y + side_y), (base_x - side_x, base_y - side_y)), dark=True)


def broken_into(text: str, most: float) -> list[str]:
    """A text in lines of at most so many full-width characters."""
    lines, room = [""], most
    for letter in text:
        wide = 1.0 if unicodedata.east_asian_width(letter) in "WFA" else 0.55
        if room < wide:
            lines, room = [*lines, ""], most
        lines[-1] += letter
        room -= wide
    return lines
