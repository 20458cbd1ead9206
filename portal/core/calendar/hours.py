"""Deadlines counted in working time."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from portal.core.calendar.counted import Counted, CountedDay, CountedTime, length_words
from portal.core.calendar.cutoffs import SECOND, Cutoff, clock
from portal.core.calendar.days import OutOfCalendar
from portal.core.calendar.deadlines import Deadline
from portal.core.calendar.pauses import Pause, without
from portal.core.calendar.shifts import Stretch, total
from portal.core.calendar.working_time import WorkingTime


def working_time_after(
    working_time: WorkingTime, event: date, length: timedelta, pauses: Sequence[Pause] = ()
) -> Deadline:
    """Find the first instant by which so much has been worked since the event; raise OutOfCalendar.

    One that falls on the end of work is that end, not the next morning.
    """
    if length < SECOND:
        raise ValueError(f"cannot count {length} of working time after {event}")
    begins, left, days = working_time.instant(event), length, list[Counted]()
    for on in working_time.dates(working_time.work_date(begins)):
        used = _first(without(_since(working_time.stretches(on), begins), pauses), left)
        left -= total(used)
        days.append(_counted(working_time, on, begins, used, pauses))
        if not left:
            return _due(working_time, begins, length, days, used[-1].ends)
    raise OutOfCalendar(f"{length} of working time after {event} is beyond the calendar")


def worked(working_time: WorkingTime, event: date, at: datetime, pauses: Sequence[Pause] = ()) -> timedelta:
    """How much has been worked from the event up to an instant, none before it."""
    begins = working_time.instant(event)
    return total(without(list(working_time.within(begins, at)), pauses)) if begins < at else timedelta()


def _due(
    working_time: WorkingTime, begins: datetime, length: timedelta, days: Sequence[Counted], at: datetime
) -> Deadline:
    on, told = working_time.date_of(at), length_words(length)
    shown = clock(working_time, at, on)
    event = working_time.local(begins)
    rule = f"{event:%Y-%m-%d} {clock(working_time, begins, event.date())} 之后{told}工作时间"
    cutoff = Cutoff(at, shown, f"到 {on} {shown} 满{told}", SECOND)
    return Deadline(on, rule, tuple(days), cutoff)


def _since(stretches: Iterable[Stretch], begins: datetime) -> list[Stretch]:
    return [Stretch(max(begins, each.begins), each.ends) for each in stretches if begins < each.ends]


def _first(stretches: Iterable[Stretch], length: timedelta) -> list[Stretch]:
    """As much of the stretches as is wanted."""
    used = list[Stretch]()
    for each in stretches:
        if not length:
            break
        used.append(Stretch(each.begins, min(each.ends, each.begins + length)))
        length -= used[-1].length
    return used


def _counted(
    working_time: WorkingTime, on: date, begins: datetime, used: list[Stretch], pauses: Sequence[Pause]
) -> Counted:
    """How a date is told: what of it counts, or why nothing does."""
    day, whole = working_time.calendar.day(on), working_time.stretches(on)
    if not whole:
        return CountedDay(day, None)
    if used:
        length = total(used)
        spans = "、".join(_span(working_time, on, each) for each in used)
        return CountedTime(day, spans, f"算{length_words(length)}", length if tuple(used) == whole else None)
    if begins >= whole[-1].ends:
        return CountedTime(day, f"{clock(working_time, begins, on)} 起算", "已下班，不算")
    return CountedDay(day, None, pause=_reason(whole, pauses))


def _span(working_time: WorkingTime, on: date, each: Stretch) -> str:
    return f"{clock(working_time, each.begins, on)}–{clock(working_time, each.ends, on)}"


def _reason(whole: Sequence[Stretch], pauses: Iterable[Pause]) -> str:
    """Why nothing of a day counts: the first pause of it."""
    touching = (each for each in pauses if each.since < whole[-1].ends and whole[0].begins < each.ends)
    return next(each.reason for each in touching)
