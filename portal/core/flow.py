"""A flow: who signs in which order, or looks afterwards, as pure data."""

import hashlib
from typing import Literal, NamedTuple

import msgspec

from portal.core.facts import When
from portal.core.time_limit import TimeLimit


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One turn: which role, under which clause, which tables or cells it may change.

    The role is looked for from the author's unit upwards, or anywhere `within` the company; `by` the
    SUPERIOR (org/roles.py) it is the turn of the nearest head in the author's reporting line. `vacancy` says
    what happens when nobody holds it: `hold` waits for the administrator, `escalate` goes to the next
    superior. A step with `when` is taken only where a cell of the form has one of these answers; `answer`
    demands words also of whoever agrees. Whoever agrees at a step that `receives` gives the document its
    number, `within_time` says how long they may take; a step that says nothing of either has neither in its
    hash, so that older editions keep theirs.
    """

    name: str
    clause: str
    by: str
    edits: tuple[str, ...] = ()
    sign: bool = False
    vacancy: Literal["hold", "escalate"] = "hold"
    when: When | None = None
    answer: bool = False
    within: Literal["unit", "company"] = "unit"
    receives: bool | msgspec.UnsetType = msgspec.UNSET
    within_time: TimeLimit | msgspec.UnsetType = msgspec.UNSET


Flow = tuple[Step, ...]


class Inspection(NamedTuple):
    """Who looks afterwards at the records of those below: all that a person wrote in a week, in one act."""

    name: str
    clause: str
    by: str


def edition(flow: Flow) -> str:
    """The flow's edition: SHA-256 (hex) of its data."""
    return hashlib.sha256(msgspec.json.encode(flow)).hexdigest()
