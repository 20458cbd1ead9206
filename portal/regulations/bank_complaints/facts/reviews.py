"""What is looked at again and again: the roots of a quarter's complaints, the numbers on display."""

from datetime import date
from typing import Annotated as A

import msgspec

from portal.core.facts import Cell, Facts, Line, Ref, Short, Table, Text
from portal.regulations.bank_complaints.facts import words


class Root(Line, frozen=True, kw_only=True):
    """One root of several complaints, and what is done about it."""

    subject: A[words.Subject, Cell("类别", "§附5", 2)]
    number: A[int, msgspec.Meta(ge=0, le=9999), Cell("件数", "§附5", 1)]
    root: A[Text, Cell("根源", "§附5", 3)]
    measure: A[Text, Cell("整改措施", "§附5", 2)]
    owner: A[Short, Cell("负责部门", "§附5", 2)]
    until: A[date, Cell("完成日期", "§附5", 2)]


class RootReport(Facts, frozen=True, kw_only=True):
    """F06-11 季度投诉根源分析报告: any day of it names the quarter."""

    day: A[date, Cell("季度中的一天", "§附5", 4)]
    total: A[int, Cell("本季度投诉", "§附5", 4, unit="件")]
    upheld: A[int, Cell("其中属实", "§附5", 4, unit="件")]
    review: A[Text, Cell("总体情况", "§附5", 12)]
    roots: A[tuple[Root, ...], Table("根源和整改", "§附5", 1, 20)]


class Outlet(Line, frozen=True, kw_only=True):
    """What was found at an outlet."""

    unit: A[Ref, Cell("网点", "§4", 5, of="unit")]
    display: A[words.Display, Cell("三个号码", "§4", 3)]
    found: A[Text, Cell("情况和整改", "§4", 4)] = ""


class Numbers(Facts, frozen=True, kw_only=True):
    """F06-12 服务电话公示检查表."""

    day: A[date, Cell("检查日期", "§4", 12)]
    outlets: A[tuple[Outlet, ...], Table("各网点", "§4", 1, 100)]
