"""What an item touches: a walk over relations, each item once, however they turn in circles. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from portal.domain.configuration.words import CARRIED, PART_OF

Edge = tuple[int, int, str]  # from, to, kind
Next = Mapping[int, list[int]]


class Step(NamedTuple):
    """How far an item is from where a walk began, and the item before it on the way."""

    distance: int
    before: int


def spreading(edges: Iterable[Edge]) -> Next:
    """By item, those that it touches: what is carried by it, and the whole that it is a part of."""
    touched: dict[int, list[int]] = defaultdict(list)
    for one, other, kind in edges:
        if kind in CARRIED:
            touched[other].append(one)
        elif kind == PART_OF:
            touched[one].append(other)
    return touched


def reached(ways: Next, start: int) -> dict[int, Step]:
    """Every item that can be reached, by a shortest way; of several ways that of the lowest numbers."""
    found = {start: Step(0, start)}
    frontier = [start]
    while frontier:
        beyond = []
        for item in frontier:
            step = Step(found[item].distance + 1, item)
            for other in ways.get(item, ()):
                if other not in found:
                    found[other] = step
                    beyond.append(other)
        frontier = sorted(beyond)
    del found[start]
    return found


def way_to(steps: Mapping[int, Step], item: int) -> list[int]:
    """The items between where the walk began and this one, the nearest to the beginning first."""
    way = []
    while (before := steps[item].before) in steps:
        way.append(before)
        item = before
    return way[::-1]


def reaching(ways: Next, starts: Iterable[int]) -> set[int]:
    """Every item that can be reached from one of several, and those themselves."""
    found = set(starts)
    waiting = list(found)
    while waiting:
        fresh = [other for other in ways.get(waiting.pop(), ()) if other not in found]
        found.update(fresh)
        waiting += fresh
    return found


def circles(ways: Next) -> list[list[int]]:
    """The groups of items that lead back to themselves, each sorted (Kosaraju, without recursion)."""
    back: dict[int, list[int]] = defaultdict(list)
    for item, others in ways.items():
        for other in others:
            back[other].append(item)
    found, seen = [], set[int]()
    for item in reversed(left_in_order(ways)):
        group = collected(back, item, seen)
        if len(group) > 1 or (group and item in ways.get(item, ())):
            found.append(sorted(group))
    return sorted(found)


def left_in_order(ways: Next) -> list[int]:
    """Items in the order in which a walk into the depth leaves them."""
    order, seen = list[int](), set[int]()
    for start in sorted(ways):
        if start in seen:
            continue
        seen.add(start)
        open_ways = [(start, iter(ways[start]))]
        while open_ways:
            item, others = open_ways[-1]
            fresh = next((other for other in others if other not in seen), None)
            if fresh is None:
                order.append(item)
                open_ways.pop()
            else:
                seen.add(fresh)
                open_ways.append((fresh, iter(ways.get(fresh, ()))))
    return order


def collected(ways: Next, start: int, seen: set[int]) -> list[int]:
    """What can be reached from an item and was not seen before."""
    if start in seen:
        return []
    seen.add(start)
    group, waiting = [], [start]
    while waiting:
        item = waiting.pop()
        group.append(item)
        fresh = {other for other in ways.get(item, ()) if other not in seen}
        seen.update(fresh)
        waiting += fresh
    return group
