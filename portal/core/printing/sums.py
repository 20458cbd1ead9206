"""The sums of printed columns, read from their texts: exact, and told as the foot tells its own."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from portal.core.measures import Quantity
from portal.core.money import Amount
from portal.core.totals import total

WHOLE = re.compile(r"-?\d+", re.ASCII)
AMOUNT = re.compile(r"(-?)(?:¥|([A-Z]{3}) )(\d[\d,]*\.\d\d)", re.ASCII)
QUANTITY = re.compile(r"(-?\d[\d,]*(?:\.\d+)?)(?: (.+))?", re.ASCII)


class Column(NamedTuple):
    """The values of a column that its foot sums, line by line; None where a line has none."""

    values: tuple[Any, ...]

    def told(self, first: int, last: int) -> str:
        """The sum of the lines from `first` to before `last`, as the foot would tell it."""
        found = total(self.values[first:last])
        return "" if found is None else str(found)


def column(texts: Sequence[str], foot: str) -> Column | None:
    """A column by its texts; None where the foot is not exactly their sum."""
    for read in (whole, amount, quantity):
        try:
            values = tuple(read(text) if text.strip() else None for text in texts)
            if str(total(values)) == foot:
                return Column(values)
        except ValueError:
            continue
    return None


def whole(text: str) -> int:
    """12."""
    return int(matched(WHOLE, text)[0])


def amount(text: str) -> Amount:
    """-¥1,234.50."""
    sign, currency, figure = matched(AMOUNT, text).groups()
    return Amount.of(Decimal(sign + figure.replace(",", "")), currency or "CNY")


def quantity(text: str) -> Quantity:
    """1,250.5 吨."""
    figure, unit = matched(QUANTITY, text).groups()
    return Quantity(Decimal(figure.replace(",", "")), unit or "")


def matched(pattern: re.Pattern[str], text: str) -> re.Match[str]:
    """A text read whole; raises ValueError."""
    found = pattern.fullmatch(text)
    if found is None:
        raise ValueError(text)
    return found
