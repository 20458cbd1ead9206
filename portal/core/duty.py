"""A duty: what somebody owes regularly because of a clause, before any document exists."""

from dataclasses import dataclass
from typing import Literal

RHYTHMS = {
    "workday": "每个工作日",
    "visit": "每到一处",
    "week": "每周",
    "month": "每月",
    "event": "发生时",
}


@dataclass(frozen=True)
class Duty:
    """Who owes what, how often, by when; `form` is the code of the document that proves it done.

    `evidence` is the tag of the source of rhythm and day (parameter.py EVIDENCE)."""

    name: str
    clause: str
    owed_by: tuple[str, ...]
    rhythm: Literal["workday", "visit", "week", "month", "event"]
    due: str
    form: str
    evidence: str

    @property
    def often(self) -> str:
        """How often, in words."""
        return RHYTHMS[self.rhythm]
