"""What an administrator says of the calendar, and the working time that it makes. Pure."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Literal, NamedTuple, get_args
from zoneinfo import ZoneInfo

import msgspec

from portal.core.calendar import (
    DEFAULT_HOURS,
    AsAbove,
    Calendar,
    Entered,
    OfficeHours,
    Roster,
    Timetables,
    WorkingTime,
)
from portal.core.calendar.notices import Holiday, entries
from portal.core.calendar.spans import Spans

Act = Literal["year", "day", "hours"]
ACTS: tuple[Act, ...] = get_args(Act)


class Worked(msgspec.Struct, frozen=True):
    """Hours from a day on: of every working day, or turn by turn; without any, those of the unit above."""

    cycle: tuple[Spans, ...] = ()
    rotates: bool = False
    through_holidays: bool = False

    def timetable(self, since: date) -> OfficeHours | Roster | AsAbove:
        """The timetable that it makes."""
        if not self.cycle:
            return AsAbove(since)
        if self.rotates:
            return Roster(since, self.cycle, self.through_holidays)
        return OfficeHours(since, self.cycle[0])


TYPES: dict[Act, Any] = {"year": tuple[Holiday, ...], "day": Entered, "hours": Worked}


class Said(NamedTuple):
    """One thing that was said, of the company or of a unit, about a year (its first day), a day, or the hours
    from a day on; without a value it takes back what was said of that day."""

    act: Act
    since: date
    value: Any
    unit_id: int | None = None

    @property
    def about(self) -> tuple[int | None, Act, date]:
        """What it is about: of two about the same the later counts."""
        return self.unit_id, self.act, self.since


def encoded(value: Any) -> str | None:
    """A value as it is stored."""
    return None if value is None else msgspec.json.encode(value).decode()


def decoded(act: Act, text: str | None) -> Any:
    """A stored value."""
    return None if text is None else msgspec.json.decode(text, type=TYPES[act])


def standing(said: Iterable[Said]) -> list[Said]:
    """What stands of everything that was said, in that order."""
    last = dict[tuple[int | None, Act, date], Said]()
    for each in said:
        last.pop(each.about, None)
        last[each.about] = each
    return [each for each in last.values() if each.value is not None]


def company_time(base: Calendar, said: Iterable[Said], zone: ZoneInfo) -> WorkingTime:
    """The company's working time: its single days over the notices that were entered over the base."""
    company = [each for each in said if each.unit_id is None]
    years = [each for each in company if each.act == "year"]
    if not company:
        return WorkingTime(base, zone=zone)
    ruled = {day: entry for each in years for day, entry in entries(each.value).items()}
    calendar = base.with_entered(ruled | days(company), {each.since.year for each in years})
    dated = [DEFAULT_HOURS, *hours(company)]
    return WorkingTime(calendar, Timetables(dated), zone)


def unit_time(above: WorkingTime, said: Iterable[Said]) -> WorkingTime:
    """A unit's working time over that of what it belongs to."""
    own = list(said)
    return above.of_unit(days(own), hours(own))


def days(said: Iterable[Said]) -> dict[date, Entered]:
    """The single days."""
    return {each.since: each.value for each in said if each.act == "day"}


def hours(said: Iterable[Said]) -> list[OfficeHours | Roster | AsAbove]:
    """The dated hours."""
    return [each.value.timetable(each.since) for each in said if each.act == "hours"]


def unit_times(
    company: WorkingTime, said: Iterable[Said], parents: Mapping[int, int | None]
) -> dict[int, WorkingTime]:
    """The working time of every unit that has some of its own or lies below one that has."""
    own: dict[int, list[Said]] = {}
    for each in said:
        if each.unit_id is not None:
            own.setdefault(each.unit_id, []).append(each)
    known: dict[tuple[int, ...], WorkingTime] = {(): company}
    found = {}
    for unit_id in parents:
        path: tuple[int, ...] = ()
        for each_id in reversed(list(upwards(unit_id, parents))):
            if each_id in own:
                above, path = known[path], (*path, each_id)
                known.setdefault(path, unit_time(above, own[each_id]))
        if path:
            found[unit_id] = known[path]
    return found


def upwards(unit_id: int, parents: Mapping[int, int | None]) -> Iterable[int]:
    """A unit and what it belongs to, nearest first; a tree that bites its tail ends where it does."""
    passed = set[int]()
    above: int | None = unit_id
    while above is not None and above not in passed:
        passed.add(above)
        yield above
        above = parents.get(above)
