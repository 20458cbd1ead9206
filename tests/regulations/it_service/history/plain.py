"""What the log says, counted by plain Python from its rows: no code of the portal's counting or clocks.

Service hours are the usual ones of the company (8:30 to 12:00, 13:00 to 17:30 in Shanghai), on the days that
the State Council's notices of those years leave to work; the package that carries them is asked.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from statistics import median

from chinese_calendar import is_workday  # type: ignore[import-untyped]  # it ships no types

from tests.regulations.it_service.history.log import CLOSED, RESOLVE, TAKE, WAIT, Event

SHANGHAI = timezone(timedelta(hours=8))
DAY, NONE = timedelta(days=1), timedelta()
OFFICE = ((time(8, 30), time(12)), (time(13), time(17, 30)))
LEVELS = {1: "P1", 2: "P2", 3: "P3", 4: "P4"}
RESPOND = {"P1": 15, "P2": 30, "P3": 120, "P4": 240}  # minutes
RESTORE = {"P1": 4, "P2": 8, "P3": 16, "P4": 40}  # hours
Span = tuple[datetime, datetime]


@dataclass
class Told:
    """One case of the log, as it stands at its end."""

    reported: datetime
    thing: str
    part: str = "还没有定"
    level: str = "还没有定"
    resolver: str = "还没有指派"
    responded: datetime | None = None
    restored: datetime | None = None
    closed: date | None = None
    still: datetime | None = None
    pauses: list[Span] = field(default_factory=list)
    returned: list[datetime] = field(default_factory=list)
    again: bool = False


def told(events: Sequence[Event]) -> Told:
    """What the rows of a case come to."""
    case = Told(events[0].at, events[0].thing)
    for event in events:
        if case.level == "还没有定" and event.activity != "Insert ticket":
            case.level, case.part = LEVELS[event.service_level], event.part
            ahead = (e for e in events if e.activity in (TAKE, WAIT, RESOLVE))
            case.resolver = f"R{next(ahead, event).resource:02}"
        step(case, event)
    return case


def step(case: Told, event: Event) -> None:
    """One row."""
    if case.closed:
        case.returned.append(event.at)
    if event.activity == CLOSED or (case.closed and event.activity not in (TAKE, WAIT, RESOLVE)):
        case.closed = event.at.astimezone(SHANGHAI).date()
    elif event.activity in (TAKE, WAIT, RESOLVE):
        handled(case, event)


def handled(case: Told, event: Event) -> None:
    """A row that somebody who resolves it made."""
    case.responded = case.responded or event.at
    if case.restored and case.closed:
        case.pauses.append((case.restored, event.at))
        case.restored = case.closed = None
    elif case.restored and event.activity == RESOLVE:
        return
    elif case.restored:
        case.returned.append(event.at)
        case.pauses.append((case.restored, event.at))
        case.restored = None
    if case.still and event.activity != WAIT:
        case.pauses.append((case.still, event.at))
        case.still = None
    if event.activity == WAIT:
        case.still = case.still or event.at
    elif event.activity == RESOLVE:
        case.restored, case.resolver = event.at, f"R{event.resource:02}"


def mark_again(cases: Iterable[Told]) -> None:
    """What is reported of the same thing not longer than thirty days after the time before."""
    before: dict[str, datetime] = {}
    for case in sorted(cases, key=lambda each: each.reported):
        earlier = before.get(case.thing)
        case.again = earlier is not None and case.reported - earlier <= 30 * DAY
        before[case.thing] = case.reported


def stretches(begins: datetime, pauses: Iterable[Span]) -> Iterator[Span]:
    """The service hours from an instant on, without the pauses."""
    day = begins.astimezone(SHANGHAI).date()
    while True:
        for opens, closes in OFFICE if is_workday(day) else ():
            left = [
                (max(begins, datetime.combine(day, opens, SHANGHAI)), datetime.combine(day, closes, SHANGHAI))
            ]
            for since, until in pauses:
                left = [p for a, b in left for p in ((a, min(b, since)), (max(a, until), b))]
                left = [(a, b) for a, b in left if a < b]
            yield from ((a, b) for a, b in left if a < b)
        day += DAY


def due(begins: datetime, length: timedelta, pauses: Iterable[Span] = ()) -> datetime:
    """When so much service time is over."""
    for a, b in stretches(begins, pauses):
        if b - a >= length:
            return a + length
        length -= b - a
    raise AssertionError


def took(case: Told) -> timedelta | None:
    """How much service time lay between the report and the end of the repair."""
    found = NONE
    if case.restored is None:
        return None
    for a, b in stretches(case.reported, case.pauses):
        if a >= case.restored:
            return found
        found += min(b, case.restored) - a
    raise AssertionError


def promises(case: Told) -> Iterator[tuple[datetime | None, datetime | None]]:
    """When the response and the repair were due (None while that stands still), and when they came."""
    if case.level not in RESPOND:
        return
    yield due(case.reported, timedelta(minutes=RESPOND[case.level])), case.responded
    end = due(case.reported, timedelta(hours=RESTORE[case.level]), case.pauses)
    yield (None if case.still and case.still < end else end), case.restored


def figures(cases: Sequence[Told], first: date, until: date) -> list[str]:
    """A line of the report, without its name."""
    begins, ends = (datetime.combine(d, time(), SHANGHAI) for d in (first, until + DAY))

    def within(at: datetime | None) -> bool:
        return at is not None and begins <= at < ends

    kept: list[list[bool]] = [[], []]
    for case in cases:
        for place, (end, came) in enumerate(promises(case)):
            in_time = end is not None and came is not None and came <= end
            if within(came if in_time else end):
                kept[place].append(in_time)
    new = [case for case in cases if within(case.reported)]
    works = [case for case in cases if within(case.restored)]
    return [
        f"{len(new)}", f"{len(works)}",
        f"{sum(case.closed is not None and first <= case.closed <= until for case in cases):,}",
        f"{sum(case.reported < ends and not (case.closed and case.closed <= until) for case in cases):,}",
        *(text for each in kept for text in (f"{sum(each)}", percent(sum(each), len(each)))),
        f"{sum(any(map(within, case.returned)) for case in cases)}", f"{sum(case.again for case in new)}",
        hours([length for case in works if (length := took(case)) is not None]),
    ]  # fmt: skip


def percent(part: int, whole: int) -> str:
    """A share to a tenth of a per cent, half up."""
    if not whole:
        return ""
    tenths = (2000 * part + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10}%".replace(".0%", "%")


def hours(lengths: Sequence[timedelta]) -> str:
    """The median in hours, to a tenth, half up."""
    if not lengths:
        return ""
    tenths = (int(median(each.total_seconds() for each in lengths)) + 180) // 360
    return f"{tenths // 10}.{tenths % 10} 小时".replace(".0 ", " ")


def lines(cases: Sequence[Told], by: Callable[[Told], str], first: date, until: date) -> dict[str, list[str]]:
    """A line for each group, but for those of which there is nothing to tell."""
    groups: defaultdict[str, list[Told]] = defaultdict(list)
    for case in cases:
        groups[by(case)].append(case)
    found = {name: figures(group, first, until) for name, group in groups.items()}
    return {name: line for name, line in found.items() if set(line) - {"0", ""}}
