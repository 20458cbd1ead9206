"""What a change is to do, and what it did."""

from datetime import date, time
from typing import Annotated as A

from portal.core.facts import Cell, Facts, Ref, Short, Text, When
from portal.domain.operations.changes.words import EMERGENCY, STANDARD, Kind, Outcome
from portal.domain.operations.parts import Layer
from portal.regulations.it_service.facts.intake import Thing
from portal.regulations.it_service.facts.words import Preapproved

ORAL = When("kind", (EMERGENCY,))


class ChangeRequest(Facts, frozen=True, kw_only=True):
    """F09-5 变更单: asked for, approved by lead and manager, carried out, reported, accepted."""

    day: A[date, Cell("申请日期", "§4.4.6", 3)]
    kind: A[Kind, Cell("变更类别", "§4.4.6", 3)]
    standard: A[Preapproved, Cell("标准种类", "§4.4.6", 6, when=When("kind", (STANDARD,)))] = ""
    part: A[Layer, Cell("属于", "§4.4.6", 4)]
    thing: A[Thing, Cell("设备或系统", "§4.4.6", 8)]
    item: A[Ref | None, Cell("配置项", "§4.4.7", 12, of="item")] = None
    subject: A[Short, Cell("变更内容", "§4.4.6", 7)]
    origin: A[Ref | None, Cell("起因单据", "§4.4.5", 5, of="document_number")] = None
    reason: A[Text, Cell("为什么要变更", "§4.4.6", 12)]
    from_day: A[date, Cell("计划开始", "§4.4.6", 4)]
    from_at: A[time, Cell("开始时间", "§4.4.6", 2)]
    to_day: A[date, Cell("计划结束", "§4.4.6", 4)]
    to_at: A[time, Cell("结束时间", "§4.4.6", 2)]
    risk: A[Text, Cell("风险和影响", "§4.4.6", 12)]
    plan: A[Text, Cell("实施方案", "§4.4.6", 12)]
    rollback: A[Text, Cell("回退方案", "§4.4.6", 12)]
    oral_by: A[Ref | None, Cell("谁口头批准", "§9", 4, of="person", when=ORAL)] = None
    oral_day: A[date | None, Cell("批准日期", "§9", 4, when=ORAL)] = None
    oral_at: A[time | None, Cell("批准时间", "§9", 4, when=ORAL)] = None
    implementer: A[Ref, Cell("实施人", "§4.4.6", 12, of="person")]
    began_day: A[date | None, Cell("实际开始", "§4.4.6", 4)] = None
    began_at: A[time | None, Cell("开始的时间", "§4.4.6", 2)] = None
    ended_day: A[date | None, Cell("实际结束", "§4.4.6", 4)] = None
    ended_at: A[time | None, Cell("结束的时间", "§4.4.6", 2)] = None
    course: A[Text, Cell("实施过程", "§4.4.6", 12)] = ""
    tested: A[Text, Cell("验证结果", "§4.4.6", 9)] = ""
    outcome: A[Outcome, Cell("结果", "§4.4.6", 3)] = ""
