"""What follows the answer: whether the customer is content, and what is learned from it."""

from datetime import date
from typing import Annotated as A

from portal.core.facts import Cell, Facts, Short, Text
from portal.regulations.dealer_complaints.facts.words import Score


class Inquiry(Facts, frozen=True, kw_only=True):
    """F16-4 满意度询问表: what the customer says some days after he was told."""

    day: A[date, Cell("询问日期", "§4(一)5", 4)]
    reached: A[Short, Cell("接受询问的人", "§4(一)5", 4)]
    score: A[Score, Cell("满意度", "§4(一)5", 4)]
    wish: A[Text, Cell("客户的愿望和意见", "§4(一)5", 12)]


class Summary(Facts, frozen=True, kw_only=True):
    """F16-5 投诉总结与改善对策: how it went, what is thought of it, what is made better and was done."""

    day: A[date, Cell("总结日期", "§4(一)7", 6)]
    course: A[Text, Cell("处理过程", "§4(一)7", 12)]
    evaluation: A[Text, Cell("综合评价", "§4(一)7", 12)]
    improvement: A[Text, Cell("改善对策", "§4(一)7", 12)]
    execution: A[Text, Cell("落实情况", "§4(一)7", 12)]
