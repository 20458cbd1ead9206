"""Terms: the day, the calendar and the parameters that a document is judged by."""

from datetime import date
from typing import NamedTuple, TypeVar

from portal.core.calendar import Calendar
from portal.core.parameter import Parameter, Values

T = TypeVar("T")


class Terms(NamedTuple):
    """What rules judge by; nothing here is fetched by a rule itself."""

    day: date
    calendar: Calendar
    values: Values = Values()

    def value(self, parameter: Parameter[T]) -> T:
        """What a parameter is worth on the judging day; raises NoValue."""
        return self.values.on(parameter, self.day)
