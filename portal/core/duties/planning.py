"""Planning: duties become dated rows ahead of time, each once, however often this runs."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import select, update

from portal.core.audit.chain import record
from portal.core.duties.models import Occurrence
from portal.core.duties.owed import REACH, Dates, Holder, Key, Owed, Watched, owed
from portal.core.duties.telling import Move, tell_moves
from portal.core.instants import Moment
from portal.core.org.models import Holding, Person, Post
from portal.core.period import Period
from portal.core.web.context import catalogue
from portal.extensions import db, insert_all_once

HORIZON = timedelta(days=45)
NO_MORE = "放假安排、岗位或者制度有变动，不再需要"


class Known(NamedTuple):
    """What the database has of an occurrence."""

    id: int
    state: str
    dates: Dates
    key: Key


class Changes(NamedTuple):
    """What a run of planning has to do; `moved` has the rows whose day changed, with the new dates."""

    new: list[tuple[Key, Owed]]
    moved: list[tuple[Known, Dates]]
    void: list[Known]
    again: list[tuple[Known, Dates]]

    def __bool__(self) -> bool:
        return any(self)


def watched() -> list[Watched]:
    """Every duty that has a schedule."""
    chapters = catalogue().chapters.values()
    return [
        Watched(f"{chapter.regulation.slug}:{duty.schedule.key}", duty, duty.schedule, chapter.switch)
        for chapter in chapters
        for duty in chapter.duties
        if duty.schedule
    ]


def plan(moment: Moment) -> Changes:
    """Bring the rows up to date: add what falls due within the horizon, move, void or revive what changed,
    and tell whoever it concerns. What has fallen due before today stays as it is. Run again it finds nothing
    to do; of two that run at once each change is made, and told, by one.
    """
    return carry_out(outstanding(moment), "duties", moment)


def plan_for(people: set[int], stream: str, moment: Moment) -> Changes:
    """The same for some people, whose posts have just changed hands; its event goes into a stream of theirs,
    so that two such acts need not wait for each other."""
    found = outstanding(moment)
    mine = Changes(
        [each for each in found.new if each[0].person_id in people],
        [each for each in found.moved if each[0].key.person_id in people],
        [known for known in found.void if known.key.person_id in people],
        [each for each in found.again if each[0].key.person_id in people],
    )
    return carry_out(mine, stream, moment)


def carry_out(changes: Changes, stream: str, moment: Moment) -> Changes:
    """Make what changes; of two who do so at once each change is made, and told, by one."""
    insert_all_once(Occurrence, [row(key, what) for key, what in changes.new])
    made = Changes(
        [],
        [each for each in changes.moved if changed(each[0], dated(each[1]))],
        [known for known in changes.void if changed(known, voided(moment))],
        [each for each in changes.again if changed(each[0], dated(each[1]))],
    )
    if made:
        ids = {"moved": [k.id for k, _ in made.moved], "void": [k.id for k in made.void]}
        event = record(stream, "duties:replanned", None, moment.at, **ids)
        tell_moves(moves_told(made), watched(), event.digest[:20], moment.at)
    return changes


def moves_told(made: Changes) -> list[Move]:
    """What people are told of: every change of the day by which something is owed."""
    moved = [Move(k.key, k.dates.due, d.due) for k, d in made.moved if k.dates.due != d.due]
    void = [Move(k.key, k.dates.due, None) for k in made.void]
    return [*moved, *void, *(Move(k.key, None, d.due) for k, d in made.again)]


def dated(dates: Dates) -> dict[str, Any]:
    """The columns of a row that is open on these dates."""
    return {**dates._asdict(), "state": "open", "reason": "", "closed_at": None}


def voided(moment: Moment) -> dict[str, Any]:
    """The columns of a row that is not asked for after all."""
    return {"state": "void", "reason": NO_MORE, "closed_at": moment.at}


def outstanding(moment: Moment) -> Changes:
    """What a run would do; nothing is changed."""
    today = moment.day
    window = Period(today, today + HORIZON)
    wanted = owed(watched(), holders(window), window, moment.terms)
    known = known_since(today - REACH)
    coming = {key: what for key, what in wanted.items() if today <= what.dates.due}
    return Changes(
        [(k, w) for k, w in coming.items() if k not in known and w.dates.due <= window.last],
        [(k, wanted[key].dates) for key, k in known.items() if moves(k, wanted.get(key), today)],
        [k for key, k in known.items() if key not in wanted and k.state == "open" and k.dates.due >= today],
        [(known[key], w.dates) for key, w in coming.items() if key in known and known[key].state == "void"],
    )


def moves(known: Known, wanted: Owed | None, today: date) -> bool:
    """Whether an open row is dated otherwise now, and was or is not yet past."""
    if wanted is None or known.state != "open" or known.dates == wanted.dates:
        return False
    return max(known.dates.due, wanted.dates.due) >= today


def holders(window: Period) -> list[Holder]:
    """Who holds a post in a window of days, from when until when: person, post and holding together."""
    query = select(Holding, Post, Person).join(Holding.post).join(Holding.person).order_by(Holding.id)
    query = query.where(Holding.since <= window.last + REACH)
    return [holder(*found) for found in db.session.execute(query)]


def holder(*rows: Any) -> Holder:
    """A holding as far as its post and its person last."""
    _, post, person = rows
    ends = [each.until for each in rows if each.until]
    since = max(each.since for each in rows)
    return Holder(person.id, post.unit_id, post.role, since, min(ends) if ends else None)


def known_since(day: date) -> dict[Key, Known]:
    """The rows that fall due on a day or later."""
    row = Occurrence
    query = select(row.id, row.state, row.duty, row.person_id, row.first_day).where(
        row.due >= day, row.about == ""
    )
    query = query.add_columns(row.opens, row.due, row.late, row.provisional, row.due_at).order_by(row.id)
    found: Iterable[Any] = db.session.execute(query)
    return {
        (key := Key(duty, person_id, first)): Known(number, state, Dates(*dates), key)
        for number, state, duty, person_id, first, *dates in found
    }


def row(key: Key, what: Owed) -> dict[str, Any]:
    """A new occurrence's columns."""
    days = {"last_day": what.period.last, "unit_id": what.unit_id, "state": "open", "reason": ""}
    return {**key._asdict(), **days, **what.dates._asdict()}


def changed(known: Known, values: dict[str, Any]) -> bool:
    """Change a row; False when somebody closed or moved it meanwhile."""
    mine = update(Occurrence).where(Occurrence.id == known.id, Occurrence.state == known.state)
    mine = mine.where(Occurrence.due == known.dates.due, Occurrence.provisional == known.dates.provisional)
    return db.session.execute(mine.values(values).returning(Occurrence.id)).first() is not None
