"""What is said of visits: the month planned."""

from datetime import date
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
