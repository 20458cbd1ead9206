"""What follows a complaint: improvement, urging, asking for a decision, calling back."""

from datetime import date
from typing import Annotated as A

import msgspec

from portal.core.facts import Cell, Facts, Short, Text, When
from portal.regulations.product_complaints.facts.words import (
    LONGER,
    Content,
    Effect,
    Liable,
    Matter,
    Pursuit,
)

Overdue = A[int, msgspec.Meta(ge=1, le=999)]


class Improvement(Facts, frozen=True, kw_only=True):
    """F10-6 改善提案表: the unit drafts, the group confirms, the unit carries out, the effect is checked."""

    day: A[date, Cell("提出日期", "§7.3", 3)]
    unit: A[Liable, Cell("改善单位", "§7.3", 3)]
    pursuit: A[Pursuit, Cell("改善类别", "§7.3", 3)]
    wanted: A[date, Cell("要求完成日期", "§7.3", 3)]
    item: A[Text, Cell("改善项目", "§7.3", 12)]
    plan: A[Text, Cell("改善措施", "§7.4", 12)] = ""
    owner: A[Short, Cell("责任人", "§7.4", 6)] = ""
    finished: A[date | None, Cell("完成日期", "§7.4", 6)] = None
    done: A[Text, Cell("执行情况", "§7.4", 12)] = ""
    effect: A[Effect, Cell("效果", "§7.3", 3)] = ""
    verified: A[Text, Cell("效果确认", "§7.3", 9)] = ""


class Memorandum(Facts, frozen=True, kw_only=True):
    """F10-7 签呈: what has to be decided outside the form."""

    day: A[date, Cell("日期", "§9.4", 3)]
    matter: A[Matter, Cell("事项", "§9.4", 5)]
    days: A[int | None, Cell("申请延长", "§10", 4, unit="天", when=When("matter", (LONGER,)))] = None
    reason: A[Text, Cell("理由", "§9.4", 12)]
    asked: A[Text, Cell("请示", "§9.4", 12)]


class Expedite(Facts, frozen=True, kw_only=True):
    """F10-11 洽办单: a case is over its limit, the unit that holds it up says why and until when."""

    day: A[date, Cell("洽办日期", "§14", 3)]
    unit: A[Liable, Cell("洽办单位", "§14", 3)]
    over: A[Overdue, Cell("已逾期", "§14", 3, unit="天")]
    promised: A[date | None, Cell("预计完成日期", "§14", 3)] = None
    asked: A[Text, Cell("洽办内容", "§14", 12)]
    reason: A[Text, Cell("逾期原因", "§14", 12)] = ""


class CallBack(Facts, frozen=True, kw_only=True):
    """F10-15 回访记录: what the customer says some time after it was settled."""

    day: A[date, Cell("回访日期", "§7.1", 3)]
    reached: A[Short, Cell("对方联系人", "§7.1", 6)]
    content: A[Content, Cell("客户是否满意", "§7.1", 3)]
    words: A[Text, Cell("客户的意见", "§7.1", 12)]
