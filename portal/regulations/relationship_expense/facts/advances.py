"""What is drawn in advance."""

from datetime import date
from typing import Annotated as A

from portal.core.facts import Cell, Facts, Month, Ref, Text
from portal.core.money import Amount
from portal.regulations.relationship_expense.clauses import LAW
from portal.regulations.relationship_expense.facts.uses import Use, Way


class AdvanceSlip(Facts, frozen=True, kw_only=True):
    """F07-4 费用借支单: a representative's cash float, settled against invoices."""

    month: A[Month, Cell("借支月份", "§3.2", 3)]
    account: A[Ref, Cell("专户科目", "§1.4", 5, of="special_account")]
    basis: A[Ref, Cell("凭据（本人上月附表1）", "§3.2", 4, of="signed_table")]
    use: A[Use, Cell("用途", "§1.2", 6)]
    way: A[Way, Cell("用于", LAW, 6)]
    amount: A[Amount, Cell("借支金额", "§3.2", 12, capitals=True)]
    reason: A[Text, Cell("事由", "§1.1", 12)]


class AdvanceOpening(Facts, frozen=True, kw_only=True):
    """F07-9 期初借支确认单: what a representative drew before the portal and has not settled yet."""

    day: A[date, Cell("借支日期", "§3.2", 3)]
    account: A[Ref, Cell("专户科目", "§1.4", 5, of="special_account")]
    left: A[Amount, Cell("未核销余额", "§3.2", 12, capitals=True)]
    basis: A[Text, Cell("原借支单号和依据", "§3.2", 12)]
