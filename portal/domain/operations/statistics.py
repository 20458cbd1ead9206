"""How incidents are counted: what came in, works again and was closed, which promises were kept; pure."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from statistics import median
from typing import NamedTuple
from zoneinfo import ZoneInfo

from portal.core.folding import folded
from portal.core.measures import Quantity, Rate

A_DAY, AN_HOUR = timedelta(days=1), timedelta(hours=1)
TENTH = Decimal("0.1")


class Window(NamedTuple):
    """The days that are counted, both included, and the same as instants: from `begins`, before `ends`."""

    first: date
    until: date
    begins: datetime
    ends: datetime

    def holds(self, at: datetime | None) -> bool:
        """Whether something happened in it."""
        return at is not None and self.begins <= at < self.ends


def window(first: date, until: date, zone: ZoneInfo, now: datetime) -> Window:
    """Whole days of the company, as far as they have come."""
    begins, ends = (datetime.combine(day, time(), zone) for day in (first, until + A_DAY))
    return Window(first, until, begins, min(ends, now + timedelta.resolution))


class Promise(NamedTuple):
    """A limit: when it is due (at no time while it stands still), when what it was for was done."""

    due: datetime | None = None
    done: datetime | None = None

    @property
    def kept(self) -> bool:
        """Whether it was done at its last instant or before."""
        return self.due is not None and self.done is not None and self.done <= self.due

    @property
    def decided(self) -> datetime | None:
        """When it showed: when it was done in time, else when its time was over."""
        return self.done if self.kept else self.due


class Entry(NamedTuple):
    """An incident as the register has it.

    `returned` are the instants at which it was handled again after it had worked, `took` how long it was
    worked on until it worked, in service hours. `closed` is the day on which it was closed last, and empty
    while it is open again.
    """

    case_id: int
    level: str
    part: str
    resolver: str
    thing: str
    reported: datetime
    restored: datetime | None
    closed: date | None
    response: Promise = Promise()
    repair: Promise = Promise()
    returned: tuple[datetime, ...] = ()
    took: timedelta | None = None
    again: bool = False


class Tally(NamedTuple):
    """What is counted of incidents in a window.

    `responses` and `repairs` are the promises that were decided in it, `in_time` those of them that were
    kept; `open` is what is not closed at its end.
    """

    reported: int
    restored: int
    closed: int
    open: int
    responses: int
    responses_in_time: int
    repairs: int
    repairs_in_time: int
    returned: int
    again: int
    usual: timedelta | None


def tally(entries: Iterable[Entry], over: Window) -> Tally:
    """Count incidents in a window."""
    known = [each for each in entries if each.reported < over.ends]
    new = [each for each in known if over.begins <= each.reported]
    restored = [each for each in known if over.holds(each.restored)]
    responses = [each.response.kept for each in known if over.holds(each.response.decided)]
    repairs = [each.repair.kept for each in known if over.holds(each.repair.decided)]
    return Tally(
        reported=len(new),
        restored=len(restored),
        closed=sum(each.closed is not None and over.first <= each.closed <= over.until for each in known),
        open=sum(each.closed is None or each.closed > over.until for each in known),
        responses=len(responses),
        responses_in_time=sum(responses),
        repairs=len(repairs),
        repairs_in_time=sum(repairs),
        returned=sum(any(map(over.holds, each.returned)) for each in known),
        again=sum(each.again for each in new),
        usual=middle(each.took for each in restored),
    )


def middle(lengths: Iterable[timedelta | None]) -> timedelta | None:
    """The median of some lengths of time, None where there is none."""
    seconds = [length.total_seconds() for length in lengths if length is not None]
    return timedelta(seconds=median(seconds)) if seconds else None


def share(kept: int, decided: int) -> Rate | None:
    """How many of the promises that were decided were kept, to a tenth of a per cent; None of none."""
    if not decided:
        return None
    return Rate((Decimal(100 * kept) / decided).quantize(TENTH, ROUND_HALF_UP))


def hours(length: timedelta | None) -> Quantity | None:
    """A length of time in hours, to a tenth."""
    if length is None:
        return None
    exact = Decimal(int(length.total_seconds())) / int(AN_HOUR.total_seconds())
    return Quantity(exact.quantize(TENTH, ROUND_HALF_UP), "小时")


def marked(entries: Iterable[Entry], within: timedelta) -> list[Entry]:
    """The same, each noted whether something of the same name had been reported not longer before."""
    before: dict[str, datetime] = {}
    found = []
    for entry in sorted(entries, key=lambda each: (each.reported, each.case_id)):
        name = folded(entry.thing)
        earlier = before.get(name)
        again = bool(name) and earlier is not None and entry.reported - earlier <= within
        found.append(entry._replace(again=again))
        before[name] = entry.reported
    return found


def weeks(first: date, until: date) -> Iterator[tuple[date, date]]:
    """The weeks of some days, Monday to Sunday; the first and the last as far as they belong to the days."""
    while first <= until:
        sunday = first + timedelta(days=6 - first.weekday())
        yield first, min(sunday, until)
        first = sunday + A_DAY


def months(first: date, until: date) -> Iterator[tuple[date, date]]:
    """The months of some days, in the same way."""
    while first <= until:
        after = (first.replace(day=1) + timedelta(days=31)).replace(day=1)
        yield first, min(after - A_DAY, until)
        first = after
