"""The working time of a day on the clock: spans with the breaks between them."""

from collections.abc import Iterator
from datetime import time, timedelta
from itertools import pairwise
from typing import NamedTuple

from portal.core.calendar.days import Half

DAY = timedelta(days=1)


class Span(NamedTuple):
    """Working time from one clock time to another: to that of the next day unless it is the later one."""

    begins: time
    ends: time

    def __str__(self) -> str:
        return f"{self.begins:%H:%M}–{self.ends:%H:%M}"


class Offsets(NamedTuple):
    """A span as the time passed since the midnight that its day begins with; may pass 24 hours."""

    begins: timedelta
    ends: timedelta


Spans = tuple[Span, ...]


class BadSpans(ValueError):
    """No day can be worked like this; says why in Chinese."""


def checked(spans: Spans) -> Spans:
    """The same spans; raises BadSpans unless they follow one another within 24 hours."""
    for fault in span_faults(spans):
        raise BadSpans(fault)
    return spans


def span_faults(spans: Spans) -> Iterator[str]:
    """What is wrong with the spans of a day, for whoever enters them."""
    if not spans:
        yield "至少要有一段工作时间"
        return
    if any(each.tzinfo for span in spans for each in span):
        yield "只写钟点，不写时区"
        return
    laid = offsets(spans)
    if laid[-1].ends - laid[0].begins > DAY:
        yield "各段要按先后填写，互不重叠，从上班到下班不超过24小时"


def offsets(spans: Spans) -> tuple[Offsets, ...]:
    """The spans laid along the day; a time that is not later than the one before lies on the next day."""
    laid, passed = list[Offsets](), timedelta()
    for span in spans:
        begins = _not_before(passed, span.begins)
        passed = _not_before(begins + timedelta.resolution, span.ends)
        laid.append(Offsets(begins, passed))
    return tuple(laid)


def halves(laid: tuple[Offsets, ...]) -> dict[Half, tuple[Offsets, ...]]:
    """The two halves of a day: before and after its longest break, or of a single span before its middle."""
    if len(laid) == 1:
        (begins, ends), middle = laid[0], laid[0].begins + (laid[0].ends - laid[0].begins) / 2
        return {Half.MORNING: (Offsets(begins, middle),), Half.AFTERNOON: (Offsets(middle, ends),)}
    breaks = [after.begins - before.ends for before, after in pairwise(laid)]
    cut = breaks.index(max(breaks)) + 1
    return {Half.MORNING: laid[:cut], Half.AFTERNOON: laid[cut:]}


def _not_before(passed: timedelta, clock: time) -> timedelta:
    """When the clock next shows a time, not before so much of the day has passed."""
    shown = timedelta(hours=clock.hour, minutes=clock.minute, seconds=clock.second)
    days_on = max(0, -((shown - passed) // DAY))
    return shown + days_on * DAY
