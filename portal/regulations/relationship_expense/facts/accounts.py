"""What opens a special account, and what each product may cost."""

from datetime import date
from typing import Annotated as A

from portal.core.facts import Cell, Facts, Line, Month, Ref, Short, Table, Text
from portal.core.money import Amount


class AccountOpening(Facts, frozen=True, kw_only=True):
    """F07-6 专户开账单: the special account of a product, with what it holds at the start."""

    month: A[Month, Cell("起始月份", "§1.4", 3)]
    product: A[Ref, Cell("品种", "§1.4", 5, of="product")]
    held: A[Amount, Cell("期初余额", "§1.4", 12, negative=True, capitals=True)]
    remark: A[Text, Cell("说明", "§1.4", 12)] = ""


class StandardLine(Line, frozen=True, kw_only=True):
    """What one unit of a product may cost."""

    product: A[Ref, Cell("品种", "§1.3", 5, of="product")]
    unit: A[str, Cell("单位", "§1.3", 2, copied="product.unit")] = ""
    standard: A[Amount, Cell("每单位标准", "§1.3", 3)]
    remark: A[Short, Cell("说明", "§1.3", 4)] = ""


class StandardTable(Facts, frozen=True, kw_only=True):
    """F07-7 客情费标准表: a standard of its own for each product, from a day on."""

    since: A[date, Cell("生效日期", "§1.3", 4)]
    lines: A[tuple[StandardLine, ...], Table("各品种标准", "§1.3", 1, 200)]
    basis: A[Text, Cell("制定依据（盈利条件）", "§1.3", 12)]
