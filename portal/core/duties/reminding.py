"""Reminders: in working hours each person hears once a day what is due, and once what has become late."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, select

from portal.core.duties.models import Occurrence, called
from portal.core.duties.planning import watched
from portal.core.duties.telling import MOST_NAMED
from portal.core.duty import Duty
from portal.core.instants import Moment
from portal.core.notices.models import Notice
from portal.core.notices.operations import News, tell
from portal.core.period import Period, told
from portal.core.web.addresses import path_to
from portal.extensions import db, writing

LATELY = timedelta(days=14)  # what became late while the worker was dead is told when it lives again


def remind(moment: Moment) -> None:
    """Tell everybody what he was not told yet; out of working hours nobody is reminded of anything."""
    if not moment.terms.working_time.works_at(moment.at):
        return
    news = [*due_today(moment), *became_late(moment)]
    known = heard({one.key for one in news})
    fresh = [one for one in news if (one.person_id, one.key) not in known]
    if fresh:
        with writing():
            tell(fresh, moment.at)


def due_today(moment: Moment) -> Iterator[News]:
    """One notice a person for everything that is due today."""
    rows = open_rows(Occurrence.due == moment.day)
    for person_id, mine in groupby(rows, key=lambda row: row.person_id):
        words = f"今天到期：{named(list(mine))}"
        yield News(person_id, "duty_due", words, path_to("duties.index"), f"duties:due:{moment.day}")


def became_late(moment: Moment) -> Iterator[News]:
    """One notice a person and day for everything that became late that day."""
    rows = open_rows(Occurrence.late <= moment.day, Occurrence.late > moment.day - LATELY)
    for (person_id, day), mine in groupby(rows, key=lambda row: (row.person_id, row.late)):
        words = f"已逾期：{named(list(mine))}"
        yield News(person_id, "duty_late", words, path_to("duties.index"), f"duties:late:{day}")


def open_rows(*which: ColumnElement[bool]) -> list[Any]:
    """The open occurrences, person by person in order of their days."""
    columns = (
        Occurrence.person_id,
        Occurrence.late,
        Occurrence.duty,
        Occurrence.first_day,
        Occurrence.last_day,
        Occurrence.about,
    )
    query = select(*columns).where(Occurrence.state == "open", *which)
    ordered = query.order_by(Occurrence.person_id, Occurrence.late, Occurrence.id)
    return list(db.session.execute(ordered))


def named(rows: list[Any]) -> str:
    """The first few by name, the others counted."""
    duties = {each.key: each.duty for each in watched()}
    names = [name_of(row, duties.get(row.duty)) for row in rows if row.about or row.duty in duties]
    more = f" 等 {len(names)} 项" if len(names) > MOST_NAMED else ""
    return "、".join(names[:MOST_NAMED]) + more


def name_of(row: Any, duty: Duty | None) -> str:
    """What an occurrence is called."""
    return f"{duty.name} {told(duty.rhythm, period(row))}" if duty else called(row.duty, row.about)


def period(row: Any) -> Period:
    """The days that a row is about."""
    return Period(row.first_day, row.last_day)


def heard(keys: set[str]) -> set[tuple[int, str]]:
    """Who was told what of this already."""
    query = select(Notice.person_id, Notice.key).where(Notice.key.in_(keys))
    return {(person_id, key) for person_id, key in db.session.execute(query)}
