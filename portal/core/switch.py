"""The switch that every regulation has: whether the company uses it, dated like any parameter."""

from datetime import date, timedelta
from typing import NamedTuple

from portal.core.parameter import Parameter, Values

IN_USE = "in_use"
WORDS = {True: "使用", False: "停用"}
ALWAYS = date(1, 1, 1)
Switch = Parameter[bool]


def switch_of(slug: str, clause: str) -> Switch:
    """The switch of a regulation, under its first clause; every regulation is used until somebody says
    otherwise."""
    return Parameter(
        name=f"{slug}.{IN_USE}", label="公司是否使用这项制度", clause=clause, evidence="company", unit="",
        values=((ALWAYS, True),), words=WORDS.__getitem__, least=False, most=True,
    )  # fmt: skip


class Use(NamedTuple):
    """Whether a regulation is used on a day, since when, and the next day on which that changes."""

    used: bool
    since: date
    next: date | None

    @property
    def told(self) -> str:
        """In words; empty of what is used and stays so."""
        coming = f"{self.next} 起{'停用' if self.used else '恢复使用'}" if self.next else ""
        return coming if self.used else "，".join(filter(None, (f"{self.since} 起停用", coming)))


def use_of(switch: Switch, values: Values, day: date) -> Use:
    """How a switch stands on a day; what says the same again changes nothing."""
    turns = turns_of(switch, values)
    past, coming = [turn for turn in turns if turn[0] <= day], [turn for turn in turns if turn[0] > day]
    since, used = past[-1]
    return Use(used, since, coming[0][0] if coming else None)


def turns_of(switch: Switch, values: Values) -> list[tuple[date, bool]]:
    """The days on which a switch was, or will be, turned."""
    dated = values.dated(switch)
    return [turn for n, turn in enumerate(dated) if n == 0 or turn[1] != dated[n - 1][1]]


def days_off(switch: Switch, values: Values, first: date, last: date) -> list[date]:
    """The days from one to another on which a regulation is not used."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in days if not values.on(switch, day)]
