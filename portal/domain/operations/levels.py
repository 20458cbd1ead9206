"""How grave a fault is (R05 rule 7, as sister texts have it): by what stood still, and for how long; pure."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from portal.domain.operations.windows import Hours, Window, within_hours

Level = Literal["一级（重大）", "二级（较大）", "三级（一般）"]
FIRST, SECOND, THIRD = "一级（重大）", "二级（较大）", "三级（一般）"
LEVELS = (FIRST, SECOND, THIRD)
SERIOUS = (FIRST, SECOND)
FIRST_FROM, SECOND_FROM = 180, 30  # minutes in the main business hours


class Affected(NamedTuple):
    """A business that a fault touched: whether it is important, stood still or was unusable, and when."""

    business: str
    important: bool
    down: bool
    window: Window


class Judged(NamedTuple):
    """A level, and the sentence that says why."""

    level: str
    why: str


def level_of(affected: Affected, hours: Hours) -> Judged:
    """The level of what one business suffered."""
    minutes = within_hours(affected.window, hours)
    told = f"{affected.business}在主要营业时间（{hours}）内 {minutes} 分钟"
    if not affected.important or not affected.down:
        return Judged(THIRD, f"{told}，{'没有停运' if affected.important else '不是重要系统'}，算{THIRD}")
    if minutes >= FIRST_FROM:
        return Judged(FIRST, f"{told}停运或无法使用，满 3 小时，算{FIRST}")
    if minutes >= SECOND_FROM:
        return Judged(SECOND, f"{told}停运或无法使用，满半小时、不满 3 小时，算{SECOND}")
    return Judged(THIRD, f"{told}停运或无法使用，不满半小时，算{THIRD}")


def highest(affected: Iterable[Affected], hours: Hours) -> Judged:
    """Where several levels apply, the highest; what touched no business is of the lowest."""
    found = [level_of(each, hours) for each in affected]
    return min(
        found, key=lambda each: LEVELS.index(each.level), default=Judged(THIRD, f"没有影响业务，算{THIRD}")
    )


def is_lower(level: str, least: str) -> bool:
    """Whether a level is below another."""
    return LEVELS.index(level) > LEVELS.index(least)
