"""What R06 leaves open, or the national rules fix in figures: dated values with their evidence."""

from datetime import date
from typing import Any, NamedTuple

from portal.core.parameter import Parameter

IN_FORCE = date(2000, 1, 1)


class Figure(NamedTuple):
    """A whole number, its unit, and between what it may be changed."""

    value: int
    unit: str
    least: int
    most: int


def number(name: str, label: str, clause: str, evidence: str, figure: Figure) -> Parameter[int]:
    """A whole number of days, minutes or people."""
    return Parameter(
        name=f"bank_complaints.{name}", label=label, clause=clause, evidence=evidence, unit=figure.unit,
        values=((IN_FORCE, figure.value),), least=figure.least, most=figure.most,
    )  # fmt: skip


FEEDBACK = number(
    "feedback", "接听后多少分钟内登记并反馈服务监督电话", "§4", "assumption", Figure(30, "分钟", 1, 1440)
)
TRANSFER = number("transfer", "转办单多少天内接收（0 为当天）", "§5", "assumption", Figure(0, "天", 0, 5))
FIRST = number("first", "一般投诉多少天内答复", "§附1", "elsewhere", Figure(15, "天", 1, 15))
COMPLEX = number("complex", "复杂的投诉延长到多少天", "§附1", "elsewhere", Figure(30, "天", 1, 30))
LONGEST = number("longest", "特别复杂的投诉延长到多少天", "§附1", "elsewhere", Figure(60, "天", 1, 60))
CALLBACK = number(
    "callback", "答复后多少个工作日内回访", "§4(三)", "assumption", Figure(3, "个工作日", 1, 30)
)
REPRESENTATIVES = number(
    "representatives", "共同投诉最多推选几名代表", "§附3", "elsewhere", Figure(5, "人", 1, 5)
)
ALIKE = number(
    "alike", "同一投诉人多少天内的未结投诉算可能重复", "§4", "assumption", Figure(30, "天", 1, 365)
)
SUMMARY = number("summary", "上月的投诉汇总每月几日前送出", "§附5", "assumption", Figure(10, "日", 1, 28))
ROOTS = number(
    "roots", "季度根源分析报告在季后多少个工作日内提交", "§附5", "assumption", Figure(10, "个工作日", 1, 40)
)
PARAMETERS: tuple[Parameter[Any], ...] = (
    FEEDBACK, TRANSFER, FIRST, COMPLEX, LONGEST, CALLBACK, REPRESENTATIVES, ALIKE, SUMMARY, ROOTS,
)  # fmt: skip
