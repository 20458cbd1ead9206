"""A line that somebody answers: it must have a named person on duty, always or at its hours."""

from dataclasses import dataclass
from datetime import time
from typing import NamedTuple

from portal.core.parameter import Parameter

AT_ALL_HOURS = "全天要有人值班"
AT_ITS_HOURS = "规定的时间内要有人值班"


class Hours(NamedTuple):
    """From when until when a line is answered, each day; past midnight where it does not end later."""

    opens: Parameter[time]
    closes: Parameter[time]


@dataclass(frozen=True)
class Line:
    """A line: `code` names it in the database and in addresses, for ever. There is one for each unit that has
    a post of the role `per`. The `keepers`, in that unit or above it, say who is on duty when; they and those
    who watch over all its units (`watched_by`) hear of gaps. Without `hours` it is answered day and night."""

    code: str
    title: str
    clause: str
    per: str
    keepers: tuple[str, ...]
    watched_by: tuple[str, ...] = ()
    hours: Hours | None = None

    @property
    def owed(self) -> str:
        """When somebody must be there, in words."""
        return AT_ITS_HOURS if self.hours else AT_ALL_HOURS
