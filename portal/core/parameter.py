"""A parameter: a number of a regulation that may change, with the evidence it rests on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar

import msgspec

T = TypeVar("T")
Dated = tuple[tuple[date, Any], ...]
EVIDENCE = {
    "seed": "制度原文",
    "elsewhere": "同类制度通行做法，可调整",
    "knowledge": "惯例，待管理员确认",
    "assumption": "暂定假设，待管理员确认",
    "company": "由公司决定",
}

UNSURE = ("knowledge", "assumption")
SOURCES = EVIDENCE | {"given": "公司改定", "confirmed": "公司已确认"}


class NotItsValue(ValueError):
    """What was stored is no value of the parameter as it is declared now."""


class NoValue(LookupError):
    """A parameter has no value for the date asked about; never fall back silently."""


@dataclass(frozen=True)
class Parameter(Generic[T]):
    """A dated value: `values` are (since, value) in rising order; `name` is its regulation's slug, a dot and
    a word, `evidence` the tag of its source, `words` says a value where number and unit would not. `least`
    and `most` bound what the administrator may change it to."""

    name: str
    label: str
    clause: str
    evidence: str
    unit: str
    values: tuple[tuple[date, T], ...]
    words: Callable[[T], str] | None = None
    least: T | None = None
    most: T | None = None

    @property
    def type(self) -> Any:
        """The Python type of its values."""
        return type(self.values[0][1])

    @property
    def slug(self) -> str:
        """The name as it stands in addresses, below its regulation."""
        return self.name.partition(".")[2].replace("_", "-")

    def allows(self, value: T) -> bool:
        """Whether a value lies within the bounds that are declared."""
        low, high = sortable(self.least), sortable(self.most)
        return (low is None or low <= sortable(value)) and (high is None or sortable(value) <= high)

    def decoded(self, text: str) -> T:
        """A value as it was stored, in JSON; raises NotItsValue."""
        try:
            value: T = msgspec.json.decode(text, type=self.type)
        except msgspec.MsgspecError as fault:
            raise NotItsValue(f"{self.name}: {fault}") from None
        return value

    def told(self, value: T) -> str:
        """A value as people say it."""
        return self.words(value) if self.words else f"{value} {self.unit}"


def sortable(value: Any) -> Any:
    """What a value is compared by: money by its fen, rates and quantities by their number."""
    return getattr(value, "fen", getattr(value, "value", value))


@dataclass(frozen=True)
class Values:
    """What the parameters are worth: as declared, and as the administrator changed them since.

    `changes` are (since, value) by parameter name in rising order; a change stands from its day on
    until the next one, whether that was declared or changed. `confirmed` are the (since, value) that he let
    stand as they were.
    """

    changes: Mapping[str, Dated] = field(default_factory=dict)
    confirmed: Mapping[str, Dated] = field(default_factory=dict)

    def on(self, parameter: Parameter[T], day: date) -> T:
        """The value in force on a day; raises NoValue before the first."""
        return self.standing(parameter, day)[1]

    def standing(self, parameter: Parameter[T], day: date) -> tuple[date, T]:
        """The value in force on a day and since when; raises NoValue before the first."""
        known = [dated for dated in self.dated(parameter) if dated[0] <= day]
        if not known:
            raise NoValue(f"{parameter.name} has no value on {day}")
        return known[-1]

    def source(self, parameter: Parameter[T], day: date) -> str:
        """What the value in force on a day rests on: given or confirmed by the company, or its evidence."""
        if self.changed(parameter, day):
            return "given"
        confirmed = self.standing(parameter, day) in self.confirmed.get(parameter.name, ())
        return "confirmed" if confirmed else parameter.evidence

    def unsure(self, parameter: Parameter[T], day: date) -> bool:
        """Whether nobody has confirmed yet what is only assumed."""
        begun = any(since <= day for since, _ in self.dated(parameter))
        return begun and self.source(parameter, day) in UNSURE

    def changed(self, parameter: Parameter[T], day: date) -> bool:
        """Whether the value in force on a day is one that the administrator gave."""
        declared = [since for since, _ in parameter.values if since <= day]
        given = [since for since, _ in self.changes.get(parameter.name, ()) if since <= day]
        return bool(given) and (not declared or max(given) >= max(declared))

    def dated(self, parameter: Parameter[T]) -> list[tuple[date, T]]:
        """Every (since, value) in rising order; on one day the change counts, not the declaration."""
        changes = self.changes.get(parameter.name, ())
        return sorted([*parameter.values, *changes], key=lambda dated: dated[0])


@dataclass(frozen=True)
class Noted(Values):
    """Values that note what a rule asks for: each parameter with the days for which it was asked."""

    asked: dict[tuple[str, date], Parameter[Any]] = field(default_factory=dict)

    def on(self, parameter: Parameter[T], day: date) -> T:
        """The value in force on a day, noted; raises NoValue before the first."""
        self.asked[parameter.name, day] = parameter
        return super().on(parameter, day)


def since_told(since: date) -> str:
    """A first day in words; what was declared for all times has none."""
    return "一开始" if since.year < 2001 else f"{since}"
