"""Complaints at a car dealer, by the real operations."""

from datetime import date, time, timedelta
from types import MappingProxyType
from typing import Any

from flask import Flask

from portal.core.desk.moment import this_moment
from portal.core.facts import Facts, Ref
from portal.core.money import Amount
from portal.core.org.operations import open_unit
from portal.core.web.context import today
from portal.demonstration.company import SINCE
from portal.extensions import writing
from portal.regulations.dealer_complaints.facts import (
    Handling,
    Inquiry,
    Liability,
    Measure,
    Meeting,
    Record,
    Summary,
)
from tests.core.org.changes import person, take_post, unit
from tests.domain.complaints import acts

ADVISER, SPECIALIST, MANAGER, HANDLER, BUSINESS, GENERAL = "1010", "1011", "1002", "1004", "1005", "1008"
POSTS = (
    (ADVISER, "cr_adviser", "CR"), (SPECIALIST, "cr_specialist", "CR"), (MANAGER, "cr_manager", "CR"),
    (HANDLER, "complaint_owner", "AFTER"), (BUSINESS, "business_manager", "AFTER"),
    ("1007", "hr_head", "HR"),
)  # fmt: skip
UNITS = {"CR": "客户关系部", "AFTER": "售后服务部", "HR": "人力资源部"}
GENERAL_WAY = ["提出解决办法", "批准解决办法", "告知客户"]
MAJOR_WAY = ["提出解决办法", "批准解决办法", "与客户协商"]


def dealer(app: Flask) -> None:
    """A customer-relations department, and an after-sales one that handles complaints."""
    with app.app_context(), writing():
        for code, name in UNITS.items():
            open_unit(code, name, SINCE, unit("ROOT"))
    for number, role, code in POSTS:
        take_post(app, number, role, code)


def ref(number: str) -> Ref:
    """A colleague. Inside an app context."""
    row = person(number)
    return Ref(row.id, row.number, row.name)


def place(code: str = "AFTER") -> Ref:
    """A unit. Inside an app context."""
    return Ref(unit(code).id, code, UNITS.get(code, code))


def record(**other: Any) -> Record:
    """A complaint that came in. Inside an app context."""
    told = {
        "day": today(), "at": time(9, 10), "channel": "电话", "complainant": "罗先生",
        "phone": "13800001234", "plate": "粤B12345", "model": "远行 X5", "what": "保养后仍有异响",
        "fresh": "是新的投诉",
    }  # fmt: skip
    return Record(**told | other)


def handling(**other: Any) -> Handling:
    """What the manager fills. Inside an app context."""
    told = {
        "day": today(), "category": "维修质量", "sufficient": "充分", "reasonable": "合理",
        "investigated": "查了工单和录音", "claim": "免费复修", "unit": place(), "handler": ref(HANDLER),
    }  # fmt: skip
    return Handling(**told | other)


def meeting(**other: Any) -> Meeting:
    """Inside an app context."""
    told = {
        "day": today(), "began": time(15), "unit": place(), "place": "一号会议室",
        "people": "总经理、售后、客关", "content": "客户围堵展厅", "discussion": "先道歉再检测",
        "decision": "更换总成", "spokesman": ref(MANAGER),
    }  # fmt: skip
    return Meeting(**told | other)


def inquiry(score: str = "4 满意", **other: Any) -> Inquiry:
    """Inside an app context."""
    return Inquiry(
        **{"day": today(), "reached": "罗先生", "score": score, "wish": "以后提前告知费用"} | other
    )


def summary(**other: Any) -> Summary:
    """Inside an app context."""
    told = {
        "day": today(), "course": "登记、复检、更换", "evaluation": "处理及时", "improvement": "交车前试车",
        "execution": "已写进交车清单",
    }  # fmt: skip
    return Summary(**told | other)


def measure(**other: Any) -> Measure:
    """Inside an app context."""
    told = {
        "day": today(), "pursuit": "纠正措施", "unit": place(), "cause": "交车前没有试车",
        "measure": "交车前试车并签字", "due": today() + timedelta(days=10),
    }  # fmt: skip
    return Measure(**told | other)


def liability(**other: Any) -> Liability:
    """Inside an app context."""
    told = {
        "day": today(), "person": ref(HANDLER), "unit": place(), "ground": "造成损失的责任者", "kind": "赔偿",
        "liability": "拧紧力矩不够", "late": 0, "loss": Amount(100_000), "statement": "认可",
        "procedure": "职工大会 2026-03-01 通过", "wage": Amount(600_000), "amount": Amount(100_000),
    }  # fmt: skip
    return Liability(**told | other)


PROPOSED = MappingProxyType({"cause": "减震器松动", "liable": "钣金组", "solution": "更换减震器并赠保养一次"})


def told(answer: str = "接受", **other: Any) -> dict[str, Any]:
    """What is filled when the customer is told. Inside an app context."""
    return {
        "told": today(),
        "how": "电话",
        "answer": answer,
        "reaction": "表示理解",
        "negotiators": "",
    } | other


def filled(answer: str = "接受", **other: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What each office fills. Inside an app context."""
    cells = {
        "提出解决办法": {**PROPOSED, "cost": Amount(80_000)},
        "告知客户": told(answer),
        "与客户协商": told(answer, negotiators="何清、林可"),
        "批准并指派监督人": {"supervisor": ref("1001")},
        "执行": {"done": "已写进清单", "finished": today()},
        "监督检查": {"checked": "抽查三台，都签了"},
        "效果确认": {"effect": "有效", "verified": "没有再发生"},
    }
    return {name: {**cells.get(name, {}), **other.get(name, {})} for name in (*cells, *other)}


def sent(code: str, facts: Facts, case_id: int = 0, number: str = MANAGER) -> int:
    """Send a paper, perhaps of a case; returns its id. Inside an app context."""
    return acts.sent(code, facts, case_id, number)


def decided(paper: int, until: str = "", answer: str = "接受", **other: dict[str, Any]) -> list[str]:
    """Let each office fill its cells and agree, until a step; returns the steps. Inside an app context."""
    return acts.decided(paper, filled(answer, **other), until)


def opened(**other: Any) -> int:
    """A complaint that the adviser took down. Inside an app context."""
    return sent("F16-1", record(**other), number=ADVISER)


def settled(case_id: int, answer: str = "接受", **other: Any) -> int:
    """A form that went all its way; returns it. Inside an app context."""
    form_id = sent("F16-2", handling(**other), case_id)
    decided(form_id, answer=answer)
    return form_id


def move(case_id: int, to: str, number: str = MANAGER) -> None:
    """The manager moves a case on. Inside an app context."""
    acts.move(case_id, to, acts.acting(number, "cr_manager"))


def tomorrow() -> date:
    """Inside an app context."""
    return this_moment().day + timedelta(days=1)
