"""Counting the voices of those who decide together, and whose turn comes next on the way; pure."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from portal.core.flow import Mode

Voice = Literal["open", "waiting", "yes", "no"]
Outcome = Literal["open", "agreed", "refused"]


class Stop(NamedTuple):
    """One step on the way: its branch (empty: none), and whether it waits or is over."""

    branch: str
    waits: bool
    over: bool


def outcome(mode: Mode, share: int, voices: Sequence[Voice]) -> Outcome:
    """What those who decide together have decided so far; nobody left means that nothing is asked any more.

    One no is not counted but ends everything, except where votes are counted: there `share` percent of all
    voices, rounded up, must agree.
    """
    yes, no = voices.count("yes"), voices.count("no")
    needed = {"any": min(1, len(voices)), "share": votes_needed(share, len(voices))}.get(mode, len(voices))
    if yes >= needed:
        return "agreed"
    return "refused" if len(voices) - no < needed else "open"


def votes_needed(share: int, voices: int) -> int:
    """How many of so many voices a share is, rounded up."""
    return -(-share * voices // 100)


def ready(stops: Sequence[Stop]) -> list[int]:
    """The positions whose turn has come: the next step of the main way, or the next one of each branch."""
    for stretch in stretches(stops):
        left = [place for place in stretch if not stops[place].over]
        if left:
            nexts = {stops[place].branch: place for place in reversed(left)}
            return sorted(place for place in nexts.values() if stops[place].waits)
    return []


def stretches(stops: Sequence[Stop]) -> Iterator[list[int]]:
    """The way in stretches: each step of the main way alone, neighbouring branches together."""
    for branched, part in groupby(range(len(stops)), key=lambda place: bool(stops[place].branch)):
        if branched:
            yield list(part)
        else:
            yield from ([place] for place in part)
