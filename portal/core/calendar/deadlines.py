"""When something is due, with the rule and the days that led to it."""

from dataclasses import dataclass
from datetime import date, datetime

from portal.core.calendar.counted import Counted
from portal.core.calendar.cutoffs import Cutoff
from portal.core.calendar.explanations import explained, missing_notices, month_and_day


@dataclass(frozen=True, slots=True)
class Deadline:
    """When something is due; `rule` in Chinese, `days` in the order looked at, `notes` on what moved it.

    Without a cutoff it is due at the end of the day. A provisional one changes when its year's notice is
    entered: show it, remind by it, but nothing that voids a paper or moves money is decided by it; ask
    `certain`, and `surely_late` instead of `late`, and let the paper wait and say so.
    """

    day: date
    rule: str
    days: tuple[Counted, ...]
    cutoff: Cutoff | None = None
    notes: tuple[str, ...] = ()

    @property
    def at(self) -> datetime | None:
        """The instant (UTC) at which time is up, where the limit says one."""
        return self.cutoff.at if self.cutoff else None

    @property
    def provisional(self) -> bool:
        """True when the count rests on a day whose notice is not known."""
        return any(each.provisional for each in self.days)

    @property
    def certain(self) -> bool:
        """True when no notice can change it: only then may it void a paper or move money."""
        return not self.provisional

    def late(self, moment: datetime) -> bool:
        """Whether something done at a moment is late by what is known today; raises LookupError."""
        if self.cutoff is None:
            raise LookupError(f"{self.rule} is a day without an instant")
        return self.cutoff.passed(moment)

    def surely_late(self, moment: datetime) -> bool:
        """Whether it is late and no notice can change that; raises LookupError."""
        return self.certain and self.late(moment)

    def text(self) -> str:
        """Day and clock for a list, such as 11-30, 11-30 17:30 or 01-05（暂定：2027年放假安排尚未录入）."""
        missing = missing_notices(self.days)
        clock = self.cutoff.clock if self.cutoff else ""
        return f"{month_and_day(self.day)} {clock}".strip() + (f"（暂定：{missing}）" if missing else "")

    def explanation(self) -> list[str]:
        """Lines that answer 为什么是这个时间: the rule, the days, the end, what is still a guess."""
        missing = missing_notices(self.days)
        guess = [f"{missing}，暂按周一至周五上班推算，录入后重算"] if missing else []
        end = [self.cutoff.words] if self.cutoff else []
        return [self.rule, *explained(self.days), *end, *self.notes, *guess]
