"""What whoever works on tickets finds at home: the incidents, this week's changes, alarms without a fault."""

from datetime import timedelta

from flask import url_for

from portal.core.org.roles import ROLES
from portal.core.web.context import now, zone
from portal.core.web.panels import Onlooker, Panel, PanelRow
from portal.domain.operations.changes.register import EMERGENCY_ORAL, changes_between, waiting_for
from portal.domain.operations.monitoring import alarms
from portal.domain.operations.queue import standing

WORKS = "work_tickets"
SHOWN = 5
WORKERS = tuple(name for name, role in ROLES.items() if WORKS in role.capabilities)


def incidents(onlooker: Onlooker) -> list[PanelRow]:
    """How many are open and late, how many are his, how many wait for their reporters."""
    stands = standing(onlooker.person_id, onlooker.terms.day, now())
    if not stands.open:
        return []
    here = url_for("operations.queue_page")
    late = f"，{stands.late} 件超时" if stands.late else "，没有超时"
    rows = [PanelRow(f"没有关闭的 {stands.open} 件{late}", here, urgent=stands.late > 0)]
    if stands.mine:
        rows.append(PanelRow(f"由我处理 {stands.mine} 件", url_for("operations.queue_page", mine=1)))
    if stands.waiting:
        rows.append(PanelRow(f"等报修人确认 {stands.waiting} 件", here))
    return rows


def this_week(onlooker: Onlooker) -> list[PanelRow]:
    """This week's changes, and those that still owe their written confirmation."""
    day = onlooker.terms.day
    monday = day - timedelta(days=day.weekday())
    here, found = url_for("operations.changes"), changes_between(monday, monday + timedelta(days=6), zone())
    rows = [PanelRow(f"本周变更 {len(found)} 项", here)] if found else []
    return rows + [
        PanelRow(f"紧急变更 {row.document.number} {row.title}：还没有书面确认", here, urgent=True)
        for row in waiting_for((EMERGENCY_ORAL,), SHOWN)
    ]


def alarming(onlooker: Onlooker) -> list[PanelRow]:
    """Each alarm that is firing leads to the fault that it asks for; those that are over are counted."""
    form, here = alarms.fault_form(), url_for("operations.alarms")
    writes = form is not None and onlooker.role in form.authors
    fires, over = alarms.asking(now())
    rows = [
        PanelRow(
            f"告警：{alarms.told(row)}，还没有登记故障",
            url_for("sheets.new", code=form.slug, of=f"alarm-{row.id}") if form and writes else here,
            urgent=True,
        )
        for row in fires[:SHOWN]
    ]
    return rows + ([PanelRow(f"近 7 天恢复、没有登记故障的告警 {over} 条", here)] if over else [])


PANELS = (
    Panel("告警", WORKERS, alarming),
    Panel("事件队列", WORKERS, incidents),
    Panel("变更", WORKERS, this_week),
)
