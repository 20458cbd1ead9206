"""A bank in the company, and its complaints as people handle them, by the real operations."""

from collections.abc import Iterator
from datetime import date, time
from typing import Any

from flask import Flask, current_app
from sqlalchemy import select

from portal.core.cases.operations import Act, Acting, act_on
from portal.core.clocks.models import Clock
from portal.core.desk.moment import this_moment
from portal.core.documents.case_files import newest_position
from portal.core.facts import Facts, Ref
from portal.core.instants import last_day
from portal.core.org.operations import open_unit
from portal.core.org.queries import holdings, place
from portal.core.web.context import today, zone
from portal.demonstration.company import SINCE, employ
from portal.demonstration.staff import OFFICES, STAFF
from portal.domain.complaints.models import Complaint
from portal.extensions import db, writing
from portal.regulations.bank_complaints.facts import (
    CallBack,
    Prolonging,
    Record,
    Referral,
    Report,
    Told,
    Transfer,
    Withdrawal,
)
from tests.core.org.changes import person, unit
from tests.domain.complaints import acts
from tests.domain.complaints.acts import agree, fill, turn
from tests.passwords import PASSWORD

PERSONNEL, SUPERVISION, GROUP, AID, BRANCH = "1054", "1055", "1056", "1057", "1058"
HEAD, CLERK, COLLEAGUE, HOTLINE, CARDS, INSPECTOR = "1059", "1060", "1061", "1062", "1063", "1064"
PEOPLE = {PERSONNEL, SUPERVISION, GROUP, AID, BRANCH, HEAD, CLERK, COLLEAGUE, HOTLINE, CARDS, INSPECTOR}
UNITS = ("BANK", "OUTLET", "CARD", "HR", "DISC")
KEYS: Iterator[int] = iter(range(10**9))
REPLY = "经核实，柜员确有怠慢，谨致歉意。不满意可以申请核查、调解、仲裁，也可以向法院起诉。"
IN_GROUP = "优质服务领导小组"


def bank(app: Flask) -> None:
    """The bank's units and people, as in the demonstration company."""
    with app.app_context(), writing():
        secret = current_app.extensions["passwords"].hash(PASSWORD)
        units = {"ROOT": unit("ROOT")}
        for code, name, parent in [office for office in OFFICES if office[0] in UNITS]:
            units[code] = open_unit(code, name, SINCE, units[parent])
        for each in [each for each in STAFF if each.number in PEOPLE]:
            employ(each, units[each.unit], secret)


def unit_ref(code: str) -> Ref:
    row = unit(code)
    return Ref(row.id, code, place(row.id, today()).name)


def person_ref(number: str) -> Ref:
    row = person(number)
    return Ref(row.id, number, row.name)


def record(**other: Any) -> Record:
    """A call about a clerk of the outlet, ten minutes ago. Inside an app context."""
    told = {
        "day": today(), "at": time(9, 50), "channel": "客户援助电话", "presence": "非现场",
        "subject": "服务态度", "business": "个人存款", "level": "网点", "written": "口头", "name": "李女士",
        "kind": "个人", "phone": f"1380000{next(KEYS):04}", "unit": unit_ref("OUTLET"),
        "what": "排队一小时，柜员不理会", "request": "道歉", "joint": False,
    }  # fmt: skip
    return Record(**told | other)


def transfer(**other: Any) -> Transfer:
    told = {
        "day": today(), "line": "承办部门", "unit": unit_ref("OUTLET"), "brief": "柜员态度", "reason": "对口",
    }  # fmt: skip
    return Transfer(**told | other)


def report(**other: Any) -> Report:
    told = {
        "day": today(), "investigator": "网点负责人", "decider": "一级行部", "finding": "属实",
        "facts": "录像可见柜员看手机", "liable": "东门网点", "outcome": "致歉并说明",
        "responsibility": "柜员服务不到位", "proposal": "当面致歉", "remedy": "班前会重申服务规范",
        "reply": REPLY, "suitable": "适合回访",
    }  # fmt: skip
    return Report(**told | other)


def told(**other: Any) -> Told:
    said = {
        "day": today(), "matter": "处理结果", "way": "电话", "whom": "李女士", "ways": "已经告知",
        "said": "接受",
    }  # fmt: skip
    return Told(**said | other)


def more_time(difficulty: str = "复杂", decider: str = "一级行部") -> Prolonging:
    return Prolonging(
        day=today(), difficulty=difficulty, decider=decider, done="调了录像", reason="要外单位提供资料"
    )


def withdrawal(**other: Any) -> Withdrawal:
    said = {"day": today(), "way": "电话", "whom": "李女士", "reason": "已经当面说清"}
    return Withdrawal(**said | other)


def callback(**other: Any) -> CallBack:
    said = {
        "day": today(), "reached": "李女士", "content": "满意", "further": "没有新的要求", "said": "谢谢",
    }  # fmt: skip
    return CallBack(**said | other)


def referral() -> Referral:
    return Referral(day=today(), about="东门网点", reason="收受客户礼品", clues="录音一段")


def sent(code: str, facts: Facts, by: str, case_id: int = 0) -> int:
    """Send a paper, perhaps of a case; returns its id. Inside an app context."""
    return acts.sent(code, facts, case_id, by)


def opened(by: str = AID, **other: Any) -> int:
    """A complaint is taken down. Inside an app context."""
    return sent("F06-1", record(**other), by)


def decided(document_id: int, **found: Any) -> list[str]:
    """Let everybody whose turn it is fill these cells and agree; returns the steps. Inside an app context."""
    steps = []
    while (task := turn(document_id)) and task.step:
        fill(document_id, task, found)
        agree(document_id, task)
        steps.append(task.step.declared.name)
    return steps


def taken_over(case_id: int, handler: str = HEAD, by: str = AID, **other: Any) -> int:
    """The case goes to the outlet, whose head confirms and names a handler. Inside an app context."""
    slip = sent("F06-2", transfer(**other), by, case_id)
    assert decided(slip, handler=person_ref(handler), opinion="马上办") == ["承办部门接收"]
    return slip


def approved(case_id: int, by: str = HEAD, **other: Any) -> int:
    """A report goes to whoever decides. Inside an app context."""
    paper = sent("F06-4", report(**other), by, case_id)
    assert decided(paper)
    return paper


def answered(case_id: int, by: str = HEAD, **other: Any) -> None:
    """A case is investigated, decided, and the complainant told. Inside an app context."""
    approved(case_id, by, **other)
    sent("F06-4R", told(), by, case_id)


def prolonged(case_id: int, by: str = HEAD, **other: Any) -> int:
    """More time is asked for, approved, and told. Inside an app context."""
    paper = sent("F06-7", more_time(**other), by, case_id)
    assert decided(paper)
    sent("F06-4R", told(matter="延长时限", ways=""), by, case_id)
    return paper


def move(case_id: int, to: str, by: str = AID) -> None:
    """Somebody moves a case on. Inside an app context."""
    who = person(by)
    roles = frozenset(holding.post.role for holding in holdings(who.id, today()))
    with writing():
        act_on(
            case_id,
            Act("moved", to, "办完", newest_position(case_id)),
            Acting(who.id, "", roles),
            this_moment(),
        )


def row(case_id: int) -> Complaint:
    return db.session.get_one(Complaint, case_id, populate_existing=True)


def clocks(case_id: int) -> dict[str, date | None]:
    """The clocks of a case that run, with their last days. Inside an app context."""
    running = db.session.scalars(select(Clock).filter_by(document_id=case_id, state="running"))
    return {clock.name: last_day(clock.due_at, zone()) if clock.due_at else None for clock in running}
