"""Changes of an IT unit, by the real operations; every function but `staffed` inside an app context."""

from datetime import time
from typing import Any

from flask import Flask

from portal.core.web.context import today
from portal.regulations.it_service.facts import ChangeRequest
from tests.core.org.changes import take_post
from tests.domain.complaints import acts
from tests.regulations.it_service import incidents
from tests.regulations.it_service.incidents import ADMIN, DESK, LEAD, ref

MANAGER = "1004"
TOOK_PLACE = {"course": "备机升级后切换", "tested": "连通正常", "outcome": "成功"}


def staffed(app: Flask) -> None:
    """A desk, an admin, a lead and a manager."""
    incidents.staffed(app)
    take_post(app, MANAGER, "project_manager", "OPS")


def change(**other: Any) -> ChangeRequest:
    """A change of tonight, asked for by the desk."""
    told = {
        "day": today(), "kind": "一般变更", "part": "网络和安全", "thing": "核心交换机",
        "subject": "升级固件", "reason": "厂商安全公告", "from_day": today(), "from_at": time(22, 30),
        "to_day": today(), "to_at": time(23, 30), "risk": "断网一分钟", "plan": "先备机后主机",
        "rollback": "回到旧固件",
        "implementer": ref(ADMIN),
    }  # fmt: skip
    return ChangeRequest(**told | other)


def emergency(oral_at: time, **other: Any) -> ChangeRequest:
    """A change that the lead allowed on the telephone."""
    told = {"kind": "紧急变更", "oral_by": ref(LEAD), "oral_day": today(), "oral_at": oral_at}
    return change(**told | other)


def report(began: time, ended: time, **other: Any) -> dict[str, Any]:
    """What whoever carried it out fills."""
    times = {"began_day": today(), "began_at": began, "ended_day": today(), "ended_at": ended}
    return times | TOOK_PLACE | other


def sent(facts: ChangeRequest, number: str = DESK) -> int:
    """Send it; the paper's id."""
    return acts.sent("F09-5", facts, 0, number)
