"""How a case ends otherwise, what is asked afterwards, and what goes to the discipline office."""

from datetime import date
from typing import Annotated as A

from portal.core.facts import Cell, Facts, Short, Text, When
from portal.regulations.bank_complaints.facts import words


class Withdrawal(Facts, frozen=True, kw_only=True):
    """F06-8 撤回投诉登记: the complainant takes it back."""

    day: A[date, Cell("收到日期", "§附3", 4)]
    way: A[words.Way, Cell("怎样撤回", "§附3", 4)]
    whom: A[Short, Cell("撤回人", "§附3", 4)]
    reason: A[Text, Cell("撤回的原因", "§附3", 12)]


class CallBack(Facts, frozen=True, kw_only=True):
    """F06-5 回访记录."""

    day: A[date, Cell("回访日期", "§4(三)", 6)]
    reached: A[Short, Cell("回访对象", "§4(三)", 6)]
    content: A[words.Content, Cell("是否满意", "§4(三)", 6)]
    further: A[words.Further, Cell("新的要求", "§4(三)", 6)]
    wish: A[Text, Cell("要求内容", "§4(三)", 12,
                         when=When("further", (words.NEW_DEMAND,)))] = ""  # fmt: skip
    said: A[Text, Cell("投诉人意见", "§4(三)", 12)]


class Referral(Facts, frozen=True, kw_only=True):
    """F06-6 纪检监察移送单."""

    day: A[date, Cell("移送日期", "§5(五)", 6)]
    about: A[Short, Cell("涉及谁", "§5(五)", 6)]
    reason: A[Text, Cell("移送的理由", "§5(五)", 12)]
    clues: A[Text, Cell("线索材料", "§5(五)", 12)]
