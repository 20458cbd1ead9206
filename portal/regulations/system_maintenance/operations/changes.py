"""§附1, §附2: a change is asked for, approved in writing, carried out and reported; who may not do what."""

from collections.abc import Iterator
from datetime import datetime
from typing import cast

from portal.core.approval.hooks import Refused, facts_of, on_decided, on_filling, on_submitted
from portal.core.approval.models import Decision
from portal.core.documents.models import Document
from portal.core.facts import Refusal
from portal.core.forms.sheet_form import Said
from portal.core.instants import Moment
from portal.core.org.queries import holdings
from portal.core.terms import Terms
from portal.core.web.context import zone
from portal.domain.operations import changes
from portal.domain.operations.models import Change
from portal.domain.operations.windows import Window
from portal.extensions import db
from portal.regulations.system_maintenance import REGULATION
from portal.regulations.system_maintenance.documents import change
from portal.regulations.system_maintenance.facts import ChangePaper
from portal.regulations.system_maintenance.facts.words import EMERGENCY, NORMAL, STANDARD
from portal.regulations.system_maintenance.flows import MANAGER
from portal.regulations.system_maintenance.rules.changes import (
    hours_on,
    oral_at,
    own_refusals,
    reporting_refusals,
    sending_refusals,
    warning,
    window_of,
)

KINDS = {NORMAL: changes.NORMAL, STANDARD: changes.STANDARD, EMERGENCY: changes.EMERGENCY}
PLANNED = ("from_day", "from_at", "to_day", "to_at")


@on_submitted(change)
def ask(document: Document, said: ChangePaper, moment: Moment) -> None:
    """§附1: a change that may be asked for enters the calendar."""
    found = [*own_refusals(said, document.author_id), *sending_refusals(said, local(moment.at))]
    if found := [*found, *not_a_manager(said, moment)]:
        raise Refused(*found)
    about = (REGULATION.code, KINDS[said.kind], said.part, said.system, said.subject, window_of(said))
    changes.request(document, changes.Requested(*about), zone(), moment)


def not_a_manager(said: ChangePaper, moment: Moment) -> Iterator[Refusal]:
    """§附2: only the superior maintenance unit approves, orally too."""
    if said.oral_by is None:
        return
    held = {holding.post.role for holding in holdings(said.oral_by.id, moment.day)}
    if not held & set(MANAGER):
        yield Refusal(("oral_by",), f"{said.oral_by.label}不是维护管理部门负责人，不能批准变更", "§附2")


@on_decided(change)
def go_on(document: Document, decision: Decision, moment: Moment) -> None:
    """§附1, §附2: what is approved may be carried out; what was carried out is reported."""
    step = decision.step.declared.name if decision.consents else ""
    if step in ("书面批准", "书面确认"):
        changes.approve(document.id, moment.at)
    elif step == "实施并报告":
        said = cast(ChangePaper, facts_of(document))
        if found := [*reporting_refusals(said, allowed_since(document, said), local(moment.at))]:
            raise Refused(*found)
        changes.implement(document.id, moment.at)


def allowed_since(document: Document, said: ChangePaper) -> datetime | None:
    """Since when a change may be carried out: its written approval, or the oral one of an emergency."""
    if said.kind == EMERGENCY:
        return oral_at(said)
    approved = db.session.get_one(Change, document.id).approved_at
    return local(approved) if approved else None


def local(at: datetime) -> datetime:
    """An instant in the company's time, to the minute."""
    return at.astimezone(zone()).replace(tzinfo=None, second=0, microsecond=0)


@on_filling(change)
def warn(_person_id: int, said: Said, terms: Terms) -> Iterator[str]:
    """§附1: that a window touches the business hours, and which other changes it overlaps."""
    planned = [said.head[name] for name in PLANNED]
    if None in planned:
        return
    window = Window(datetime.combine(*planned[:2]), datetime.combine(*planned[2:]))
    if window.ends <= window.begins:
        return
    if words := warning(window, hours_on(terms)):
        yield words
    yield from overlaps(window)


def overlaps(window: Window) -> Iterator[str]:
    """Which known changes a window overlaps."""
    for other in changes.changes_between(window.begins.date(), window.ends.date(), zone()):
        theirs = changes.window_of(other, zone())
        if theirs.begins < window.ends and window.begins < theirs.ends:
            yield f"同一时间还有变更 {other.document.number}：{other.thing} {other.title}，{theirs}"
