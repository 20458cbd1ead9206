"""An edition: a regulation as it is worded from a day on."""

from datetime import date
from typing import NamedTuple


class NoEdition(LookupError):
    """No edition was in force on the day asked about; never fall back silently."""


class Edition(NamedTuple):
    """What people call it, the first day on which it is in force, and what is new in it."""

    label: str
    since: date
    note: str = ""
