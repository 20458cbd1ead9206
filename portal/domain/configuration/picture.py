"""The picture of what an item touches: each below what it is touched by, the farther the more to the right.
Pure."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from portal.core.drawing import Drawing, Shape, Stroke, Words, box, broken_into, head

WIDTH, EDGE, HIGH, GAP, FIRST = 360, 4, 24, 8, 6
INDENT, DEEPEST, SIZE = 18, 8, 12
ROOM = 10  # beside the words in a box


class Node(NamedTuple):
    """An item in the picture: what it is called, and the one by which it is touched."""

    label: str
    before: int


def impact_picture(title: str, start: int, label: str, nodes: Mapping[int, Node], left_out: int) -> Drawing:
    """The nearest items below the one that it begins with."""
    children: dict[int, list[int]] = defaultdict(list)
    for item, node in nodes.items():
        children[node.before].append(item)
    places = {start: (0, 0)}
    shapes, words, strokes = [], [], list[Stroke]()
    for row, (item, depth) in enumerate(rows(start, children)):
        places[item] = (row, depth)
        x, y = left(depth), top(row)
        shapes.append(Shape(box(x, y, WIDTH - EDGE - x, HIGH), soft=row == 0))
        name = label if row == 0 else nodes[item].label
        words.append(Words(x + ROOM / 2, y + 16, fitting(name, x), SIZE, "start", strong=row == 0))
        if row:
            strokes.append(link(places[nodes[item].before], (row, depth)))
            shapes.append(head((x, y + HIGH / 2), "right"))
    height = top(len(words))
    if left_out:
        words.append(Words(EDGE, height + 12, f"还有 {left_out} 项较远的没有画出来，见下表。", SIZE, "start"))
        height += 20
    parts = tuple(strokes), tuple(shapes), tuple(words)
    return Drawing(title, told(label, nodes, start), WIDTH, height, *parts)


def rows(start: int, children: Mapping[int, Sequence[int]]) -> list[tuple[int, int]]:
    """Items with their depth, each above what it touches."""
    found, waiting = [], [(start, 0)]
    while waiting:
        item, depth = waiting.pop()
        found.append((item, depth))
        waiting += [(child, depth + 1) for child in reversed(children.get(item, ()))]
    return found


def link(parent: tuple[int, int], child: tuple[int, int]) -> Stroke:
    """From a box down and to the right into another one."""
    x = left(parent[1]) + INDENT / 2
    if parent[1] >= DEEPEST:
        x = left(DEEPEST) - INDENT / 2
    middle = top(child[0]) + HIGH / 2
    return Stroke(((x, top(parent[0]) + HIGH), (x, middle), (left(child[1]), middle)))


def left(depth: int) -> float:
    """Where the boxes of a depth begin; from some depth on they stand below one another."""
    return EDGE + INDENT * min(depth, DEEPEST)


def top(row: int) -> float:
    """Where a row begins."""
    return FIRST + row * (HIGH + GAP)


def fitting(text: str, x: float) -> str:
    """As much of a text as a box holds."""
    lines = broken_into(text, (WIDTH - EDGE - x - ROOM) / SIZE - 1)
    return lines[0] + ("…" if len(lines) > 1 else "")


def told(label: str, nodes: Mapping[int, Node], start: int) -> str:
    """The picture in words."""
    names = {item: node.label for item, node in nodes.items()} | {start: label}
    sentences = (f"{names[node.before]}影响{node.label}" for node in nodes.values())
    return "；".join(sentences) + "。"
