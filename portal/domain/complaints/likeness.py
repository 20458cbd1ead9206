"""When a complaint may be one that is open already. Pure."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from portal.core.folding import folded


class Told(NamedTuple):
    """What somebody complains of now, as far as it is known."""

    about: str
    known_by: str
    day: date | None


class Known(NamedTuple):
    """An open complaint of the same complainant."""

    case_id: int
    number: str
    about: str
    known_by: str
    received: date


class Alike(NamedTuple):
    """An open complaint that may be the same, and why."""

    known: Known
    why: str

    @property
    def words(self) -> str:
        """The complaint in a sentence."""
        return f"{self.known.number}（{self.known.received} 接到，{self.why}）"


class Same(NamedTuple):
    """What makes two complaints of one complainant alike, as a regulation calls it; empty: nothing."""

    known_by: str = ""
    about: str = ""


def alike(told: Told, known: Iterable[Known], days: int, same: Same) -> list[Alike]:
    """Those of a complainant's open complaints that may be this one."""
    found = ((each, likeness(told, each, days, same)) for each in known)
    return [Alike(each, why) for each, why in found if why]


def likeness(told: Told, known: Known, days: int, same: Same) -> str:
    """Why two complaints may be one: known by the same number, about the same, or received within so many
    days of each other; empty where nothing says so."""
    if same.known_by and folded(told.known_by) and folded(told.known_by) == folded(known.known_by):
        return same.known_by
    if same.about and told.about and told.about == known.about:
        return same.about
    if told.day and abs((told.day - known.received).days) <= days:
        return f"{days} 天内接到"
    return ""
