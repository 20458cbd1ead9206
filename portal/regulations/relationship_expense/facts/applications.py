"""What winning a new customer may cost, asked for before the contract; and a month's summary of it."""

from datetime import date
from typing import Annotated as A
from typing import Literal

from portal.core.facts import Cell, Facts, Line, Month, Ref, Short, Table, Text
from portal.core.money import Amount
from portal.regulations.relationship_expense.clauses import LAW

ToWin = Literal["④争取新客户的特殊费用"]
SUMS = ("applied", "approved", "collected", "payable")


class SpecialItem(Line, frozen=True, kw_only=True):
    """One expense, and the organisation that is paid."""

    item: A[Short, Cell("费用项目", "§3.1", 4)]
    amount: A[Amount, Cell("金额", "§3.1", 3)]
    payee: A[Ref, Cell("收款单位", LAW, 5, of="payee")]
    remark: A[Short, Cell("说明", "§3.1", 4)] = ""


class NewCustomerApplication(Facts, frozen=True, kw_only=True):
    """F07-3 附表3 新客户特殊费用申请表: asked for step by step before the contract is signed."""

    month: A[Month, Cell("申请月份", "§3.1", 3)]
    customer: A[Ref | None, Cell("客户（登记过的）", "§3.1", 5, of="customer")] = None
    prospect: A[Short, Cell("客户（没有登记的写名称）", "§3.1", 5)] = ""
    product: A[Ref, Cell("品种", "§1.4", 4, of="product")]
    use: A[ToWin, Cell("用途", "§1.2", 5)]
    contract: A[Short, Cell("拟签合同编号", "§3.1", 4)]
    value: A[Amount, Cell("合同金额", "§3.1", 3)]
    planned: A[date, Cell("拟签日期", "§3.1", 3)]
    items: A[tuple[SpecialItem, ...], Table("费用明细", "§3.1", 1, 50, ("amount",), capitals=True)]
    reason: A[Text, Cell("事由", "§1.1", 12)]


class SummaryLine(Line, frozen=True, kw_only=True):
    """How an application stands, and what of it may be paid out now."""

    application: A[Ref, Cell("申请表编号", "§3.1", 4, of="document_number")]
    customer: A[Ref, Cell("客户", "§2.1", 4, of="customer")]
    product: A[Ref, Cell("品种", "§1.4", 4, of="product")]
    applied: A[Amount, Cell("申请金额", "§3.1", 3)]
    approved: A[Amount, Cell("批准金额", "§3.1", 3)]
    signed: A[date | None, Cell("合同签订日期", "§3.1", 4)] = None
    collected: A[Amount, Cell("已回款", "§1.2", 4)]
    payable: A[Amount, Cell("本次可兑付", "§1.2", 3)]
    remark: A[Short, Cell("说明", "§2.1", 3)] = ""


class SummaryTable(Facts, frozen=True, kw_only=True):
    """F07-2 附表2 月新客户特殊费用申请汇总表; a month without any is told by an empty table."""

    month: A[Month, Cell("统计月份", "§2.1", 4)]
    lines: A[tuple[SummaryLine, ...], Table("新客户特殊费用", "§2.1", 0, 300, SUMS, capitals=True)] = ()
    late: A[Text, Cell("迟交原因（第3个工作日下班后填报的写）", "§2.1", 12)] = ""
