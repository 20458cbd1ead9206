"""Totals of a table's columns."""

from collections.abc import Iterable
from functools import reduce
from operator import add
from typing import Any


def total(values: Iterable[Any]) -> Any:
    """The sum of the filled cells of a column, None when none is; raises NotMoney when it does not fit."""
    filled = [value for value in values if value is not None]
    return reduce(add, filled) if filled else None
