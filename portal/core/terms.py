"""Terms: the day, the calendar and the parameters that a document is judged by."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple, TypeVar

from portal.core.calendar import Calendar, WorkingTime
from portal.core.parameter import Parameter, Values

T = TypeVar("T")


class Terms(NamedTuple):
    """What rules judge by; nothing here is fetched by a rule itself.

    `hours` is the company's working time (by default the usual hours on its calendar's days), `units` that of
    each unit which works otherwise.
    """

    day: date
    calendar: Calendar
    values: Values = Values()
    hours: WorkingTime | None = None
    units: Mapping[int, WorkingTime] = {}

    @property
    def working_time(self) -> WorkingTime:
        """The company's working time."""
        return self.hours or WorkingTime(self.calendar)

    def value(self, parameter: Parameter[T]) -> T:
        """What a parameter is worth on the judging day; raises NoValue."""
        return self.values.on(parameter, self.day)

    def of_unit(self, unit_id: int) -> "Terms":
        """The same for a unit, which may have days and hours of its own."""
        own = self.units.get(unit_id)
        return self._replace(calendar=own.calendar, hours=own) if own else self
