"""What a change is to do, and what it did."""

from datetime import date, time
from typing import Annotated as A

import msgspec

from portal.core.facts import Cell, Facts, Ref, Short, Text, When
from portal.domain.operations.changes.words import EMERGENCY, STANDARD, Kind, Outcome
from portal.domain.operations.parts import Part
from portal.regulations.system_maintenance.facts.words import Preapproved

System = A[str, msgspec.Meta(max_length=80)]
ORAL = When("kind", (EMERGENCY,))


class ChangePaper(Facts, frozen=True, kw_only=True):
    """F05-4 变更申请与报告: asked for, approved in writing, carried out, reported; an emergency was approved
    orally and is confirmed in writing."""

    day: A[date, Cell("申请日期", "§附1", 3)]
    kind: A[Kind, Cell("变更类别", "§附1", 3)]
    standard: A[Preapproved, Cell("标准种类", "§附1", 6, when=When("kind", (STANDARD,)))] = ""
    part: A[Part, Cell("所属部分", "§3", 4)]
    system: A[System, Cell("系统或设备", "§附1", 8)]
    subject: A[Short, Cell("变更内容", "§附1", 12)]
    from_day: A[date, Cell("计划开始", "§附1", 6)]
    from_at: A[time, Cell("开始时间", "§附1", 6)]
    to_day: A[date, Cell("计划结束", "§附1", 6)]
    to_at: A[time, Cell("结束时间", "§附1", 6)]
    basis: A[Text, Cell("变更依据", "§附1", 12)]
    plan: A[Text, Cell("实施方案", "§附1", 12)]
    risk: A[Text, Cell("风险和控制", "§附1", 12)]
    testing: A[Text, Cell("测试方案", "§附1", 12)]
    rollback: A[Text, Cell("回退方案", "§附1", 12)]
    oral_by: A[Ref | None, Cell("谁口头批准", "§附2", 4, of="person", when=ORAL)] = None
    oral_day: A[date | None, Cell("批准日期", "§附2", 4, when=ORAL)] = None
    oral_at: A[time | None, Cell("批准时间", "§附2", 4, when=ORAL)] = None
    implementer: A[Ref, Cell("实施人", "§附1", 12, of="person")]
    began_day: A[date | None, Cell("实际开始", "§附1", 6)] = None
    began_at: A[time | None, Cell("开始的时间", "§附1", 6)] = None
    ended_day: A[date | None, Cell("实际结束", "§附1", 6)] = None
    ended_at: A[time | None, Cell("结束的时间", "§附1", 6)] = None
    course: A[Text, Cell("实施过程", "§附1", 12)] = ""
    tested: A[Text, Cell("验证结果", "§附1", 9)] = ""
    outcome: A[Outcome, Cell("结果", "§附1", 3)] = ""
    documents: A[Text, Cell("更新的文档", "§附1", 12)] = ""
