"""What the paper of a change does, whichever regulation it goes by: it enters the calendar, is approved,
carried out and reported; who may not do what."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import NamedTuple

from portal.core.approval.hooks import Refused
from portal.core.approval.models import Decision
from portal.core.approval.route import condition_of, newest_round
from portal.core.documents.models import Document
from portal.core.facts import Refusal
from portal.core.forms.sheet_form import Said
from portal.core.instants import Moment
from portal.core.org.queries import holdings
from portal.core.org.roles import title_of
from portal.core.terms import Terms
from portal.core.web.context import zone
from portal.domain.operations.changes import register
from portal.domain.operations.changes.rules import (
    AFTER,
    ChangeSaid,
    Cited,
    oral_at,
    own_refusals,
    reporting_refusals,
    sending_refusals,
    warning,
    window_of,
)
from portal.domain.operations.changes.words import EMERGENCY, NORMAL, STANDARD
from portal.domain.operations.models import Change
from portal.domain.operations.windows import Hours, Window
from portal.extensions import db

KINDS = {NORMAL: register.NORMAL, STANDARD: register.STANDARD, EMERGENCY: register.EMERGENCY}
NOT_YET = ("waiting", "open", "held", "paused")
PLANNED = ("from_day", "from_at", "to_day", "to_at")


class About(NamedTuple):
    """Where a change belongs, what it concerns, and what it does."""

    part: str
    thing: str
    title: str


class Changing(NamedTuple):
    """How a regulation has its changes: its code and clauses, the roles that approve orally, the steps that
    together approve one and those of which one reports it, its business hours; the cells that are filled
    `after` the approval."""

    regulation: str
    cited: Cited
    approvers: tuple[str, ...]
    approving: tuple[str, ...]
    reporting: tuple[str, ...]
    hours: Callable[[Terms], Hours]
    after: tuple[str, ...] = AFTER

    def ask(self, document: Document, said: ChangeSaid, about: About, moment: Moment) -> None:
        """A change that may be asked for enters the calendar; raises Refused."""
        found = [
            *own_refusals(said, document.author_id, self.cited),
            *sending_refusals(said, local(moment.at), self.cited, self.after),
            *self.no_approver(said, moment),
        ]
        if found:
            raise Refused(*found)
        wanted = register.Requested(
            self.regulation, KINDS[said.kind], about.part, about.thing, about.title, window_of(said)
        )
        register.request(document, wanted, zone(), moment)

    def no_approver(self, said: ChangeSaid, moment: Moment) -> Iterator[Refusal]:
        """Only whoever approves in writing approves orally too."""
        if said.oral_by is None:
            return
        held = {holding.post.role for holding in holdings(said.oral_by.id, moment.day)}
        if not held & set(self.approvers):
            called = "、".join(title_of(role) for role in self.approvers)
            why = f"{said.oral_by.label}不是{called}，不能批准变更"
            yield Refusal(("oral_by",), why, self.cited.oral)

    def go_on(self, document: Document, said: ChangeSaid, decision: Decision, moment: Moment) -> None:
        """What is approved may be carried out; what was carried out is reported. Raises Refused."""
        step = decision.step.declared.name if decision.consents else ""
        if step in self.approving and not self.still_to_approve(document, decision, moment):
            register.approve(document.id, moment.at)
        elif step in self.reporting:
            allowed = allowed_since(document, said)
            if found := [*reporting_refusals(said, allowed, local(moment.at), self.cited)]:
                raise Refused(*found)
            register.implement(document.id, moment.at)

    def still_to_approve(self, document: Document, decision: Decision, moment: Moment) -> bool:
        """Whether another step that approves the paper is still to be decided."""
        others = (step for step in newest_round(document.id) if step.id != decision.step_id)
        return any(
            step.declared.name in self.approving
            and step.state in NOT_YET
            and condition_of(document, step, moment).holds
            for step in others
        )

    def warnings(self, said: Said, terms: Terms) -> Iterator[str]:
        """That a window touches the business hours, and which other changes it overlaps."""
        planned = [said.head[name] for name in PLANNED]
        if None in planned:
            return
        window = Window(datetime.combine(*planned[:2]), datetime.combine(*planned[2:]))
        if window.ends <= window.begins:
            return
        if words := warning(window, self.hours(terms)):
            yield words
        yield from overlaps(window)


def allowed_since(document: Document, said: ChangeSaid) -> datetime | None:
    """Since when a change may be carried out: its written approval, or the oral one of an emergency."""
    if said.kind == EMERGENCY:
        return oral_at(said)
    approved = db.session.get_one(Change, document.id).approved_at
    return local(approved) if approved else None


def local(at: datetime) -> datetime:
    """An instant in the company's time, to the minute."""
    return at.astimezone(zone()).replace(tzinfo=None, second=0, microsecond=0)


def overlaps(window: Window) -> Iterator[str]:
    """Which known changes a window overlaps."""
    for other in register.changes_between(window.begins.date(), window.ends.date(), zone()):
        theirs = register.window_of(other, zone())
        if theirs.begins < window.ends and window.begins < theirs.ends:
            yield f"同一时间还有变更 {other.document.number}：{other.thing} {other.title}，{theirs}"
