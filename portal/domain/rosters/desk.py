"""A roster as pages show it: day by day who is there, and where nobody is, in words."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from portal.core.instants import local_day
from portal.core.web.context import zone
from portal.domain.rosters.queries import Watch
from portal.domain.rosters.rotas import SHOWN_DAYS, Rota, shown_from, span_told
from portal.domain.rosters.spans import Span, whole_day

WEEKDAYS = "一二三四五六日"
MIDNIGHT = "24:00"


class Part(NamedTuple):
    """What of a day somebody covers, or nobody does (no watch): in words, and whether it is over."""

    told: str
    watch: Watch | None
    over: bool


class Day(NamedTuple):
    """A day of a roster."""

    day: date
    weekday: str
    today: bool
    parts: list[Part]


def days_of(rota: Rota) -> list[Day]:
    """This week and next, day by day."""
    first = local_day(shown_from(rota.moment.day, zone()).begins, zone())
    return [day_of(rota, first + timedelta(days=n)) for n in range(SHOWN_DAYS)]


def day_of(rota: Rota, day: date) -> Day:
    """One day, in the order of its hours."""
    whole, at = whole_day(day, zone()), rota.moment.at
    there = [(watch.span.within(whole), watch) for watch in rota.watches]
    parts: list[tuple[Span, Watch | None]] = [each for each in there if each[0].begins < each[0].ends]
    parts += [(gap, None) for gap in rota.gaps(whole)]
    shown = sorted(parts, key=lambda part: part[0])
    told = [Part(hours(span), watch, span.ends <= at) for span, watch in shown]
    return Day(day, WEEKDAYS[day.weekday()], day == rota.moment.day, told)


def hours(span: Span) -> str:
    """08:00–16:00 of a day, whose end is 24:00."""
    begins, ends = (at.astimezone(zone()) for at in span)
    return f"{begins:%H:%M}–{MIDNIGHT if ends.date() > begins.date() else f'{ends:%H:%M}'}"


def told_until(at: datetime, since: date) -> str:
    """An instant as it is read on a day: the time alone on that day, else with its date."""
    local = at.astimezone(zone())
    return f"{local:%H:%M}" if local.date() == since else f"{local:%m-%d %H:%M}"


def gap_words(span: Span) -> str:
    """A gap in words."""
    return f"{span_told(span, zone())} 没有人"
