"""A maintenance unit and the one above it, and what they send, by the real operations."""

from datetime import UTC, datetime, time
from typing import Any

from flask import Flask

from portal.core.facts import Facts, Ref
from portal.core.org.operations import open_unit
from portal.core.web.context import today
from portal.demonstration.company import SINCE
from portal.extensions import writing
from portal.regulations.system_maintenance.facts import ChangePaper
from tests.core.org.changes import leave_post, person, take_post, unit
from tests.domain.complaints import acts

OPERATOR, HEAD, MANAGER, OTHER = "1010", "1011", "1002", "1004"
POSTS = (
    (OPERATOR, "system_operator", "LAB"), (HEAD, "maintenance_head", "LAB"),
    (MANAGER, "maintenance_manager", "IT"), (OTHER, "network_admin", "LAB"),
)  # fmt: skip
NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)  # 12:00 there


def centre(app: Flask) -> None:
    """A laboratory's maintenance unit under an IT department."""
    with app.app_context(), writing():
        above = open_unit("IT", "信息技术部", SINCE, unit("ROOT"))
        open_unit("LAB", "东区实验中心", SINCE, above)
    for number, role, code in POSTS:
        leave_post(app, number)
        take_post(app, number, role, code)


def ref(number: str) -> Ref:
    """A colleague. Inside an app context."""
    row = person(number)
    return Ref(row.id, row.number, row.name)


def change(**other: Any) -> ChangePaper:
    """A change of tonight. Inside an app context."""
    told = {
        "day": today(), "kind": "一般变更", "part": "配套网络", "system": "核心交换机", "subject": "升级固件",
        "from_day": today(), "from_at": time(22, 30), "to_day": today(), "to_at": time(23, 30),
        "basis": "厂商安全公告", "plan": "先备机后主机", "risk": "业务不中断", "testing": "连通测试",
        "rollback": "回到旧固件", "implementer": ref(OTHER),
    }  # fmt: skip
    return ChangePaper(**told | other)


def emergency(oral_at: time = time(11, 50), **other: Any) -> ChangePaper:
    """A change that the manager allowed on the telephone. Inside an app context."""
    told = {
        "kind": "紧急变更", "oral_by": ref(MANAGER), "oral_day": today(), "oral_at": oral_at,
        "from_at": time(11, 55), "to_at": time(13),
    }  # fmt: skip
    return change(**told | other)


def report(began: time, ended: time, **other: Any) -> dict[str, Any]:
    """What whoever carried it out fills. Inside an app context."""
    told = {
        "began_day": today(), "began_at": began, "ended_day": today(), "ended_at": ended,
        "course": "备机升级后切换，再升级主机", "tested": "连通和切换都正常", "outcome": "成功",
        "documents": "网络拓扑和配置备份",
    }  # fmt: skip
    return told | other


def sent(code: str, facts: Facts, number: str = HEAD, case_id: int = 0) -> int:
    """Send a paper; returns its id. Inside an app context."""
    return acts.sent(code, facts, case_id, number)
