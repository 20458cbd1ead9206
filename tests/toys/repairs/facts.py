"""What the forms of R98 say."""

from datetime import date
from typing import Annotated as A

from portal.core.facts import Cell, Facts, Short, Text


class Repair(Facts, frozen=True, kw_only=True):
    """F98-1 报修单."""

    day: A[date, Cell("日期", "§1", 4)]
    device: A[Short, Cell("设备", "§1", 8)]
    fault: A[Text, Cell("故障", "§1", 12)]


class Work(Facts, frozen=True, kw_only=True):
    """F98-2 维修记录."""

    day: A[date, Cell("日期", "§3", 4)]
    done: A[Text, Cell("做了什么", "§3", 12)]
