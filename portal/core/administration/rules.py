"""What must hold of an organisation on every day: no ring of units, always an administrator. Pure."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

FARTHEST = timedelta(days=366)


class Span(NamedTuple):
    """From a day until (not including) another; None: for good."""

    since: date
    until: date | None

    def covers(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.since <= day and (self.until is None or day < self.until)


class Place(NamedTuple):
    """A unit's parent over a span of time."""

    unit_id: int
    parent_id: int | None
    span: Span


def day_refusal(day: date, today: date) -> str:
    """Why a change cannot be dated so; empty when it can. The past stays as papers and signatures saw it."""
    if day < today:
        return "不能早于今天：以前的单据和签核已按当时的组织记下，不能改写过去"
    if day > today + FARTHEST:
        return "最多提前一年登记"
    return ""


def ring(unit_id: int, parent_id: int, since: date, places: Iterable[Place]) -> date | None:
    """The first day from `since` on which the unit would stand below itself; None when there is none."""
    known = [place for place in places if place.unit_id != unit_id]
    days = sorted({since, *(place.span.since for place in known if place.span.since > since)})
    return next((day for day in days if unit_id in upwards(parent_id, day, known)), None)


def upwards(unit_id: int | None, day: date, places: Iterable[Place]) -> set[int]:
    """The unit and all above it on a day."""
    parents = {place.unit_id: place.parent_id for place in places if place.span.covers(day)}
    found: set[int] = set()
    while unit_id is not None and unit_id not in found:
        found.add(unit_id)
        unit_id = parents.get(unit_id)
    return found


def overlap(spans: Iterable[Span]) -> Span:
    """The days that lie in all of the spans."""
    known = list(spans)
    ends = [span.until for span in known if span.until]
    return Span(max(span.since for span in known), min(ends) if ends else None)


def overlapping(one: Span, other: Span) -> bool:
    """Whether some day lies in both."""
    both = overlap((one, other))
    return both.until is None or both.since < both.until


def uncovered(spans: Iterable[Span], since: date) -> date | None:
    """The first day from `since` that lies in none of the spans; None when every day is covered."""
    known, day = list(spans), since
    while True:
        ends = [span.until for span in known if span.covers(day)]
        if not ends:
            return day
        if None in ends:
            return None
        day = max(end for end in ends if end)
