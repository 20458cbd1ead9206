"""A problem as it is found, what is learnt of it, and how it is solved."""

from datetime import date
from typing import Annotated as A

import msgspec

from portal.core.facts import Cell, Facts, Line, Ref, Table, Text, When
from portal.domain.operations.parts import Layer
from portal.regulations.it_service.facts.intake import Symptom, Thing
from portal.regulations.it_service.facts.words import FOUND, Conclusion, Link

Title = A[str, msgspec.Meta(max_length=60)]


class LinkedLine(Line, frozen=True, kw_only=True):
    """An incident behind which the problem is thought to be."""

    incident: A[Ref, Cell("事件", "§4.4.5", 6, of="incident")]
    symptom: A[str, Cell("现象", "§4.4.5", 12, copied="incident.symptom")] = ""
    reported: A[str, Cell("报修日期", "§4.4.5", 5, copied="incident.reported")] = ""


class ProblemRecord(Facts, frozen=True, kw_only=True):
    """F09-4 问题单: which incidents are meant, and what is known so far."""

    day: A[date, Cell("登记日期", "§4.4.5", 4)]
    title: A[Title, Cell("问题", "§4.4.5", 8)]
    thing: A[Thing, Cell("设备或系统", "§4.4.5", 8)]
    part: A[Layer, Cell("属于", "§4.4.5", 4)]
    symptom: A[Symptom, Cell("共同的现象", "§4.4.5", 12)]
    incidents: A[tuple[LinkedLine, ...], Table("关联的事件", "§4.4.5", 0, 30)] = ()
    known: A[Text, Cell("已知情况", "§4.4.5", 12)] = ""
    workaround: A[Text, Cell("临时办法", "§4.4.5", 12)] = ""


class ChangedLine(Line, frozen=True, kw_only=True):
    """An incident that belongs to the problem after all, or does not."""

    link: A[Link, Cell("关联还是解除", "§4.4.5", 4)]
    incident: A[Ref, Cell("事件", "§4.4.5", 6, of="incident")]
    symptom: A[str, Cell("现象", "§4.4.5", 12, copied="incident.symptom")] = ""
    reported: A[str, Cell("报修日期", "§4.4.5", 5, copied="incident.reported")] = ""


class Addition(Facts, frozen=True, kw_only=True):
    """F09-4A 问题补充记录: incidents linked or released, a workaround that was found, the article."""

    day: A[date, Cell("日期", "§4.4.5", 4)]
    told: A[Text, Cell("依据和说明", "§4.4.5", 12)]
    incidents: A[tuple[ChangedLine, ...], Table("关联或解除的事件", "§4.4.5", 0, 30)] = ()
    workaround: A[Text, Cell("现在的临时办法", "§4.4.5", 12)] = ""
    article: A[Ref | None, Cell("知识条目", "§4.4.8", 12, of="article")] = None


class Solution(Facts, frozen=True, kw_only=True):
    """F09-4R 问题分析与解决报告: the root cause, what helps, what solves it for good and by which change; or
    that it is no problem, and why."""

    day: A[date, Cell("报告日期", "§4.4.5", 6)]
    conclusion: A[Conclusion, Cell("结论", "§4.4.5", 6)]
    root: A[Text, Cell("根本原因；不成立的写为什么", "§4.4.5", 12)]
    workaround: A[Text, Cell("临时办法", "§4.4.5", 12)] = ""
    fix: A[Text, Cell("永久解决办法", "§4.4.5", 12, when=When("conclusion", (FOUND,)))] = ""
    change: A[Ref | None, Cell("用哪张变更单解决", "§4.4.5", 6, of="change")] = None
    no_change: A[Text, Cell("不需要变更的原因", "§4.4.5", 6)] = ""
    article: A[Ref | None, Cell("知识条目", "§4.4.8", 12, of="article")] = None
