"""Panels: what a role finds on its home page, as the regulations' folders declare it."""

from collections.abc import Callable
from typing import NamedTuple

from portal.core.terms import Terms


class Onlooker(NamedTuple):
    """Whose home it is, by which post, on which terms."""

    person_id: int
    role: str
    unit_id: int
    terms: Terms


class PanelRow(NamedTuple):
    """One sentence, perhaps leading somewhere; an urgent one stands out."""

    words: str
    address: str = ""
    urgent: bool = False


class Panel(NamedTuple):
    """A panel: its title, whose home it stands on, and what it says; without rows it is not shown, nor where
    none of the regulations (by slug) is used that brought it."""

    title: str
    roles: tuple[str, ...]
    rows: Callable[[Onlooker], list[PanelRow]]
    regulations: tuple[str, ...] = ()
