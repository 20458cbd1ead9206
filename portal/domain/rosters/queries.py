"""Questions to the rosters: which lines there are where, who is on duty when, who keeps which."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, time
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, select

from portal.core.org.models import Person, Post, UnitPlace
from portal.core.org.queries import held_posts, holdings
from portal.core.roster import Line
from portal.core.switch import Switch
from portal.core.web.context import catalogue, zone
from portal.domain.rosters.models import Shift
from portal.domain.rosters.spans import Span, instant
from portal.extensions import db

AN_INSTANT = datetime.resolution
Key = tuple[str, int]


class Station(NamedTuple):
    """A line where it is answered, and the switch of its regulation."""

    line: Line
    unit_id: int
    unit: str
    switch: Switch

    @property
    def key(self) -> Key:
        """How rows name it."""
        return self.line.code, self.unit_id

    @property
    def title(self) -> str:
        """How people name it."""
        return f"{self.unit}的{self.line.title}"


class Watch(NamedTuple):
    """Somebody on duty, as long as he is employed."""

    shift_id: int
    key: Key
    person_id: int
    name: str
    span: Span


def switches() -> dict[Line, Switch]:
    """Every line that a regulation declares, with its regulation's switch."""
    return {line: chapter.switch for chapter in catalogue().chapters.values() for line in chapter.lines}


def stations(day: date, declared: Iterable[Line] | None = None) -> list[Station]:
    """Where some lines (all, if nothing is said) are answered on a day, line by line."""
    found = switches()
    known = list(found) if declared is None else list(declared)
    at = (Post.in_force(day), UnitPlace.in_force(day), Post.role.in_({line.per for line in known}))
    query = select(Post.role, Post.unit_id, UnitPlace.name).where(*at)
    query = query.join(UnitPlace, UnitPlace.unit_id == Post.unit_id).distinct()
    rows = db.session.execute(query.order_by(UnitPlace.name, Post.unit_id)).all() if known else []
    return [
        Station(line, unit_id, unit, found[line])
        for line in known
        for role, unit_id, unit in rows
        if role == line.per
    ]


def watches(span: Span, *which: ColumnElement[bool]) -> list[Watch]:
    """Who is on duty within a span, by when it begins; whoever leaves the company is there until that day."""
    query = select(Shift, Person.name, Person.until).join(Shift.person).where(*which)
    query = query.where(Shift.removed_at.is_(None), Shift.begins < span.ends, Shift.ends > span.begins)
    rows = db.session.execute(query.order_by(Shift.begins, Shift.id))
    found = (watch(shift, name, until) for shift, name, until in rows)
    return [each for each in found if max(each.span.begins, span.begins) < each.span.ends]


def watch(shift: Shift, name: str, until: date | None) -> Watch:
    """A shift as far as its person is there."""
    gone = instant(until, time(), zone()) if until else shift.ends
    span = Span(shift.begins, min(shift.ends, gone))
    return Watch(shift.id, (shift.line, shift.unit_id), shift.person_id, name, span)


def on_duty(code: str, unit_id: int, at: datetime) -> list[Watch]:
    """Who answers a unit's line at a moment."""
    return watches(Span(at, at + AN_INSTANT), Shift.line == code, Shift.unit_id == unit_id)


def kept_by(person_id: int, known: Iterable[Station], day: date) -> set[Key]:
    """Of some lines those that a person keeps."""
    posts = {(holding.post.role, holding.post.unit_id) for holding in holdings(person_id, day)}
    parents = parents_on(day)
    return {station.key for station in known if posts & set(keeping(station, parents))}


def keepers_of(known: Collection[Station], day: date) -> dict[Key, set[int]]:
    """Who keeps each of some lines."""
    roles = {role for station in known for role in station.line.keepers}
    held = db.session.scalars(held_posts(day).where(Post.role.in_(roles))).all() if known else []
    parents = parents_on(day) if known else {}
    places = {station.key: set(keeping(station, parents)) for station in known}
    return {
        key: {h.person_id for h in held if (h.post.role, h.post.unit_id) in posts}
        for key, posts in places.items()
    }


def keeping(station: Station, parents: dict[int, int | None]) -> Iterator[tuple[str, int]]:
    """The posts, by role and unit, that keep a line: in its unit and in those above."""
    unit: int | None = station.unit_id
    while unit is not None:
        yield from ((role, unit) for role in station.line.keepers)
        unit = parents.get(unit)


def parents_on(day: date) -> dict[int, int | None]:
    """What each unit stands below."""
    query: Select[int, int | None] = select(UnitPlace.unit_id, UnitPlace.parent_id)
    rows = db.session.execute(query.where(UnitPlace.in_force(day)))
    return {unit_id: parent_id for unit_id, parent_id in rows}
