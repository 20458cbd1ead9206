"""A duty: what somebody owes regularly because of a clause, before any document exists."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from portal.core.calendar import Deadline
from portal.core.period import Period
from portal.core.terms import Terms

Rhythm = Literal["workday", "week", "month", "quarter", "half", "year", "visit", "event"]
RHYTHMS: dict[Rhythm, str] = {
    "workday": "每个工作日",
    "visit": "每到一处",
    "week": "每周",
    "month": "每月",
    "quarter": "每季度",
    "half": "每半年",
    "year": "每年",
    "event": "发生时",
}


@dataclass(frozen=True)
class Schedule:
    """When a duty comes round, so that the portal can say who owes it.

    `key` names it in the database, for ever, once in its regulation. `by` says by when it is owed for a
    period, on the terms of today; `opens` is how many days before that it begins to be asked for, at the
    period's first day where it is None. `grace` is how many days it may be overdue in silence. A duty of a
    visit or an event has no periods, so no schedule.
    """

    key: str
    by: Callable[[Terms, Period], Deadline]
    opens: int | None = None
    grace: int = 0


@dataclass(frozen=True)
class Duty:
    """Who owes what, how often, by when; `form` is the code of the document that proves it done.

    `evidence` is the tag of the source of rhythm and day (parameter.py EVIDENCE). A duty with a `schedule` is
    watched. Its `proof` is the author's own document of the period, or that nothing of the period waits for
    his eyes any more (`inspected`); `away` says whether approved leave over the whole period waives it."""

    name: str
    clause: str
    owed_by: tuple[str, ...]
    rhythm: Rhythm
    due: str
    form: str
    evidence: str
    schedule: Schedule | None = None
    proof: Literal["sent", "inspected"] = "sent"
    away: bool = True

    @property
    def often(self) -> str:
        """How often, in words."""
        return RHYTHMS[self.rhythm]
