"""§附3: an approved plan puts its items in force; another one for the same cycle is a newer version of it."""

from datetime import date
from typing import cast

from sqlalchemy import select

from portal.core.approval.hooks import Refused, facts_of, on_approved, on_proposed, on_submitted, on_voided
from portal.core.documents.models import IN_FORCE, ON_ITS_WAY, Document
from portal.core.facts import Refusal
from portal.core.forms.fields import Fields
from portal.core.instants import Moment
from portal.core.web.posted import source_of
from portal.domain.operations.models import PlanItem
from portal.domain.operations.plans import Planned, carry_out, open_items, put_in_force, take_back, told
from portal.extensions import db
from portal.regulations.system_maintenance import REGULATION
from portal.regulations.system_maintenance.documents import done, plan
from portal.regulations.system_maintenance.facts import WorkDone, WorkPlan
from portal.regulations.system_maintenance.facts.words import FINISHED

ITEM = "item"


@on_submitted(plan)
def require_version(document: Document, said: WorkPlan, _moment: Moment) -> None:
    """§附3: what was approved is not changed at will, but replaced by a version that is approved again."""
    others = same_cycle(document, said)
    waiting = [each for each in others if each.status in ON_ITS_WAY]
    newest = max((each for each in others if each.status in IN_FORCE), key=lambda each: each.id, default=None)
    if waiting:
        raise Refused(Refusal(("first",), f"这个周期的计划 {waiting[0].number} 还在审批", "§附3"))
    replaced = said.replaces.id if said.replaces else None
    if replaced != (newest.id if newest else None):
        why = (
            f"这个周期已有批准的计划 {newest.number}，更改要写代替它"
            if newest
            else "没有这个周期已批准的计划"
        )
        raise Refused(Refusal(("replaces",), why, "§附3"))


def same_cycle(document: Document, said: WorkPlan) -> list[Document]:
    """The unit's other plans of the same cycle, on their way or in force."""
    query = select(Document).filter_by(type=plan.code, unit_id=document.unit_id, period=said.first)
    query = query.where(Document.id != document.id, Document.status.in_((*ON_ITS_WAY, *IN_FORCE)))
    return [each for each in db.session.scalars(query) if cycle_of(each) == said.cycle]


def cycle_of(document: Document) -> str:
    """Of which cycle a plan is."""
    return cast(WorkPlan, facts_of(document)).cycle


@on_approved(plan)
def enter_plan(document: Document, said: WorkPlan, _moment: Moment) -> None:
    """§附3: its items are in force, and what is left of the version before is not."""
    items = (Planned(each.key, each.part, each.item, each.planned, each.person.id) for each in said.lines)
    put_in_force(document, REGULATION.code, items, said.replaces.id if said.replaces else None)


@on_submitted(done)
def note_done(document: Document, said: WorkDone, _moment: Moment) -> None:
    """§附3: an item is done once; what is not done stays to be made up for."""
    if said.result == FINISHED and not carry_out(said.item.id, document, said.day):
        raise Refused(Refusal(("item",), "这个项目已经完成，或者计划已经更改", "§附3"))


@on_voided(done)
def undo(document: Document, _said: WorkDone, _moment: Moment) -> None:
    """What a void record did is not done."""
    take_back(document)


@on_proposed(done)
def begin_done(person_id: int, today: date, of: str) -> Fields:
    """§附3: a record that is begun from an item that is open."""
    word, item_id = source_of(of)
    query = open_items(person_id, today).where(PlanItem.id == item_id)
    row = db.session.scalar(query) if word == ITEM else None
    return [("item", f"{told(row)} X{row.id}")] if row else []
