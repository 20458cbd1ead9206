"""A date with the rule and the days that led to it."""

from dataclasses import dataclass
from datetime import date

from portal.core.calendar.counted import CountedDay
from portal.core.calendar.explanations import explained, missing_notices, month_and_day


@dataclass(frozen=True, slots=True)
class Deadline:
    """The day something is due at the end of; `rule` in Chinese, `days` in the order looked at."""

    day: date
    rule: str
    days: tuple[CountedDay, ...]

    @property
    def provisional(self) -> bool:
        """True when the count rests on a day whose notice is not known."""
        return any(each.provisional for each in self.days)

    def text(self) -> str:
        """The date for a list, such as 11-30 or 01-05（暂定：2027年放假安排尚未录入）."""
        missing = missing_notices(self.days)
        return month_and_day(self.day) + (f"（暂定：{missing}）" if missing else "")

    def explanation(self) -> list[str]:
        """Lines that answer 为什么是这个时间: the rule, the days, what is still a guess."""
        missing = missing_notices(self.days)
        guess = [f"{missing}，暂按周一至周五上班推算，录入后重算"] if missing else []
        return [self.rule, *explained(self.days), *guess]
