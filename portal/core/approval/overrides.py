"""Dated overrides of flows: what stands of them on a day, and entering one."""

from collections.abc import Iterable
from datetime import date
from functools import cache

import msgspec
from sqlalchemy import Select, String, bindparam, func, select
from sqlalchemy.orm import joinedload

from portal.core.approval.override_models import FlowOverride, FlowTurn
from portal.core.audit.chain import record
from portal.core.document_type import DocumentType
from portal.core.flow import Flow
from portal.core.flow_override import WHOLE, NotItsValue, Override, copied, decoded, nonsense, overridden
from portal.core.instants import Moment
from portal.extensions import db, insert_once

SAME = "从这一天起本来就是这样，不用改"


class ChangedMeanwhile(Exception):
    """Somebody else changed the flow after the page was opened; nothing was changed."""


class Backdated(ValueError):
    """An override is dated before today: what is on its way keeps its flow."""


class Nonsense(ValueError):
    """An override that would change nothing, or nothing that can be; the message says why, in Chinese."""


def flow_on(form: DocumentType, day: date) -> Flow:
    """A form's flow on a day: as declared, with the overrides that stand."""
    return overridden(form.flow, overrides_of(rows_of(form)), day) if form.flow else ()


def copies_on(form: DocumentType, day: date) -> tuple[str, ...]:
    """The roles that get a copy of what was sent on a day, when it comes into force."""
    return copied(form.copies, overrides_of(rows_of(form)), day)


def rows_of(form: DocumentType) -> list[FlowOverride]:
    """All that was entered about a form's flow, oldest first."""
    return list(db.session.scalars(every_row(), {"form": form.code}))


@cache
def every_row() -> Select[FlowOverride]:
    """SQL, written once as every sheet and decision asks it: the same of a `form`."""
    mine = FlowOverride.type == bindparam("form", type_=String)
    return select(FlowOverride).where(mine).options(joinedload(FlowOverride.person)).order_by(FlowOverride.id)


def overrides_of(rows: Iterable[FlowOverride]) -> list[Override]:
    """What stands of rows: the last word for each day, as far as it can be read."""
    found: dict[tuple[str, str, date], Override] = {}
    for row in rows:
        found.pop((row.step, row.setting, row.since), None)
        for override in read(row):
            found[row.step, row.setting, row.since] = override
    return list(found.values())


def read(row: FlowOverride) -> list[Override]:
    """A row as an override; nothing where it takes one back, or cannot be read any more."""
    try:
        value = decoded(row.setting, row.value or "")
    except NotItsValue:
        return []
    return [Override(row.step, row.setting, row.since, value)]  # type: ignore[arg-type]  # decoded knows it


def override(
    form: DocumentType, wanted: Override, reason: str, person_id: int, seen: int, moment: Moment
) -> None:
    """Enter an override that was decided on what the page showed; raises Backdated, Nonsense and
    ChangedMeanwhile."""
    take_turn(form, seen)
    require_sense(form, wanted, moment.day)
    text = msgspec.json.encode(wanted.value).decode()
    enter(form, wanted, text, reason, person_id, moment)


def take_back(
    form: DocumentType, wanted: Override, reason: str, person_id: int, seen: int, moment: Moment
) -> None:
    """Take back what was to come on a day; raises Nonsense and ChangedMeanwhile."""
    take_turn(form, seen)
    coming = [each for each in overrides_of(rows_of(form)) if each.since > moment.day]
    if wanted[:3] not in [each[:3] for each in coming]:
        raise Nonsense("这一天没有还没到的改动")
    enter(form, wanted, None, reason, person_id, moment)


def take_turn(form: DocumentType, seen: int) -> None:
    """Be the one who enters something after what the page showed; raises ChangedMeanwhile."""
    if not insert_once(FlowTurn, type=form.code, after=seen) or newest(form) != seen:
        raise ChangedMeanwhile


def newest(form: DocumentType) -> int:
    """The id of the last thing entered about a form's flow, 0 when there was none."""
    query = select(func.coalesce(func.max(FlowOverride.id), 0)).filter_by(type=form.code)
    return db.session.scalars(query).one()


def require_sense(form: DocumentType, wanted: Override, today: date) -> None:
    """Raise Backdated or Nonsense unless an override changes something to come that can be changed."""
    if wanted.since < today:
        raise Backdated
    before = overrides_of(rows_of(form))
    if wanted.setting == "copies":
        if set(copied(form.copies, before, wanted.since)) == set(wanted.value):
            raise Nonsense(SAME)
        return
    now = overridden(form.flow, before, wanted.since)
    step = next((step for step in now if step.name == wanted.step), None)
    if step is None:
        raise Nonsense("流程里没有这一步")
    why = nonsense(step, wanted.setting, wanted.value)
    if why:
        raise Nonsense(why)
    if overridden(form.flow, with_one_more(before, wanted), wanted.since) == now:
        raise Nonsense(SAME)


def with_one_more(before: Iterable[Override], wanted: Override) -> list[Override]:
    """Overrides as they would stand after one more."""
    return [*(each for each in before if each[:3] != wanted[:3]), wanted]


def enter(
    form: DocumentType, wanted: Override, text: str | None, reason: str, person_id: int, moment: Moment
) -> None:
    """Store a row with its event."""
    said = {"step": wanted.step, "setting": wanted.setting, "since": wanted.since, "value": text}
    row = FlowOverride(type=form.code, person_id=person_id, at=moment.at, reason=reason, **said)
    db.session.add(row)
    db.session.flush()
    record(f"flow:{form.code}", "flow:overridden", person_id, moment.at, reason=reason, **said)


def faults(forms: Iterable[DocumentType]) -> list[str]:
    """Which overrides are left out because they name nothing, or are no values any more."""
    known = {form.code: {WHOLE, *(step.name for step in form.flow)} for form in forms}
    rows = db.session.scalars(select(FlowOverride).order_by(FlowOverride.id))
    newest = {(row.type, row.step, row.setting, row.since): row for row in rows}
    return [
        f"流程 {row.type}：{row.since} 起步骤「{row.step}」的设置 {row.setting} 没有采用"
        for row in newest.values()
        if row.value is not None and (row.step not in known.get(row.type, ()) or not read(row))
    ]
