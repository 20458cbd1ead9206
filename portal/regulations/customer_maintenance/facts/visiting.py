"""What is said of visits: the month planned, the day done."""

from datetime import date, time
from typing import Annotated as A

import msgspec

from portal.core.facts import Cell, Facts, Line, Month, Ref, Short, Table, Text


class PlanLine(Line, frozen=True, kw_only=True):
    """One planned visit."""

    day: A[date, Cell("巡访日期", "§1(2)", 4)]
    customer: A[Ref, Cell("客户", "§1(2)", 4, of="customer")]
    grade: A[str, Cell("等级", "§1(2)", 2, copied="customer.grade")]
    route: A[Short, Cell("路线", "§1(2)", 3)]
    frequency: A[int, msgspec.Meta(ge=1, le=31), Cell("频次（次/月）", "§1(2)", 2)]
    goal: A[Text, Cell("工作目标", "§1(2)", 6)]
    solution: A[Text, Cell("问题与方案", "§1(2)", 6)]


class VisitPlan(Facts, frozen=True):
    """F01-1 月度巡访计划表: an account manager's visits of one month."""

    month: A[Month, Cell("计划月份", "§1(2)", 3)]
    lines: A[tuple[PlanLine, ...], Table("巡访安排", "§1(2)", 1, 300)]
    remarks: A[Text, Cell("备注", "§1(2)", 12)] = ""


class JournalLine(Line, frozen=True, kw_only=True):
    """One visit of the day; `planned` says whether the approved plan has it."""

    customer: A[Ref, Cell("客户", "§1(4)", 4, of="visited")]
    planned: A[str, Cell("计划", "§1(3)", 2, copied="customer.planned")]
    goal: A[Text, Cell("当天计划", "§1(4)", 5)]
    arrived: A[time | None, Cell("到达", "§1(4)", 2)] = None
    left: A[time | None, Cell("离开", "§1(4)", 2)] = None
    summary: A[Text, Cell("当天总结", "§1(4)", 6)]
    follow_up: A[Text, Cell("后续跟进", "§1(4)", 4)] = ""
    next_visit: A[date | None, Cell("下次拜访", "§1(4)", 3)] = None


class Journal(Facts, frozen=True, kw_only=True):
    """F01-2 成功手册: an account manager's day, planned in the morning and summed up in the evening."""

    day: A[date, Cell("日期", "§1(4)", 3)]
    lines: A[tuple[JournalLine, ...], Table("当天巡访", "§1(4)", 0, 40)] = ()
    others: A[Text, Cell("其他工作", "§1(4)", 12)] = ""
