"""What a unit plans to do in a cycle, and what came of each item."""

from datetime import date
from typing import Annotated as A

import msgspec

from portal.core.facts import Cell, Facts, Line, Ref, Table, Text
from portal.domain.operations.parts import Part
from portal.regulations.system_maintenance.facts.words import Cycle, Result

Item = A[str, msgspec.Meta(max_length=80)]


class WorkLine(Line, frozen=True, kw_only=True):
    """An item of a plan."""

    item: A[Item, Cell("作业项目", "§附3", 5)]
    part: A[Part, Cell("部分", "§3", 2)]
    planned: A[date, Cell("计划日期", "§附3", 2)]
    person: A[Ref, Cell("责任人", "§附3", 3, of="person")]


class WorkPlan(Facts, frozen=True, kw_only=True):
    """F05-5 维护作业计划表: a cycle's items; after approval only a newer version changes it."""

    cycle: A[Cycle, Cell("周期", "§附3", 4)]
    first: A[date, Cell("从哪天", "§附3", 4)]
    until: A[date, Cell("到哪天", "§附3", 4)]
    replaces: A[Ref | None, Cell("代替哪张计划", "§附3", 12, of="work_plan")] = None
    why: A[Text, Cell("为什么更改", "§附3", 12)] = ""
    lines: A[tuple[WorkLine, ...], Table("作业项目", "§附3", 1, 100)]


class WorkDone(Facts, frozen=True, kw_only=True):
    """F05-5R 作业执行记录: what came of one item."""

    day: A[date, Cell("执行日期", "§附3", 4)]
    result: A[Result, Cell("结果", "§附3", 4)]
    part: A[str, Cell("部分", "§3", 4, copied="item.part")]
    item: A[Ref, Cell("作业项目", "§附3", 12, of="plan_item")]
    told: A[Text, Cell("执行情况；未完成的写原因", "§附3", 12)]
