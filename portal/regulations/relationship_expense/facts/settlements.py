"""What an advance was spent on, and what the sales manager finds when he asks the customers."""

from datetime import date
from typing import Annotated as A
from typing import Literal

from portal.core.facts import Cell, Facts, Line, Ref, Short, Table, Text, When
from portal.core.money import Amount
from portal.regulations.relationship_expense.clauses import LAW
from portal.regulations.relationship_expense.facts.uses import Use, Way

TRUE, UNTRUE = "属实", "不符"


class Paid(Line, frozen=True, kw_only=True):
    """One invoice: whom it paid, for which customer and use; guests are told by position, never by name."""

    day: A[date, Cell("日期", "§3.2", 3)]
    payee: A[Ref, Cell("收款单位", LAW, 6, of="payee")]
    invoice: A[Short, Cell("发票号码", LAW, 6)]
    customer: A[Ref, Cell("客户", "§1.2", 3, of="customer")]
    use: A[Use, Cell("用途", "§1.2", 4)]
    way: A[Way, Cell("用于", LAW, 4)]
    people: A[int | None, Cell("人数", LAW, 2)] = None
    guests: A[Short, Cell("对方职务", LAW, 3)] = ""
    amount: A[Amount, Cell("金额", "§3.2", 3)]


class SettlementSlip(Facts, frozen=True, kw_only=True):
    """F07-8 兑付核销单: the invoices that an advance paid, the cash that came back, what is left."""

    day: A[date, Cell("核销日期", "§3.2", 4)]
    advance: A[Ref, Cell("借支单", "§3.2", 6, of="advance")]
    lines: A[tuple[Paid, ...], Table("发票", LAW, 0, 50, ("amount",), capitals=True)] = ()
    returned: A[Amount, Cell("退回现金（没有写 0）", "§3.2", 6, capitals=True)]
    owed: A[Amount, Cell("核销后仍欠", "§3.2", 6, capitals=True)]
    remark: A[Text, Cell("说明", "§3.2", 12)] = ""


class Checked(Line, frozen=True, kw_only=True):
    """One customer who was asked."""

    customer: A[Ref, Cell("客户", "§3.2", 5, of="checked_customer")]
    how: A[Literal["走访", "电话", "核对凭证"], Cell("核对方式", "§3.2", 2)]
    result: A[Literal["属实", "不符"], Cell("结果", "§3.2", 2)]
    found: A[Text, Cell("不符的情况", "§3.2", 5, when=When("result", (UNTRUE,)))] = ""


class SpotRecord(Facts, frozen=True, kw_only=True):
    """F07-5 抽查确认记录: three customers of the table, all where there are fewer."""

    day: A[date, Cell("抽查日期", "§3.2", 4)]
    settlement: A[Ref, Cell("兑付核销单", "§3.2", 8, of="settlement")]
    lines: A[tuple[Checked, ...], Table("抽查的客户", "§3.2", 1, 10)]
    drawn: A[Text, Cell("怎样抽取", "§3.2", 12)]
    other: A[Text, Cell("不按抽取的查，原因", "§3.2", 12)] = ""
    settled: A[Text, Cell("不符的怎样处理（处理完才写）", "§3.2", 12)] = ""
