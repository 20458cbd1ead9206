"""Custodies: what a person may be the open owner of. Each folder declares how its own is handed over."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple, cast

from flask import current_app

from portal.core.instants import Moment


class Estate(NamedTuple):
    """What somebody gives up from a day on: all of it, or what he has by some of his holdings (their ids)."""

    person_id: int
    day: date
    holdings: tuple[int, ...] | None = None

    def includes(self, holding_id: int) -> bool:
        """Whether a holding is given up."""
        return self.holdings is None or holding_id in self.holdings


class Handing(NamedTuple):
    """An estate, whose it becomes, and who lets it happen."""

    estate: Estate
    successor_id: int
    by: int


class Item(NamedTuple):
    """One open row: its id, what it is called, its number, and what is still to be done with it."""

    id: int
    title: str
    number: str = ""
    what: str = ""


class Moved(NamedTuple):
    """An item, and whose it is now."""

    item: Item
    to: str


class Custody(NamedTuple):
    """What a person may own openly: its title, the columns (table.column) that name the owner, what an estate
    has of it now, and how it is handed over, in the transaction of the whole act. Afterwards nothing is held.
    """

    title: str
    columns: tuple[str, ...]
    held: Callable[[Estate, Moment], list[Item]]
    pass_on: Callable[[Handing, Moment], list[Moved]]


class Share(NamedTuple):
    """What an estate has of one custody."""

    title: str
    items: list[Item]


def custodies() -> list[Custody]:
    """Every custody: the portal's own, then those that folders declare."""
    return cast(list[Custody], current_app.extensions["custodies"])


def shares(estate: Estate, moment: Moment) -> list[Share]:
    """Everything that an estate holds openly, custody by custody; those without anything left out."""
    found = (Share(custody.title, custody.held(estate, moment)) for custody in custodies())
    return [share for share in found if share.items]


def open_rows_of(person_id: int, day: date, moment: Moment) -> list[Share]:
    """Every open row that names a person as its owner from a day on: empty for one who handed over."""
    return shares(Estate(person_id, day), moment)
