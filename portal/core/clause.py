"""A clause: the smallest citable part of a regulation."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Clause:
    """One clause, numbered as in the source and retold in our own words.

    `number` is how code cites it ("§1(2)"), `title` how people do ("第一条第2项"). A clause that no software
    can enforce says why in `beyond`. One that not every edition has says from which day on it holds
    (`since`) and from which no longer (`until`).
    """

    number: str
    title: str
    text: str
    beyond: str = ""
    since: date | None = None
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the clause is in force on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)
