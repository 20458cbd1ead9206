"""What the manager reports of a week or a month: figures as the records have them, and words."""

from datetime import date
from typing import Annotated as A

from portal.core.facts import Cell, Facts, Month, Text
from portal.core.measures import Quantity, Rate

S = "§4.4.9"


class WorkReport(Facts, frozen=True, kw_only=True):
    """What both reports say."""

    reported: A[int, Cell("报修", S, 3)]
    restored: A[int, Cell("恢复", S, 3)]
    closed: A[int, Cell("关闭", S, 3)]
    left: A[int, Cell("期末未关", S, 3)]
    responded: A[int, Cell("按期响应", S, 3)]
    response_share: A[Rate | None, Cell("响应按期率", S, 3)] = None
    repaired: A[int, Cell("按期恢复", S, 3)]
    repair_share: A[Rate | None, Cell("恢复按期率", S, 3)] = None
    returned: A[int, Cell("返工", S, 3)]
    again: A[int, Cell("重复报修", S, 3)]
    usual: A[Quantity | None, Cell("恢复用时", S, 6, unit="小时")] = None
    done: A[Text, Cell("主要工作", S, 12)]
    improvements: A[Text, Cell("问题和改进", S, 12)] = ""
    ahead: A[Text, Cell("下一步", S, 12)]


class WeekReport(WorkReport, frozen=True, kw_only=True):
    """F09-8 统计及工作报告（周报）: a week, named by its Monday."""

    monday: A[date, Cell("周一日期", S, 4)]


class MonthReport(WorkReport, frozen=True, kw_only=True):
    """F09-8M 统计及工作报告（月报）."""

    month: A[Month, Cell("月份", S, 4)]
