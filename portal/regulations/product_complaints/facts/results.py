"""What the customer said to the decision."""

from datetime import date
from typing import Annotated as A

from portal.core.facts import Cell, Facts, Ref, Text
from portal.regulations.product_complaints.facts.words import Outcome


class Result(Facts, frozen=True, kw_only=True):
    """F10-2R 处理结果回报: how the decision was carried out, and whether the customer takes it."""

    day: A[date, Cell("回报日期", "§9.4", 3)]
    form: A[Ref, Cell("抱怨处理表", "§9.4", 6, of="document")]
    outcome: A[Outcome, Cell("客户答复", "§9.4", 3)]
    done: A[Text, Cell("执行和协商情况", "§9.4", 12)]
    words: A[Text, Cell("客户的意见", "§9.4", 12)] = ""
