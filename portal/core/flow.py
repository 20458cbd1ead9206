"""A flow: who signs in which order, or looks afterwards, as pure data."""

import hashlib
from collections.abc import Iterable
from itertools import groupby
from typing import Literal, NamedTuple

import msgspec

from portal.core.facts import When
from portal.core.time_limit import TimeLimit

Mode = Literal["any", "all", "in_order", "share"]
MODES: dict[Mode, str] = {
    "any": "或签：一人同意即可",
    "all": "会签：每人都要同意",
    "in_order": "依次：一个接一个同意",
    "share": "表决：同意的够数即可",
}


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One turn: which role, under which clause, which tables or cells it may change.

    The role is looked for from the author's unit upwards, or anywhere `within` the company; `by` the
    SUPERIOR (org/roles.py) it is the turn of the nearest head in the author's reporting line. `vacancy` says
    what happens when nobody holds it: `hold` waits for the administrator, `escalate` goes to the next
    superior. A step with `when` is taken only where a cell of the form has one of these answers; `answer`
    demands words also of whoever agrees. Whoever agrees at a step that `receives` gives the document its
    number, `within_time` says how long they may take.

    Where several hold the role, `mode` says whose consent is needed: anyone's (if it says nothing), all, all
    in order, or a `share` of the votes (percent, rounded up). Neighbouring steps with a `branch` are taken
    side by side, those of one branch in order; the next step without one waits for all. `rule` names a
    condition of the form (DocumentType.conditions) that must hold. `own` says what happens when only the
    author holds the role: the next superior signs, or the step is held (one of the company is held unless it
    says `superior`). `repeats` says whether whoever agreed
    at the step before, or at any before, need not sign again: never asked of a step that signs the paper, may
    change cells or demands proof. With `proof` the signer gives his password again; `attach` demands a file
    of him; `circle` are the roles from which he may add others (everybody, if it says nothing). A `distinct`
    step is decided by nobody who agreed at another one, for himself or for somebody else. Nobody agrees while
    a cell or a table that it `fills` is empty. Neighbouring steps of which one is taken may share a signature
    `cell`; without it each signs in its own.

    `at` names a cell of the head that refers to a unit: the role, or the SUPERIOR, is looked for from there
    upwards instead of from the author's unit. `named` names one that refers to a person: it is his turn, and
    `by` the role in which he is asked; where he is not there, `vacancy` says what happens. Both are read when
    the step opens.

    What a step does not say is not in its hash, so that older editions keep theirs.
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
    mode: Mode | msgspec.UnsetType = msgspec.UNSET
    share: int | msgspec.UnsetType = msgspec.UNSET
    branch: str | msgspec.UnsetType = msgspec.UNSET
    rule: str | msgspec.UnsetType = msgspec.UNSET
    own: Literal["superior", "hold"] | msgspec.UnsetType = msgspec.UNSET
    repeats: Literal["neighbour", "earlier"] | msgspec.UnsetType = msgspec.UNSET
    proof: Literal["password"] | msgspec.UnsetType = msgspec.UNSET
    attach: bool | msgspec.UnsetType = msgspec.UNSET
    circle: tuple[str, ...] | msgspec.UnsetType = msgspec.UNSET
    distinct: bool | msgspec.UnsetType = msgspec.UNSET
    fills: tuple[str, ...] | msgspec.UnsetType = msgspec.UNSET
    cell: str | msgspec.UnsetType = msgspec.UNSET
    at: str | msgspec.UnsetType = msgspec.UNSET
    named: str | msgspec.UnsetType = msgspec.UNSET

    @property
    def pointer(self) -> str:
        """The cell that says where, or by whom, it is signed; empty where none does."""
        return self.named or self.at or ""

    @property
    def in_branch(self) -> str:
        """The branch that it belongs to; empty on the main way."""
        return self.branch or ""

    @property
    def signs_in(self) -> str:
        """The name of its signature cell."""
        return self.cell or self.name

    @property
    def may_skip(self) -> bool:
        """Whether somebody who agreed before need not sign again."""
        return bool(self.repeats) and not (
            self.sign or self.edits or self.proof or self.answer or self.distinct
        )


Flow = tuple[Step, ...]


def named_in(label: str) -> str:
    """Whoever a cell with this label names."""
    return f"「{label}」一栏所填的人"


def signature_cells(steps: Iterable[Step]) -> tuple[str, ...]:
    """The signature cells of some steps in order; what neighbours share stands there once."""
    return tuple(cell for cell, _ in groupby(step.signs_in for step in steps if step.sign))


class Condition(NamedTuple):
    """Whether a step's condition holds, and the sentences that say why, with the values."""

    holds: bool
    trace: tuple[str, ...] = ()


class Inspection(NamedTuple):
    """Who looks afterwards at the records of those below: all that a person wrote in a week, in one act."""

    name: str
    clause: str
    by: str


def edition(flow: Flow) -> str:
    """The flow's edition: SHA-256 (hex) of its data."""
    return hashlib.sha256(msgspec.json.encode(flow)).hexdigest()
