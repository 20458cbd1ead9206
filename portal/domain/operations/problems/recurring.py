"""Incidents that recur: how like two are, and which groups of like ones there are; pure.

Two are of a kind where they are of one part and are told in like words; where it is the same thing, fewer are
enough. What is not classified yet, or told in a word, is like nothing.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from portal.domain.operations.likeness import likeness, pairs

LIKE, LIKE_OF_SAME, SAME_THING, FEWEST = 0.4, 0.2, 0.6, 2


class Happened(NamedTuple):
    """An incident as far as likeness goes: of which part, its symptom and thing in pairs of characters, on
    which day."""

    case_id: int
    part: str
    symptom: frozenset[str]
    thing: frozenset[str]
    day: date


def happened(case_id: int, part: str, symptom: str, thing: str, day: date) -> Happened:
    """The same from its words."""
    return Happened(case_id, part, pairs(symptom), pairs(thing), day)


def alike(one: Happened, other: Happened) -> bool:
    """Whether two incidents are of a kind."""
    if one.part != other.part or not one.part or one.symptom.isdisjoint(other.symptom):
        return False
    if min(len(one.symptom), len(other.symptom)) < FEWEST:
        return False
    told = likeness(one.symptom, other.symptom)
    return told >= LIKE or (told >= LIKE_OF_SAME and likeness(one.thing, other.thing) >= SAME_THING)


def recent(day: date, today: date, days: int) -> bool:
    """Whether a day is one of the last so many, today included."""
    return 0 <= (today - day).days < days


def like(one: Happened, others: Iterable[Happened]) -> list[Happened]:
    """Those of some incidents that are of a kind with one, besides itself."""
    return [each for each in others if each.case_id != one.case_id and alike(one, each)]


def groups(incidents: Sequence[Happened], least: int) -> list[list[Happened]]:
    """The groups of so many or more: each begins with the first of them that is in none yet."""
    left, found = list(incidents), list[list[Happened]]()
    while left:
        first, *rest = left
        group = [first, *like(first, rest)]
        taken = {each.case_id for each in group}
        left = [each for each in rest if each.case_id not in taken]
        if len(group) >= least:
            found.append(group)
    return found
