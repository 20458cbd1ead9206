"""Measures: how much of a unit, and how many per cent."""

from decimal import Decimal

import msgspec


class NotMeasured(ValueError):
    """A number that is no measure: endless, with too many decimals, or two units in one sum."""


class Quantity(msgspec.Struct, frozen=True):
    """A number of units, up to three decimals, e.g. 12.5 吨."""

    value: Decimal
    unit: str

    def __post_init__(self) -> None:
        require_places(self.value, 3)

    def __add__(self, other: "Quantity") -> "Quantity":
        if self.unit != other.unit:
            raise NotMeasured(f"{self.unit} and {other.unit} have no sum")
        return Quantity(self.value + other.value, self.unit)

    def __str__(self) -> str:
        return f"{plain_number(self.value)} {self.unit}".rstrip()


class Rate(msgspec.Struct, frozen=True):
    """A share in per cent, up to two decimals: 12.5 is an eighth."""

    percent: Decimal

    def __post_init__(self) -> None:
        require_places(self.percent, 2)

    def __str__(self) -> str:
        return f"{plain_number(self.percent)}%"


def plain_number(value: Decimal) -> str:
    """A number with thousands marks, without zeros at its end: 1,250.5."""
    return f"{value.normalize():,f}"


def require_places(value: Decimal, places: int) -> None:
    """Raise NotMeasured for what no sheet can show exactly."""
    if not value.is_finite() or abs(value) >= 10**15 or value != round(value, places):
        raise NotMeasured(f"{value} is endless, too large or has more than {places} decimals")
