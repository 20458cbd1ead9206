"""By when a paper on its way ought to be decided, in words, with the working days that are left."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from portal.core.calendar import Calendar, Deadline
from portal.core.desk.moment import terms
from portal.core.documents.models import ON_ITS_WAY, Document
from portal.core.facts import Month
from portal.core.web.context import catalogue, now, today


class DecideBy(NamedTuple):
    """A paper's end as a list shows it; `told` says how many working days are left, or that it is over."""

    deadline: Deadline
    overdue: bool
    told: str
    name: str = "检核"


def decide_by(documents: Iterable[Document]) -> dict[int, DecideBy]:
    """Those papers that their regulation wants decided by a day, by their ids: no question of its own."""
    found = {document.id: deadline_of(document) for document in documents}
    return {id_: shown(deadline) for id_, deadline in found.items() if deadline}


def deadline_of(document: Document) -> Deadline | None:
    """By when a paper on its way ought to be decided, if its form says so."""
    form = catalogue().type(document.type)
    if form.decided is None or document.status not in ON_ITS_WAY:
        return None
    month = Month(document.period.year, document.period.month)
    return form.decided(terms().of_unit(document.unit_id), month)


def shown(deadline: Deadline) -> DecideBy:
    """A deadline as it stands now."""
    overdue = deadline.late(now()) if deadline.cutoff else today() > deadline.day
    return DecideBy(deadline, overdue, days_told(terms().calendar, deadline.day, overdue))


def days_told(calendar: Calendar, due: date, overdue: bool) -> str:
    """How many working days are left, or have passed since."""
    if not overdue:
        left = working_days(calendar, today(), due)
        return f"还剩 {left} 个工作日" if left else "今天到期"
    passed = working_days(calendar, due, today())
    return f"已逾期 {passed} 个工作日" if passed else "已逾期"


def working_days(calendar: Calendar, after: date, until: date) -> int:
    """How many working days follow a day, up to another."""
    days = (after + timedelta(days=n + 1) for n in range((until - after).days))
    return sum(calendar.day(day).works for day in days)
