"""How far an incident is, in the words of whoever reported it. Pure."""

from portal.core.case import CLOSED
from portal.domain.operations.models import Incident

RECEIVED, HANDLED, YOURS, CONFIRMED, OVER = "已受理", "处理中", "待你确认", "已确认，等服务台关闭", "已结"


def told(incident: Incident, stage: str | None) -> str:
    """One of five words."""
    if stage == CLOSED:
        return OVER
    if incident.confirmed_at:
        return CONFIRMED
    if incident.restored_at:
        return YOURS
    return HANDLED if incident.level else RECEIVED
