"""What is agreed with a dealer: stock and ordering, and the month's target."""

from datetime import date
from typing import Annotated as A

import msgspec

from portal.core.facts import Cell, Facts, Line, Month, Ref, Short, Table, Text
from portal.core.money import Amount


class StockLine(Line, frozen=True, kw_only=True):
    """One product on a dealer's shelf, and what to do about it."""

    product: A[Ref, Cell("品种", "§2(5)", 4, of="product")]
    unit: A[str, Cell("单位", "§2(5)", 2, copied="product.unit")] = ""
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


class TargetLine(Line, frozen=True, kw_only=True):
    """One product's share of a dealer's target."""

    product: A[Ref, Cell("品种", "§2(3)", 4, of="product")]
    before: A[Amount | None, Cell("上月实际", "§2(3)", 3)] = None
    target: A[Amount, Cell("本月目标", "§2(3)", 3)]
    measure: A[Text, Cell("措施", "§2(3)", 6)] = ""


class MonthlyTarget(Facts, frozen=True, kw_only=True):
    """F01-4 经销商月度销售目标分解表: a dealer's target of one month, split."""

    month: A[Month, Cell("目标月份", "§2(3)", 3)]
    dealer: A[Ref, Cell("经销商", "§2(3)", 5, of="customer")]
    target: A[Amount, Cell("月度目标", "§2(3)", 4, capitals=True)]
    lines: A[tuple[TargetLine, ...], Table("目标分解", "§2(3)", 1, 60, ("before", "target"), capitals=True)]
    promotion: A[Text, Cell("促销协助", "§2(3)", 12)] = ""
    feedback: A[Text, Cell("上月反馈", "§2(3)", 12)] = ""
