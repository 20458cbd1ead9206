"""What an item touches today: how many, of which types, the most important first."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import islice
from typing import NamedTuple

from portal.domain.configuration.graph import Step, reached, spreading, way_to
from portal.domain.configuration.models import ConfigurationItem
from portal.domain.configuration.queries import edges, known, types_of
from portal.domain.configuration.words import TYPES

LONGEST_WAY = 6
Order = Mapping[str, int]
FIRST: Order = {kind: place for place, kind in enumerate(TYPES)}


class Impact(NamedTuple):
    """Every item that one touches: its steps, and all of them in order, services and systems first."""

    steps: dict[int, Step]
    ordered: list[int]
    types: dict[str, int]

    def nearest(self, most: int) -> list[int]:
        """The nearest of them: the walk found them in this order."""
        return list(islice(self.steps, most))


class Touched(NamedTuple):
    """An item that is touched, how far it is, and by way of which others."""

    item: ConfigurationItem
    distance: int
    way: list[ConfigurationItem]
    longer: bool


def impact_of(item_id: int, day: date) -> Impact:
    """What an item touches on a day, in two questions however much that is."""
    steps = reached(spreading(edges(day)), item_id)
    types = types_of(steps.keys()) if steps else {}
    ordered = sorted((FIRST[types[item]], step.distance, item) for item, step in steps.items())
    counts = Counter(types.values())
    by_type = {kind: counts[kind] for kind in TYPES if counts[kind]}
    return Impact(steps, [item for *_, item in ordered], by_type)


def touched(impact: Impact, shown: Iterable[int]) -> list[Touched]:
    """Some of the items with their ways, in one question; of a long way only the beginning is told."""
    ways = {item: way_to(impact.steps, item) for item in shown}
    rows = known({*ways, *(each for way in ways.values() for each in way[:LONGEST_WAY])})
    return [
        Touched(
            rows[item], impact.steps[item].distance, [rows[each] for each in way[:LONGEST_WAY]],
            len(way) > LONGEST_WAY,
        )
        for item, way in ways.items()
    ]  # fmt: skip


def told_of(impact: Impact) -> str:
    """How much it is, in a sentence."""
    count = len(impact.ordered)
    return f"影响 {count} 项（{counted(impact)}）" if count else "没有登记它影响什么"


def counted(impact: Impact) -> str:
    """How many of each type."""
    return "，".join(f"{kind} {count}" for kind, count in impact.types.items())
