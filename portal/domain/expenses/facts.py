"""What somebody enters of a customer's purchases of a month."""

from typing import Annotated as A

from msgspec import Meta

from portal.core.facts import Cell, Facts, Line, Month, Table
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
