"""What was found at the customer, and what the investigation came to."""

from datetime import date
from typing import Annotated as A

from portal.core.facts import Cell, Facts, Short, Text, When
from portal.regulations.product_complaints.facts.words import APPOINTED, Leading


class Inspection(Facts, frozen=True, kw_only=True):
    """F10-14 会勘记录: sales, quality and manufacturing look at the goods together."""

    day: A[date, Cell("会勘日期", "§9.2", 3)]
    place: A[Short, Cell("地点", "§9.2", 6)]
    led: A[Leading, Cell("由谁会勘", "§9.2", 3)]
    appointed: A[Short, Cell("总经理指派的人员", "§9.2", 12, when=When("led", (APPOINTED,)))] = ""
    ours: A[Short, Cell("我方人员", "§9.2", 6)]
    theirs: A[Short, Cell("客户方人员", "§9.2", 6)]
    found: A[Text, Cell("会勘情况", "§9.2", 12)]
    said: A[Text, Cell("客户的意见", "§9.2", 12)] = ""
    judged: A[Text, Cell("初步判断", "§9.2", 12)]


class Report(Facts, frozen=True, kw_only=True):
    """F10-5 调查处理报告: what was abnormal, why, and what was done about it."""

    day: A[date, Cell("报告日期", "§9.3", 3)]
    about: A[Short, Cell("会勘或处理的经过", "§9.3", 9)]
    abnormal: A[Text, Cell("异常内容", "§9.3", 12)]
    cause: A[Text, Cell("原因", "§9.3", 12)]
    done: A[Text, Cell("处理情况", "§9.3", 12)]
    proposal: A[Text, Cell("建议", "§9.3", 12)]
