"""Values against their limits; pure."""

from typing import Literal

from portal.core.measures import Quantity

NORMAL, OUTSIDE = "正常", "异常"
State = Literal["正常", "异常", ""]


def is_outside(value: Quantity | None, low: Quantity | None, high: Quantity | None) -> bool:
    """Whether a value lies outside its limits; the limits themselves are still inside."""
    if value is None:
        return False
    below = low is not None and value.value < low.value
    return below or (high is not None and value.value > high.value)


def bounds_told(low: Quantity | None, high: Quantity | None) -> str:
    """The limits in words; nothing where there are none."""
    if low and high:
        return f"{low.value.normalize():f}–{high.value.normalize():f}"
    return f"不低于 {low}" if low else f"不高于 {high}" if high else ""
