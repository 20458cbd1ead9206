"""§5: the list of alarms says what monitoring told."""

from datetime import datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.core.approval.hooks import on_reported
from portal.core.instants import local_text
from portal.core.report import Reported
from portal.core.reports.asking import Asked
from portal.core.web.context import zone
from portal.domain.operations.models import Alarm, Incident
from portal.domain.operations.monitoring.alarms import seen_faults
from portal.extensions import db
from portal.regulations.operations_manual.documents import alarms

MOST = 1000
A_DAY = timedelta(days=1)
HOW = (
    "按开始的时间排列；同一条告警只列一行，次数是监控系统送来几次。",
    f"最多列 {MOST} 条；看不到的故障只写已登记。",
)


@on_reported(alarms)
def list_alarms(asked: Asked) -> Reported:
    """§5: every alarm that began in the months."""
    begins = datetime.combine(asked.first, time(), zone())
    ends = datetime.combine(asked.until + A_DAY, time(), zone())
    query = select(Alarm).options(joinedload(Alarm.fault).joinedload(Incident.document))
    query = query.where(Alarm.starts_at >= begins, Alarm.starts_at < ends)
    rows = list(db.session.scalars(query.order_by(Alarm.starts_at, Alarm.id).limit(MOST)))
    seen = seen_faults(asked.audience.person_id, rows, asked.terms.day)
    return Reported([line(row, seen) for row in rows], asked.until, HOW)


def line(row: Alarm, seen: set[int]) -> tuple[object, ...]:
    """An alarm in the list."""
    over = local_text(row.ends_at, zone()) if row.ends_at else "告警中"
    number = row.fault.document.number if row.fault and row.fault_id in seen else "已登记"
    return (
        local_text(row.starts_at, zone()), row.name, row.severity, row.thing, row.summary, over, row.count,
        row.teller, number if row.fault_id else "没有登记",
    )  # fmt: skip
