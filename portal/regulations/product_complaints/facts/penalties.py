"""Who answers for a loss, and what he says to it."""

from datetime import date
from typing import Annotated as A

from portal.core.facts import Cell, Facts, Ref, Short, Text
from portal.core.money import Amount
from portal.regulations.product_complaints.facts.forms import Number
from portal.regulations.product_complaints.facts.words import Answering, Liable


class Penalty(Facts, frozen=True, kw_only=True):
    """F10-13 奖罚通知单: one person's part of a loss, heard, within what the law lets be taken from wages."""

    day: A[date, Cell("日期", "§12", 3)]
    person: A[Ref, Cell("责任人员", "§12", 3, of="person")]
    unit: A[Liable, Cell("责任单位", "§12", 3)]
    kind: A[Answering, Cell("处理", "§12", 3)]
    liability: A[Text, Cell("责任认定", "§12", 12)]
    statement: A[Text, Cell("本人陈述", "§12", 12)]
    procedure: A[Short, Cell("民主程序和公示的记录", "§12", 12)]
    loss: A[Amount, Cell("损失金额", "§12", 4)]
    total: A[Number, Cell("责任单位基点合计", "§12", 4)]
    points: A[Number, Cell("本人基点", "§12", 4)]
    wage: A[Amount, Cell("当月工资", "§12", 4)]
    amount: A[Amount, Cell("从当月工资中扣除的赔偿", "§12", 8, capitals=True)]
