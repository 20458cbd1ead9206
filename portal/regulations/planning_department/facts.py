"""What the forms of R08 say."""

from datetime import date, time
from typing import Annotated as A
from typing import Literal

from portal.core.facts import Cell, Facts, Line, Ref, Short, Table, Text, When

LEAVE, OUTING = "请假", "外出"
AHEAD, PHONED = "提前书面提出", "已先电话告知"
DONE, PARTLY, NOT_DONE = "完成", "部分完成", "没有完成"
BY_PHONE = When("notice", (PHONED,))
Half = Literal["上午", "下午"]


class LeaveSlip(Facts, frozen=True, kw_only=True):
    """F08-1 请假单/外出单: from one half-day to another, both included."""

    kind: A[Literal["请假", "外出"], Cell("类别", "§4.1(3)", 4)]
    since: A[date, Cell("开始日期", "§4.1(3)", 4)]
    since_half: A[Half, Cell("开始半天", "§4.1(3)", 2)]
    until: A[date, Cell("结束日期", "§4.1(3)", 4)]
    until_half: A[Half, Cell("结束半天", "§4.1(3)", 2)]
    reason: A[Text, Cell("事由", "§4.1(3)", 12)]
    phone: A[Short, Cell("期间电话", "§4.1(4)", 6)]
    substitute: A[Ref | None, Cell("工作代理人", "§4.1(4)", 6, of="person")] = None
    notice: A[Literal["提前书面提出", "已先电话告知"], Cell("提出方式", "§4.1(3)", 3)]
    told_on: A[date | None, Cell("告知日期", "§4.1(3)", 3, when=BY_PHONE)] = None
    told_at: A[time | None, Cell("告知时间", "§4.1(3)", 3, when=BY_PHONE)] = None
    told_whom: A[Ref | None, Cell("告知谁", "§4.1(3)", 3, of="person", when=BY_PHONE)] = None


class PlannedWork(Line, frozen=True, kw_only=True):
    """Something to do this week."""

    content: A[Text, Cell("本周工作内容", "§4.3(1)", 12)]
    finished: A[date, Cell("完成时间", "§4.3(1)", 4)]


class LastWork(Line, frozen=True, kw_only=True):
    """What became of something that last week's plan had."""

    content: A[Text, Cell("上周工作内容", "§4.3(1)", 6)]
    completion: A[Literal["完成", "部分完成", "没有完成"], Cell("完成情况", "§4.3(1)", 3)]
    cause: A[
        Text, Cell("没有完成的原因和措施", "§4.3(1)", 6, when=When("completion", (PARTLY, NOT_DONE)))
    ] = ""


class WeeklyPlan(Facts, frozen=True, kw_only=True):
    """F08-8 周工作计划表(含上周总结): a week, named by its Monday."""

    monday: A[date, Cell("周一日期", "§4.3(1)", 6)]
    work: A[tuple[PlannedWork, ...], Table("本周计划", "§4.3(1)", 1, 60)]
    last: A[tuple[LastWork, ...], Table("上周总结", "§4.3(1)", 0, 60)] = ()
