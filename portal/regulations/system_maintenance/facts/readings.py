"""What is read of systems, day by day or on an inspection, against its limits."""

from datetime import date, time
from typing import Annotated as A

from portal.core.facts import Cell, Facts, Line, Ref, Short, Table, Text
from portal.core.measures import Quantity
from portal.domain.operations.monitoring.bounds import State
from portal.domain.operations.parts import Part

Bound = Quantity | None


class LogLine(Line, frozen=True, kw_only=True):
    """A value as it was read, and what was done."""

    at: A[time, Cell("时间", "§4(1)", 1)]
    item: A[Short, Cell("系统和指标", "§4(1)", 2)]
    part: A[Part, Cell("部分", "§3", 2)]
    low: A[Bound, Cell("下限", "§4(1)", 1, negative=True)] = None
    high: A[Bound, Cell("上限", "§4(1)", 1, negative=True)] = None
    unit: A[Short, Cell("单位", "§4(1)", 1)] = ""
    value: A[Bound, Cell("值", "§4(1)", 1, negative=True)] = None
    state: A[State, Cell("情况", "§4(1)", 1)] = ""
    action: A[Short, Cell("处理", "§4(1)", 2)] = ""


class OperationLog(Facts, frozen=True, kw_only=True):
    """F05-2 运行监控、日常维护记录: what a shift read and did."""

    day: A[date, Cell("日期", "§4(1)", 6)]
    lines: A[tuple[LogLine, ...], Table("监控和维护", "§4(1)", 1, 100)]
    remark: A[Text, Cell("交接事项", "§4(1)", 12)] = ""


class CheckLine(Line, frozen=True, kw_only=True):
    """What is to be looked at, within which limits; the executing unit fills the rest."""

    item: A[Short, Cell("项目", "§附4", 3)]
    part: A[Part, Cell("部分", "§3", 2)]
    low: A[Bound, Cell("下限", "§附4", 1, negative=True)] = None
    high: A[Bound, Cell("上限", "§附4", 1, negative=True)] = None
    unit: A[Short, Cell("单位", "§附4", 1)] = ""
    value: A[Bound, Cell("值", "§附4", 1, negative=True)] = None
    state: A[State, Cell("情况", "§附4", 1)] = ""
    remark: A[Short, Cell("说明", "§附4", 2)] = ""


class InspectionPaper(Facts, frozen=True, kw_only=True):
    """F05-6 巡检通知与巡检表: issued by the managing unit, carried out by the unit that it names."""

    due: A[date, Cell("哪天前完成", "§附4", 4)]
    executes: A[Ref, Cell("巡检部门", "§附4", 8, of="unit")]
    focus: A[Text, Cell("重点", "§附4", 12)]
    wanted: A[Text, Cell("要求", "§附4", 12)]
    lines: A[tuple[CheckLine, ...], Table("巡检表", "§附4", 1, 60)]
    done_on: A[date | None, Cell("巡检日期", "§附4", 4)] = None
    dangers: A[Text, Cell("故障和隐患", "§附4", 12)] = ""
