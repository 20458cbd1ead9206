"""What whoever resolves incidents finds at home."""

from flask import url_for

from portal.core.org.roles import ROLES
from portal.core.web.context import now
from portal.core.web.panels import Onlooker, Panel, PanelRow
from portal.domain.operations.queue import standing

WORKS = "work_tickets"
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


PANELS = (Panel("事件队列", WORKERS, incidents),)
