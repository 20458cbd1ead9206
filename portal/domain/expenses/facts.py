"""What somebody enters of a customer's purchases of a month, and of contracts."""

from datetime import date, time
from typing import Annotated as A

from msgspec import Meta

from portal.core.facts import Cell, Facts, Line, Month, Short, Table, Text
from portal.core.measures import Quantity
from portal.core.money import Amount

MOST = 1000
Named = A[str, Meta(max_length=120)]


class Row(Line, frozen=True, kw_only=True):
    """One customer's purchases of one product; both are named by code, or by name and code."""

    key: str = ""
    month: A[Month, Cell("月份", "", 2)]
    customer: A[Named, Cell("客户", "", 5)]
    product: A[Named, Cell("品种", "", 4)]
    quantity: A[Quantity, Cell("数量", "", 2)]
    invoiced: A[Amount, Cell("纯销金额", "", 3)]
    collected: A[Amount, Cell("已回款", "", 3)]


class PurchaseList(Facts, frozen=True):
    """Purchases to enter."""

    lines: A[tuple[Row, ...], Table("采购与回款", "", 1, MOST)]


class ContractRow(Line, frozen=True, kw_only=True):
    """One contract; the customer is named by code, by name and code, or by a name that is not registered."""

    key: str = ""
    number: A[Short, Cell("合同编号", "", 4)]
    customer: A[Named, Cell("客户", "", 5)]
    value: A[Amount, Cell("合同金额", "", 3)]
    day: A[date, Cell("签订日期", "", 3)]
    hour: A[time, Cell("签订时间", "", 2)]


class ContractList(Facts, frozen=True):
    """Contracts to enter."""

    lines: A[tuple[ContractRow, ...], Table("合同", "", 1, MOST)]


class Correction(Facts, frozen=True):
    """Why a contract is corrected."""

    reason: A[Text, Cell("更正原因", "", 12)]
