"""A chart of bars: for each row its name, and a bar for each of its figures with the figure beside it."""

from collections.abc import Sequence
from typing import NamedTuple

from portal.core.drawing import Drawing, Shape, Words, box

WIDTH, LONGEST = 360, 290
NAME, BAR, GAP, FIRST = 18, 13, 10, 8


class Bars(NamedTuple):
    """One row: its name and a figure for each of the chart's labels."""

    name: str
    figures: tuple[int, ...]


def bar_chart(title: str, labels: Sequence[str], rows: Sequence[Bars]) -> Drawing:
    """The first label's bars are dark, the others grey; the longest bar fills the width."""
    longest = max((figure for row in rows for figure in row.figures), default=0) or 1
    shapes: list[Shape] = []
    words = [Words(0, FIRST + 10, "、".join(legend(labels)), 11, "start")]
    y: float = FIRST + NAME + 4
    for row in rows:
        words.append(Words(0, y + 11, row.name, 12, "start", strong=True))
        y += NAME
        for number, figure in enumerate(row.figures):
            length = max(0.5, LONGEST * max(0, figure) / longest)
            shapes.append(Shape(box(0, y, length, BAR - 2), soft=number > 0, dark=number == 0))
            words.append(Words(length + 6, y + 9.5, f"{figure}", 11, "start"))
            y += BAR
        y += GAP
    told = (f"{row.name}：{figures_told(labels, row)}" for row in rows)
    return Drawing(title, "；".join(told) + "。", WIDTH, y, (), tuple(shapes), tuple(words))


def legend(labels: Sequence[str]) -> list[str]:
    """Which bar is which."""
    return [f"{'■' if number == 0 else '□'} {label}" for number, label in enumerate(labels)]


def figures_told(labels: Sequence[str], row: Bars) -> str:
    """A row in words."""
    return "，".join(f"{label} {figure}" for label, figure in zip(labels, row.figures, strict=True))
