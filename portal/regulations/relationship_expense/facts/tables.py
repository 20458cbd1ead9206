"""What a representative reports of a month."""

from typing import Annotated as A

from portal.core.facts import Cell, Facts, Line, Month, Ref, Short, Table, Text
from portal.core.measures import Quantity
from portal.core.money import Amount
from portal.regulations.relationship_expense.facts.uses import Use

SUMS = ("invoiced", "collected", "expense", "payable")


class MonthLine(Line, frozen=True, kw_only=True):
    """What one customer bought of one product, what that lets the company spend, and how much of it may be
    paid out by what is collected."""

    customer: A[Ref, Cell("客户", "§2.1", 4, of="customer")]
    product: A[Ref, Cell("品种", "§1.3", 3, of="product")]
    quantity: A[Quantity, Cell("纯销数量", "§1.2", 2)]
    unit: A[str, Cell("单位", "§1.3", 1, copied="product.unit")] = ""
    invoiced: A[Amount, Cell("纯销金额", "§1.2", 4)]
    collected: A[Amount, Cell("已回款", "§1.2", 4)]
    standard: A[Amount, Cell("标准", "§1.3", 2)]
    expense: A[Amount, Cell("客情费", "§1.2", 3)]
    payable: A[Amount, Cell("可兑付", "§1.2", 3)]
    use: A[Use, Cell("用途", "§1.2", 4)]
    remark: A[Short, Cell("说明", "§2.1", 3)] = ""


class MonthTable(Facts, frozen=True, kw_only=True):
    """F07-1 附表1 月客户采购及客情费统计表: the month before, customer by customer."""

    month: A[Month, Cell("统计月份", "§2.1", 4)]
    lines: A[tuple[MonthLine, ...], Table("客户采购及客情费", "§2.1", 1, 300, SUMS, capitals=True)]
    late: A[Text, Cell("迟交原因（第3个工作日下班后填报的写）", "§2.1", 12)] = ""
