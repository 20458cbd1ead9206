"""What was found and decided, what the complainant was told, and when more time is needed."""

from datetime import date
from typing import Annotated as A

import msgspec

from portal.core.facts import Cell, Facts, Short, Text, When
from portal.regulations.bank_complaints.facts import words

Letter = A[str, msgspec.Meta(max_length=800)]


class Report(Facts, frozen=True, kw_only=True):
    """F06-4 投诉调查处理报告: facts, responsibility, what is done, and what the complainant is told."""

    day: A[date, Cell("报告日期", "§5", 4)]
    investigator: A[words.Investigator, Cell("承办人", "§5(四)", 4)]
    decider: A[words.Decider, Cell("由谁批准", "§5(三)", 4)]
    finding: A[words.Finding, Cell("核实情况", "§5", 4)]
    facts: A[Text, Cell("调查的事实", "§5", 12)]
    liable: A[Short, Cell("责任单位", "§附5", 4)]
    outcome: A[words.Outcome, Cell("处理方式", "§5", 4)]
    responsibility: A[Text, Cell("责任认定", "§附5", 12)]
    proposal: A[Text, Cell("处理意见", "§5", 12)]
    remedy: A[Text, Cell("整改补救", "§附5", 12)]
    reply: A[Letter, Cell("答复内容", "§附4", 12)]
    suitable: A[words.Suitable, Cell("回访", "§4(三)", 4)]
    unsuitable: A[Short, Cell("不适合的原因", "§4(三)", 8,
                              when=When("suitable", (words.UNSUITABLE,)))] = ""  # fmt: skip


class Told(Facts, frozen=True, kw_only=True):
    """F06-4R 告知记录: when and how the complainant was told of the result, or of more time."""

    day: A[date, Cell("告知日期", "§附4", 6)]
    matter: A[words.Matter, Cell("告知什么", "§附4", 6)]
    way: A[words.Way, Cell("告知方式", "§附4", 6)]
    whom: A[Short, Cell("告知对象", "§附4", 6)]
    ways: A[words.Ways, Cell("核查、调解、仲裁、诉讼的途径", "§附4", 12,
                             when=When("matter", (words.REPLIED,)))] = ""  # fmt: skip
    said: A[Text, Cell("投诉人的回应", "§附4", 12)]


class Prolonging(Facts, frozen=True, kw_only=True):
    """F06-7 办理时限延长审批单."""

    day: A[date, Cell("申请日期", "§附1", 4)]
    difficulty: A[words.Difficulty, Cell("投诉情况", "§附1", 4)]
    decider: A[words.Decider, Cell("由谁批准", "§附1", 4)]
    done: A[Text, Cell("已经做了哪些调查", "§附1", 12)]
    reason: A[Text, Cell("延长的理由", "§附1", 12)]
