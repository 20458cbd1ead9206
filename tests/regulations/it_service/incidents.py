"""Incidents at a service desk, by the real operations; every function but `staffed` inside an app context."""

from types import MappingProxyType
from typing import Any

from flask import Flask

from portal.core.facts import Facts, Ref
from portal.core.org.operations import open_unit
from portal.core.web.context import today
from portal.demonstration.company import SINCE
from portal.domain.operations.models import Incident
from portal.extensions import db, writing
from portal.regulations.it_service.facts import Intake, Ticket, WorkOrder
from tests.core.org.changes import person, take_post, unit
from tests.domain.complaints import acts

USER, DESK, ADMIN, LEAD, OTHER = "1001", "1010", "1011", "1012", "1002"
POSTS = ((DESK, "service_desk"), (ADMIN, "terminal_admin"), (LEAD, "technical_lead"))
WHOLE_WAY = ["响应", "处理并恢复", "用户确认"]
FOUND = MappingProxyType({"cause": "搓纸轮磨损", "action": "更换搓纸轮，清洁进纸口"})
FILLED = MappingProxyType({"处理并恢复": FOUND})


def staffed(app: Flask) -> None:
    """A unit that runs the systems, with a desk, an admin and a lead."""
    with app.app_context(), writing():
        open_unit("OPS", "运行维护部", SINCE, unit("ROOT"))
    for number, role in POSTS:
        take_post(app, number, role, "OPS")


def ref(number: str) -> Ref:
    """A colleague."""
    row = person(number)
    return Ref(row.id, row.number, row.name)


def intake(**other: Any) -> Intake:
    """A report."""
    told = {
        "day": today(), "channel": "门户", "what": "打印机不出纸，提示卡纸", "thing": "三楼 305 打印机",
        "urgency": "受影响",
    }  # fmt: skip
    return Intake(**told | other)


def ticket(**other: Any) -> Ticket:
    """What the desk fills."""
    told = {
        "day": today(), "user": ref(USER), "symptom": "打印机不出纸，提示卡纸", "thing": "三楼 305 打印机",
        "part": "终端和外设", "impact": "一个部门或多人", "urgency": "受影响", "priority": "P3",
        "way": "指派处理", "resolver": ref(ADMIN),
    }  # fmt: skip
    return Ticket(**told | other)


def at_once(**other: Any) -> Ticket:
    """What the desk solved on the spot."""
    told = {"way": "服务台当场解决", "resolver": None, "cause": "没插电", "action": "插上电源"}
    return ticket(**told | other)


def work_order(**other: Any) -> WorkOrder:
    """Who goes where."""
    told = {
        "day": today(), "user": ref(USER), "engineer": ref(ADMIN), "thing": "三楼 305 打印机",
        "task": "更换搓纸轮",
    }  # fmt: skip
    return WorkOrder(**told | other)


def reported(number: str = USER, **other: Any) -> int:
    """Somebody reports; the case's id."""
    return acts.sent("F09-1", intake(**other), 0, number)


def assigned(case_id: int, facts: Facts | None = None) -> int:
    """The desk classifies; the ticket's id."""
    return acts.sent("F09-2", facts or ticket(), case_id, DESK)


def incident(case_id: int) -> Incident:
    """How it is registered now."""
    return db.session.get_one(Incident, case_id, populate_existing=True)


def restored(case_id: int, facts: Facts | None = None) -> int:
    """Assigned, taken on, and works again; the ticket's id."""
    ticket_id = assigned(case_id, facts)
    acts.decided(ticket_id, FILLED, until="用户确认")
    return ticket_id


def close(case_id: int) -> None:
    """The desk closes."""
    acts.move(case_id, "closed", acts.acting(DESK, "service_desk"))
