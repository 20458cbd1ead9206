"""Telling, reading, choosing: inside the operation that makes it so, and gone with it when it fails."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Integer, Select, SelectBase, bindparam, delete, insert, select, update

from portal.core.audit.chain import record
from portal.core.instants import local_day
from portal.core.jobs.queue import enqueue
from portal.core.notice_kind import Mode
from portal.core.notices.addresses import masked
from portal.core.notices.kinds import MAIL, PORTAL, channels, kinds, usual
from portal.core.notices.leaving import leaves_at
from portal.core.notices.models import Delivery, MailAddress, Notice, NoticeChoice
from portal.core.org.models import Person
from portal.core.org.queries import holders_of
from portal.core.web.context import zone
from portal.core.web.reader import DOCUMENT
from portal.extensions import after_commit, db, hold, insert_new

LONGEST = 300
Choices = Mapping[tuple[str, str], Mode]
Walls = Mapping[int, str | None]
NO_WALLS: Walls = {}


class News(NamedTuple):
    """What one person is told: kind, words, a path of ours where it leads, the key that makes it once, and
    which document it is about."""

    person_id: int
    kind: str
    words: str
    address: str
    key: str
    document_id: int | None = None


def tell(news: Iterable[News], at: datetime, known: Walls = NO_WALLS) -> None:
    """Tell people something: in the portal, and by the ways that each of them chose. What they were told
    under the same key they are not told again, nor of what stands in a compartment of others (`known` of the
    documents that the operation holds). A few statements, for however many."""
    told = outside_walls(list(news), at, known)
    chosen = choices_of({one.person_id for one in told}) if told else {}
    wanted = [one for one in told if is_wanted(one, chosen.get(one.person_id, {}))]
    if wanted:
        rows = [{**one._asdict(), "words": one.words[:LONGEST], "at": at} for one in wanted]
        send_out(insert_new(Notice, rows), chosen)


def outside_walls(told: list[News], at: datetime, known: Walls) -> list[News]:
    """Those of what is told that are about no document which their person may not see."""
    about = {one.document_id for one in told if one.document_id}
    walls = {n: role for n, role in {**known, **walls_of(about - known.keys())}.items() if role}
    if not walls:
        return told
    held = holders_of(set(), set(walls.values()), [], local_day(at, zone()))
    inside = {(each.person_id, each.post.role) for each in held}
    return [
        one for one in told
        if one.document_id not in walls or (one.person_id, walls[one.document_id]) in inside
    ]  # fmt: skip


def walls_of(about: set[int]) -> dict[int, str]:
    """The compartments in which some documents stand."""
    query = select(DOCUMENT.c.id, DOCUMENT.c.compartment).where(DOCUMENT.c.id.in_(about))
    return dict(db.session.execute(query.where(DOCUMENT.c.compartment.is_not(None))).all()) if about else {}


def is_wanted(one: News, choices: Choices) -> bool:
    """Whether a person is told at all; raises KeyError for a kind that nobody declared."""
    return not kinds()[one.kind].optional or choices.get((one.kind, PORTAL)) == "at_once"


def send_out(notices: list[Notice], chosen: Mapping[int, Choices]) -> None:
    """Put the notices into the outbox of each channel that their person wants them by."""
    ways = [channel.name for channel in channels()]
    addressed = people_with_mail({notice.person_id for notice in notices}) if MAIL in ways else set()
    rows = []
    for notice in notices:
        kind, choices = kinds()[notice.kind], chosen.get(notice.person_id, {})
        for channel in ways:
            mode = choices.get((kind.name, channel), usual(kind, channel))
            if mode != "off" and (channel != MAIL or notice.person_id in addressed):
                rows.append(
                    {"notice_id": notice.id, "channel": channel, "together": mode == "digest",
                     "next_at": leaves_at(kind, mode, notice.at)}
                )  # fmt: skip
    if rows:
        db.session.execute(insert(Delivery).values(state="wanted", attempts=0, fault=""), rows)
        after_commit(lambda: enqueue("send_notices"))


def choices_of(people: set[int]) -> dict[int, dict[tuple[str, str], Mode]]:
    """What people chose, by kind and channel; in one question."""
    found: dict[int, dict[tuple[str, str], Mode]] = {}
    for choice in db.session.scalars(choices_of_some(), {"people": [*people]}):
        found.setdefault(choice.person_id, {})[choice.kind, choice.channel] = choice.mode  # type: ignore[assignment]
    return found


@cache
def choices_of_some() -> Select[NoticeChoice]:
    """SQL, written once as whoever tells something asks it: what `people` chose."""
    people: Any = bindparam("people", expanding=True, type_=Integer)
    return select(NoticeChoice).where(NoticeChoice.person_id.in_(people))


def people_with_mail(people: set[int]) -> set[int]:
    """Those who have a mail address."""
    return set(db.session.scalars(select(MailAddress.person_id).where(MailAddress.person_id.in_(people))))


def settle(keys: Iterable[str], at: datetime) -> None:
    """What these notices asked for is done: they are read, and what has not left stays here."""
    if settled := list(keys):
        settle_those(settled, at)


def settle_those(keys: Sequence[str] | SelectBase, at: datetime) -> None:
    """The same for keys that are known, or that SQL finds."""
    open_ones = update(Notice).where(Notice.key.in_(keys), Notice.read_at.is_(None))
    db.session.execute(open_ones.values(read_at=at))


def keep_back(document_ids: Iterable[int], at: datetime) -> None:
    """What was told of these documents is over, and what has not left stays here."""
    told = update(Notice).where(Notice.document_id.in_(list(document_ids)), Notice.read_at.is_(None))
    db.session.execute(told.values(read_at=at))


def read(person_id: int, at: datetime, until: int, since: int = 0) -> None:
    """Note that a person has read his notices, from one id to another, both included."""
    mine = update(Notice).where(Notice.person_id == person_id, Notice.read_at.is_(None))
    db.session.execute(mine.where(Notice.id <= until, Notice.id >= since).values(read_at=at))


def choose(person_id: int, choices: Choices) -> None:
    """Keep what a person chose, in place of what he chose before; what is usual needs no row."""
    hold(Person, id=person_id)
    db.session.execute(delete(NoticeChoice).filter_by(person_id=person_id))
    for (name, channel), mode in choices.items():
        if mode != usual(kinds()[name], channel):
            db.session.add(NoticeChoice(person_id=person_id, kind=name, channel=channel, mode=mode))
    db.session.flush()


def keep_address(person_id: int, address: str, by: int, at: datetime) -> None:
    """Keep a person's mail address ("": he wants none)."""
    hold(Person, id=person_id)
    row = db.session.get(MailAddress, person_id)
    if (row.address if row else "") == address:
        return
    if row is None:
        db.session.add(MailAddress(person_id=person_id, address=address))
    elif address:
        row.address = address
    else:
        db.session.delete(row)
    db.session.flush()
    record(f"person:{person_id}", "person:mail_changed", by, at, mail=masked(address))
