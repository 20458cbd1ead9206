"""When a complaint may be one that is open already. Pure."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from portal.core.folding import folded


class Told(NamedTuple):
    """What a customer complains of now, as far as it is known."""

    product_id: int | None
    order: str
    day: date | None


class Known(NamedTuple):
    """An open complaint of the same customer."""

    case_id: int
    number: str
    product_id: int | None
    order: str
    received: date


class Alike(NamedTuple):
    """An open complaint that may be the same, and why."""

    known: Known
    why: str

    @property
    def words(self) -> str:
        """The complaint in a sentence."""
        return f"{self.known.number}（{self.known.received} 接到，{self.why}）"


def alike(told: Told, known: Iterable[Known], days: int) -> list[Alike]:
    """Those of a customer's open complaints that may be this one."""
    found = ((each, likeness(told, each, days)) for each in known)
    return [Alike(each, why) for each, why in found if why]


def likeness(told: Told, known: Known, days: int) -> str:
    """Why two complaints of a customer may be one: the same order, the same product, or received within so
    many days of each other; empty where nothing says so."""
    if folded(told.order) and folded(told.order) == folded(known.order):
        return "同一订单"
    if told.product_id and told.product_id == known.product_id:
        return "同一品种"
    if told.day and abs((told.day - known.received).days) <= days:
        return f"{days} 天内接到"
    return ""
