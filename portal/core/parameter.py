"""A parameter: a number of a regulation that may change, with the evidence it rests on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

T = TypeVar("T")
EVIDENCE = {
    "seed": "制度原文",
    "elsewhere": "同类制度通行做法，可调整",
    "knowledge": "惯例，待管理员确认",
    "assumption": "暂定假设，待管理员确认",
}


class NoValue(LookupError):
    """A parameter has no value for the date asked about; never fall back silently."""


@dataclass(frozen=True)
class Parameter(Generic[T]):
    """A dated value: `values` are (since, value) in rising order; `evidence` is the tag
    of its source, `words` says a value where number and unit would not."""

    name: str
    label: str
    clause: str
    evidence: str
    unit: str
    values: tuple[tuple[date, T], ...]
    words: Callable[[T], str] | None = None

    def told(self, day: date) -> str:
        """The value in force on a day as people say it."""
        value = self.on(day)
        return self.words(value) if self.words else f"{value} {self.unit}"

    def on(self, day: date) -> T:
        """The value in force on a day; raises NoValue before the first."""
        known = [value for since, value in self.values if since <= day]
        if not known:
            raise NoValue(f"{self.name} has no value on {day}")
        return known[-1]
