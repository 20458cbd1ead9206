"""A line's roster over some time: who is there now, who next, where nobody is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from portal.core.instants import Moment, local_day, local_text
from portal.core.switch import days_off
from portal.core.web.context import zone
from portal.domain.rosters.queries import Station, Watch, watches
from portal.domain.rosters.spans import A_DAY, Span, gaps, instant, owed, whole_day

SOON = timedelta(hours=24)
SHOWN_DAYS = 14
MIDNIGHT = datetime.min.time()


@dataclass(frozen=True)
class Rota:
    """A line's shifts within a span, on the terms of a moment."""

    station: Station
    watches: list[Watch]
    moment: Moment
    zone: ZoneInfo

    @property
    def now(self) -> list[Watch]:
        """Who is on duty now."""
        at = self.moment.at
        return [watch for watch in self.watches if watch.span.begins <= at < watch.span.ends]

    @property
    def next(self) -> list[Watch]:
        """Who comes next: those who begin first after now."""
        later = [watch for watch in self.watches if watch.span.begins > self.moment.at]
        return [watch for watch in later if watch.span.begins == later[0].span.begins]

    def gaps(self, span: Span) -> list[Span]:
        """When nobody is on duty who must be, within a span."""
        asked = owed(self.station.line, span, self.moment.terms.values, self.zone)
        return gaps(asked, [*(watch.span for watch in self.watches), *self.off(span)])

    def off(self, span: Span) -> list[Span]:
        """The days of a span on which the line's regulation is not used: nobody must be there."""
        first, last = local_day(span.begins, self.zone), local_day(span.ends, self.zone)
        days = days_off(self.station.switch, self.moment.terms.values, first, last)
        return [whole_day(day, self.zone) for day in days]

    def gaps_ahead(self) -> list[Span]:
        """Those that are not over, as far as rosters are shown; one that lasts begins when it began today."""
        span = Span(whole_day(self.moment.day, self.zone).begins, shown_from(self.moment.day, self.zone).ends)
        return [gap for gap in self.gaps(span) if gap.ends > self.moment.at]

    def urgent(self) -> list[Span]:
        """Those that are there now or within a day."""
        return [gap for gap in self.gaps_ahead() if gap.begins < self.moment.at + SOON]


def rotas(known: Iterable[Station], moment: Moment) -> list[Rota]:
    """The rosters of some lines, this week and next: one question for all."""
    known = list(known)
    found = watches(shown_from(moment.day, zone())) if known else []
    return [
        Rota(station, [watch for watch in found if watch.key == station.key], moment, zone())
        for station in known
    ]


def shown_from(day: date, where: ZoneInfo) -> Span:
    """This week and next."""
    monday = day - A_DAY * day.weekday()
    return Span(instant(monday, MIDNIGHT, where), instant(monday + A_DAY * SHOWN_DAYS, MIDNIGHT, where))


def span_told(span: Span, where: ZoneInfo) -> str:
    """A span as people read it: 2026-12-01 20:00 至 12-02 08:00; the end of a day is 24:00."""
    over = local_day(span.ends, where)
    if over == local_day(span.begins, where):
        last = f"{span.ends.astimezone(where):%H:%M}"
    elif span.ends == whole_day(over, where).begins:
        over -= A_DAY
        last = "24:00"
    else:
        last = f"{span.ends.astimezone(where):%H:%M}"
    same = over == local_day(span.begins, where)
    return f"{local_text(span.begins, where)}{'–' if same else f' 至 {over:%m-%d} '}{last}"
