"""What is prepared for an emergency, and what was practised or done in one."""

from datetime import date, time
from typing import Annotated as A

import msgspec

from portal.core.facts import Cell, Facts, Line, Ref, Short, Table, Text
from portal.domain.operations.parts import Layer
from portal.regulations.it_service.facts.words import Exercise, Reached


class TeamLine(Line, frozen=True, kw_only=True):
    """Somebody of the team, and what he is there for."""

    person: A[Ref, Cell("姓名", "§6", 4, of="person")]
    part: A[Short, Cell("负责什么", "§6", 8)]


class MeasureLine(Line, frozen=True, kw_only=True):
    """What is done, and how many minutes after the plan was set off it is to be done."""

    act: A[Text, Cell("做什么", "§6", 8)]
    by: A[Short, Cell("谁做", "§6", 2)]
    within: A[int, msgspec.Meta(le=10080), Cell("几分钟内", "§6", 2)]


class EmergencyPlan(Facts, frozen=True, kw_only=True):
    """F09-11 应急预案: for which case, when it is set off, who does what in which order."""

    day: A[date, Cell("编制日期", "§6", 4)]
    part: A[Layer, Cell("属于", "§6", 4)]
    replaces: A[Ref | None, Cell("替代哪份预案", "§6", 4, of="emergency_plan")] = None
    scenario: A[Short, Cell("什么情况", "§6", 12)]
    trigger: A[Text, Cell("什么时候启动", "§6", 12)]
    team: A[tuple[TeamLine, ...], Table("应急小组", "§6", 1, 10)]
    steps: A[tuple[MeasureLine, ...], Table("处置步骤", "§6", 1, 15)]
    told: A[Text, Cell("向谁报告", "§6", 12)]
    back: A[Text, Cell("怎样算恢复", "§6", 12)]


class EmergencyRecord(Facts, frozen=True, kw_only=True):
    """F09-11R 应急演练与处置记录: by which plan, what happened, what is learnt from it."""

    day: A[date, Cell("日期", "§6", 3)]
    kind: A[Exercise, Cell("演练或处置", "§6", 3)]
    plan: A[Ref, Cell("按哪份预案", "§6", 6, of="emergency_plan")]
    began: A[time, Cell("开始", "§6", 3)]
    ended: A[time, Cell("结束", "§6", 3)]
    incident: A[Ref | None, Cell("有关的受理记录", "§6", 6, of="document_number")] = None
    people: A[Text, Cell("谁参加", "§6", 12)]
    course: A[str, msgspec.Meta(max_length=600), Cell("经过", "§6", 12)]
    reached: A[Reached, Cell("达到预案的要求", "§6", 4)]
    lack: A[Text, Cell("哪里没有达到", "§6", 8)] = ""
    lessons: A[Text, Cell("经验教训", "§6", 12)]
    better: A[Text, Cell("改进什么、谁做、何时完成", "§6", 12)]
