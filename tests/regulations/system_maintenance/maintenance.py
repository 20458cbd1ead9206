"""A maintenance unit and the one above it, and what they send, by the real operations."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from flask import Flask

from portal.core.approval.sending import send
from portal.core.desk.moment import this_moment
from portal.core.documents.case_files import key_within
from portal.core.facts import Facts, Ref
from portal.core.measures import Quantity
from portal.core.org.operations import open_unit
from portal.core.web.context import catalogue, today
from portal.demonstration.company import SINCE, author_of
from portal.extensions import writing
from portal.regulations.system_maintenance.facts import (
    AffectedLine,
    ChangePaper,
    CheckLine,
    Fault,
    FaultReport,
    Filing,
    InspectionPaper,
    LogLine,
    OperationLog,
    WorkDone,
    WorkLine,
    WorkPlan,
)
from tests.core.org.changes import leave_post, person, take_post, unit
from tests.domain.complaints import acts

OPERATOR, HEAD, MANAGER, OTHER = "1010", "1011", "1002", "1004"
POSTS = (
    (OPERATOR, "system_operator", "LAB"), (HEAD, "maintenance_head", "LAB"),
    (MANAGER, "maintenance_manager", "IT"), (OTHER, "network_admin", "LAB"),
)  # fmt: skip
UNITS = {"IT": "信息技术部", "LAB": "东区实验中心"}
NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)  # 12:00 there


def centre(app: Flask) -> None:
    """A laboratory's maintenance unit under an IT department."""
    with app.app_context(), writing():
        above = open_unit("IT", UNITS["IT"], SINCE, unit("ROOT"))
        open_unit("LAB", UNITS["LAB"], SINCE, above)
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
    """Send a paper, by the post that somebody has here; returns its id. Inside an app context."""
    place = unit(next(place for who, _, place in POSTS if who == number))
    author = author_of(number)._replace(unit_id=place.id, unit=UNITS[place.code])
    key = key_within(case_id) if case_id else f"maintenance:{next(acts.KEYS)}"
    with writing():
        return send(catalogue().type(code), facts, author, key, this_moment()).id


def fault(began: time, **other: Any) -> Fault:
    """An important system that stands still since a time of today. Inside an app context."""
    told = {
        "day": today(), "at": began, "found": "监控告警", "part": "应用软件", "system": "核心账务系统",
        "symptom": "无法登录", "business": "账务", "important": True, "effect": "停运或无法使用",
        "level": "三级（一般）",
    }  # fmt: skip
    return Fault(**told | other)


def affected(began: time, ended: time, **other: Any) -> AffectedLine:
    """What was affected from one time of today to another. Inside an app context."""
    told = {
        "key": "00000001", "business": "账务", "important": True, "effect": "停运或无法使用",
        "from_day": today(), "from_at": began, "to_day": today(), "to_at": ended,
    }  # fmt: skip
    return AffectedLine(**told | other)


def fault_report(*lines: AffectedLine, **other: Any) -> FaultReport:
    """Inside an app context."""
    told = {
        "day": today(), "level": "三级（一般）", "downtime": 0, "affected": lines, "located": "连接池",
        "actions": "重启服务", "root": "连接没有释放", "prevention": "升级驱动并监控连接数",
    }  # fmt: skip
    return FaultReport(**told | other)


def amount(value: str) -> Quantity:
    """A number whose unit stands beside it."""
    return Quantity(Decimal(value), "")


def log(read: str, **other: Any) -> OperationLog:
    """The temperature of the room at nine. Inside an app context."""
    told = {
        "key": "00000001", "at": time(9), "item": "机房温度", "part": "机房环境", "low": amount("18"),
        "high": amount("27"), "unit": "℃", "value": amount(read),
    }  # fmt: skip
    return OperationLog(day=today(), lines=(LogLine(**told | other),))


def inspection(due: date, **other: Any) -> InspectionPaper:
    """A notice with a temperature and a look. Inside an app context."""
    lines = (
        CheckLine(
            key="00000001", item="机房温度", part="机房环境", low=amount("18"), high=amount("27"), unit="℃"
        ),
        CheckLine(key="00000002", item="消防器材", part="机房环境"),
    )
    row = unit("LAB")
    told = {
        "due": due,
        "executes": Ref(row.id, row.code, "东区实验中心"),
        "focus": "夏季用电",
        "wanted": "逐项填写",
    }
    return InspectionPaper(**{"lines": lines} | told | other)


def plan(first: date, until: date, *days: date, **other: Any) -> WorkPlan:
    """A month's plan with an item on each of some days. Inside an app context."""
    lines = tuple(
        WorkLine(key=f"{n:08x}", item=f"清洁机柜 {n}", part="机房环境", planned=day, person=ref(OPERATOR))
        for n, day in enumerate(days)
    )
    return WorkPlan(**{"cycle": "月", "first": first, "until": until, "lines": lines} | other)


def work_done(item_id: int, result: str = "完成") -> WorkDone:
    """Inside an app context."""
    item = Ref(item_id, f"X{item_id}", "清洁机柜")
    return WorkDone(day=today(), result=result, part="机房环境", item=item, told="已清洁")  # type: ignore[arg-type]


def filing(version: str) -> Filing:
    """Inside an app context."""
    return Filing(
        day=today(), title="东区实验中心机房管理细则", version=version, effective=today(), article="第二条",
        part="机房环境",
    )  # fmt: skip
