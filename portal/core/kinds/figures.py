"""Figures: whole numbers, amounts of money, quantities and rates; never rounded, never guessed."""

import re
from decimal import Decimal
from typing import Any

from portal.core.facts import Column
from portal.core.kinds.kind import Kind, Unreadable, plain
from portal.core.measures import Quantity, Rate
from portal.core.money import MOST, Amount

WHOLE = re.compile(r"-?\d{1,9}", re.ASCII)
FIGURE = re.compile(r"(-?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?", re.ASCII)
MOST_MEASURED = Decimal("999999999.999")
MOST_PERCENT = Decimal("9999.99")


def read_whole(column: Column, text: str) -> int:
    """A whole number within the cell's limits."""
    least, most = int(column.meta.ge or 0), int(column.meta.le or 999_999_999)
    match = WHOLE.fullmatch(plain(text))
    if not match or not least <= int(match[0]) <= most:
        raise Unreadable(f"请填 {least} 到 {most} 的整数")
    return int(match[0])


def read_amount(column: Column, text: str) -> Amount:
    """An amount of yuan: 1234.5, 1,234.50, ¥1,234.50, 1234.50元."""
    match = re.fullmatch(r"(-?)¥? ?(-?[^-]*?)元?", plain(text))
    if not match:
        raise Unreadable("金额请写成 1,234.50 这样")
    return Amount.of(figure(column, match[1] + match[2], "金额请写成 1,234.50 这样", 2, MOST))


def read_quantity(column: Column, text: str) -> Quantity:
    """A quantity, with or without its unit behind it."""
    unit = column.cell.unit
    number = plain(text).removesuffix(plain(unit)).rstrip()
    return Quantity(figure(column, number, "数量请写成 1,234.5 这样", 3, MOST_MEASURED), unit)


def read_rate(column: Column, text: str) -> Rate:
    """A share in per cent, with or without its sign."""
    number = plain(text).removesuffix("%").rstrip()
    return Rate(figure(column, number, "比率请写成 12.5 这样（单位 %）", 2, MOST_PERCENT))


def figure(column: Column, text: str, example: str, places: int, most: Decimal) -> Decimal:
    """A decimal number in the one way it can be meant."""
    match = FIGURE.fullmatch(text)
    if not match:
        raise Unreadable(example)
    sign, whole, part = match[1], match[2].replace(",", ""), match[3] or ""
    if len(part) > places:
        raise Unreadable(f"最多 {places} 位小数")
    if len(whole.lstrip("0")) > 12 or Decimal(f"{whole}.{part}") > most:
        raise Unreadable(f"最大 {most:,}")
    value = Decimal(f"{sign}{whole}.{part}") + 0
    if value < 0 and not column.cell.negative:
        raise Unreadable("不能是负数")
    return value


def typed_amount(amount: Amount) -> str:
    """1,234.50."""
    return f"{amount.decimal:,}"


def number(text: Any) -> str:
    """A figure without its unit."""
    return str(text).partition(" ")[0].removesuffix("%")


WHOLE_KIND = Kind("number", read_whole, align="middle", mode="numeric")
AMOUNT = Kind("amount", read_amount, typed_amount, align="right", mode="decimal")
QUANTITY = Kind("quantity", read_quantity, number, align="right", mode="decimal")
RATE = Kind("rate", read_rate, number, align="right", mode="decimal")
