"""The registers and the counts, computed from the rows."""

from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlalchemy.orm import contains_eager

from portal.core.approval.hooks import on_reported
from portal.core.case import CLOSED, CLOSED_LABEL
from portal.core.documents.models import IN_FORCE, ON_ITS_WAY, Document
from portal.core.instants import local_day, local_text
from portal.core.kinds import shown
from portal.core.report import Reported
from portal.core.reports.asking import Asked
from portal.core.web.context import zone
from portal.domain.operations.levels import LEVELS
from portal.domain.operations.models import Change, Incident, PlanItem, Reading
from portal.domain.operations.parts import PARTS
from portal.domain.operations.windows import MINUTE
from portal.extensions import db
from portal.regulations.system_maintenance import REGULATION
from portal.regulations.system_maintenance.documents import by_part, register, rules, statistics
from portal.regulations.system_maintenance.models import FiledRule

MOST = 1000
A_DAY = timedelta(days=1)
HOW = (
    "故障按开始的日期记在那个月；中断分钟是从开始到恢复，没有恢复的不计。",
    "没有结案的算未结，重新打开的也算。",
)
BY: dict[str, Callable[[Incident], str]] = {
    "part": lambda fault: fault.part,
    "level": lambda fault: fault.level,
    "month": lambda fault: f"{local_day(fault.reported_at, zone()):%Y-%m}",
}


@on_reported(rules)
def list_rules(asked: Asked) -> Reported:
    """§2: the rules that are in force on the last day, by unit; a version that was replaced is none."""
    query = select(FiledRule).join(FiledRule.document).options(contains_eager(FiledRule.document))
    query = query.where(seen(asked), FiledRule.replaced_by.is_(None), FiledRule.effective <= asked.until)
    rows = db.session.scalars(query.order_by(FiledRule.unit, FiledRule.title).limit(MOST))
    lines = [(r.document.number, r.unit, r.title, r.version, shown(r.effective), r.article) for r in rows]
    return Reported(lines, asked.until, ("统计期末有效的，各列最新的版本。",))


@on_reported(register)
def list_faults(asked: Asked) -> Reported:
    """§4(2): every fault that began in the months."""
    found = faults(asked)
    return Reported([line(each) for each in found], asked.until, (HOW[0],))


@on_reported(statistics)
def count_faults(asked: Asked) -> Reported:
    """§附5: by part, level or month."""
    found, told = faults(asked), BY[asked.by or "part"]
    names = {"part": PARTS, "level": LEVELS}.get(asked.by or "part") or sorted({told(f) for f in found})
    return Reported([tally(name, [f for f in found if told(f) == name]) for name in names], asked.until, HOW)


def tally(name: str, found: list[Incident]) -> tuple[Any, ...]:
    """What is counted of some faults."""
    levels = (sum(fault.level == level for fault in found) for level in LEVELS)
    closed = sum(fault.document.stage == CLOSED for fault in found)
    return (name, len(found), *levels, closed, len(found) - closed, sum(minutes(f) or 0 for f in found))


def line(fault: Incident) -> tuple[Any, ...]:
    """A fault in the register."""
    restored = local_text(fault.restored_at, zone()) if fault.restored_at else ""
    closed = shown(fault.closed) if fault.document.stage == CLOSED else "未结"
    return (
        fault.document.number, local_text(fault.reported_at, zone()), fault.part, fault.thing, fault.symptom,
        fault.level, restored, minutes(fault), closed or CLOSED_LABEL,
    )  # fmt: skip


def minutes(fault: Incident) -> int | None:
    """From its begin until it worked again."""
    return (fault.restored_at - fault.reported_at) // MINUTE if fault.restored_at else None


def faults(asked: Asked) -> list[Incident]:
    """The faults that began in the months, in order."""
    query = select(Incident).join(Incident.document).options(contains_eager(Incident.document))
    query = query.where(Incident.regulation == REGULATION.code, *within(asked, Incident.reported_at))
    query = query.where(seen(asked), Document.status.in_(IN_FORCE))
    return list(db.session.scalars(query.order_by(Incident.reported_at, Incident.case_id).limit(MOST)))


@on_reported(by_part)
def count_parts(asked: Asked) -> Reported:
    """§3: what was done in each of the five parts."""
    counted = [dict[str, tuple[int, ...]](told(asked)) for told in (fault_counts, changed, planned, read)]
    sizes = (1, 1, 2, 2)
    lines = [
        (part, *(n for found, size in zip(counted, sizes, strict=True) for n in found.get(part, (0,) * size)))
        for part in PARTS
    ]
    return Reported(lines, asked.until, ("故障和变更按开始、作业按计划、值按读数的日期；变更含在审的。",))


def fault_counts(asked: Asked) -> Iterator[tuple[str, tuple[int, ...]]]:
    """By part, the faults."""
    query = select(Incident.part, func.count()).join(Incident.document).group_by(Incident.part)
    query = query.where(Incident.regulation == REGULATION.code, *within(asked, Incident.reported_at))
    return rows(query.where(seen(asked), Document.status.in_(IN_FORCE)))


def changed(asked: Asked) -> Iterator[tuple[str, tuple[int, ...]]]:
    """By part, the changes."""
    query = select(Change.part, func.count()).join(Change.document).group_by(Change.part)
    query = query.where(Change.regulation == REGULATION.code, *within(asked, Change.begins_at))
    return rows(query.where(seen(asked), Document.status.in_((*ON_ITS_WAY, *IN_FORCE))))


def planned(asked: Asked) -> Iterator[tuple[str, tuple[int, ...]]]:
    """By part, the items of plans, and how many were done."""
    query = select(PlanItem.part, func.count(), func.count(PlanItem.done_by)).join(PlanItem.document)
    query = query.where(PlanItem.regulation == REGULATION.code, PlanItem.dropped_by.is_(None))
    query = query.where(PlanItem.planned.between(asked.first, asked.until), seen(asked))
    return rows(query.where(Document.status.in_(IN_FORCE)).group_by(PlanItem.part))


def read(asked: Asked) -> Iterator[tuple[str, tuple[int, ...]]]:
    """By part, the readings, and how many lay outside their limits."""
    beyond = func.count(case((Reading.outside, 1)))
    query = select(Reading.part, func.count(), beyond).join(Reading.document).group_by(Reading.part)
    query = query.where(Reading.regulation == REGULATION.code, *within(asked, Reading.read_at))
    return rows(query.where(seen(asked), Document.status.in_((*ON_ITS_WAY, *IN_FORCE))))


def rows(query: Select[*tuple[Any, ...]]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Each part with its counts."""
    return ((part, tuple(counts)) for part, *counts in db.session.execute(query))


def seen(asked: Asked) -> ColumnElement[bool]:
    """SQL: papers of whom somebody may see in the report."""
    return or_(Document.author_id == asked.audience.person_id, Document.unit_id.in_(asked.audience.units))


def within(asked: Asked, at: Any) -> tuple[ColumnElement[bool], ...]:
    """SQL: an instant lies in the days that are asked for."""
    begins = datetime.combine(asked.first, time(), zone())
    return (at >= begins, at < datetime.combine(asked.until + A_DAY, time(), zone()))
