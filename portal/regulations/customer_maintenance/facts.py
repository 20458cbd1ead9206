"""What the forms of R01 say."""

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


class StockLine(Line, frozen=True, kw_only=True):
    """One product on a dealer's shelf, and what to do about it."""

    product: A[Short, Cell("品种", "§2(5)", 4)]
    stock: A[int, Cell("现有库存", "§2(5)", 2)]
    safety: A[int, Cell("安全库存", "§2(5)", 2)]
    turnover: A[int, msgspec.Meta(le=999), Cell("周转天数", "§2(5)", 2)]
    advice: A[Text, Cell("订货建议", "§2(5)", 5)]


class StockGuidance(Facts, frozen=True):
    """F01-5 订货与库存指导记录: what an account manager advised a dealer at a visit."""

    day: A[date, Cell("巡访日期", "§2(5)", 3)]
    customer: A[Ref, Cell("客户", "§2(5)", 4, of="customer")]
    grade: A[str, Cell("等级", "§2(5)", 2, copied="customer.grade")]
    frequency: A[Short, Cell("订货频率", "§2(5)", 3)]
    lines: A[tuple[StockLine, ...], Table("库存与建议", "§2(5)", 1, 60)]
    assortment: A[Text, Cell("产品结构建议", "§2(5)", 12)] = ""
