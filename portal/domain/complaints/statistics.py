"""How complaints are counted: what came in, what was closed, how it stood against its limit; pure."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from portal.core.facts import Ref
from portal.core.money import Amount
from portal.core.totals import total


class Entry(NamedTuple):
    """A case as the register has it; `due` is the last day of its limit, if one ran, `answered` the day on
    which that was met, where this is not its closing.

    `closed` is the day on which it was closed last, and empty while it is open again.
    """

    case_id: int
    number: str
    status: str
    stage: str
    received: date
    due: date | None
    answered: date | None
    closed: date | None
    complainant: str
    customer: Ref | None
    about: str
    category: str
    liable: str
    settled: Amount | None

    def closed_by(self, day: date) -> bool:
        """Whether it was closed on a day or before."""
        return self.closed is not None and self.closed <= day

    def days_over(self, day: date) -> int:
        """How many days it was over its limit when that was met, or is on a day on which it runs; the last
        day of the limit itself is none."""
        ended = min(self.answered or self.closed or day, day)
        return max(0, (ended - self.due).days) if self.due else 0


class Tally(NamedTuple):
    """What is counted of cases between two days.

    Of those closed, some had no limit: they are neither on time nor late. `open` and `overdue` are as they
    stood at the end, `settled` is what was decided on those closed.
    """

    received: int
    closed: int
    on_time: int
    late: int
    open: int
    overdue: int
    settled: Amount | None


def tally(entries: Iterable[Entry], first: date, until: date) -> Tally:
    """Count cases from one day to another, both included."""
    known = [each for each in entries if each.received <= until]
    closed = [each for each in known if each.closed and first <= each.closed <= until]
    left = [each for each in known if not each.closed_by(until)]
    late = [each for each in closed if each.days_over(until)]
    return Tally(
        received=sum(each.received >= first for each in known),
        closed=len(closed),
        on_time=sum(each.due is not None for each in closed) - len(late),
        late=len(late),
        open=len(left),
        overdue=sum(each.days_over(until) > 0 for each in left),
        settled=total(each.settled for each in closed),
    )
