"""Page: the changes of a week or a month, of every unit; those whose windows overlap say so."""

from datetime import date, timedelta
from typing import NamedTuple

from flask import render_template

from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.facts import Month
from portal.core.web.context import catalogue, today, zone
from portal.core.web.posted import asked
from portal.domain.operations.changes.register import (
    KINDS,
    MOST,
    STATES,
    changes_between,
    opened_by,
    state_of,
    window_of,
)
from portal.domain.operations.models import Change
from portal.domain.operations.panels import WORKS
from portal.domain.operations.views.blueprint import blueprint
from portal.domain.operations.windows import Window, overlapping

WEEK, MONTH = "week", "month"
A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)


class Days(NamedTuple):
    """The days that a page shows, both included."""

    first: date
    until: date


class Entry(NamedTuple):
    """A change in the calendar; `beside` are the numbers of those that it overlaps."""

    change: Change
    window: Window
    state: str
    opens: bool
    beside: list[str]


@blueprint.get("/operations/changes")
@allow(WORKS)
def changes() -> str:
    """This week's, or another week's or month's."""
    span = MONTH if asked("span") == MONTH else WEEK
    days = days_of(span, day_asked())
    rows = entries(days)
    told = {
        "rows": rows,
        "days": days,
        "span": span,
        "before": days.first - A_DAY,
        "after": days.until + A_DAY,
    }
    words = {"kinds": KINDS, "states": STATES, "regulation": regulation}
    return render_template("domain/operations/changes.html", more=len(rows) == MOST, **told, **words)


def day_asked() -> date:
    """The day in the address; today where there is none, or nothing that is a day of our calendar."""
    try:
        day = date.fromisoformat(asked("on")[:10])
    except ValueError:
        return today()
    return day if abs(day.year - today().year) < MOST else today()


def days_of(span: str, day: date) -> Days:
    """The week or the month that a day lies in."""
    if span == MONTH:
        month = Month(day.year, day.month)
        return Days(month.first(), month.last())
    monday = day - timedelta(days=day.weekday())
    return Days(monday, monday + A_WEEK - A_DAY)


def entries(days: Days) -> list[Entry]:
    """Each change of these days."""
    found = changes_between(*days, zone())
    windows = {change.document_id: window_of(change, zone()) for change in found}
    beside, opens = overlapping(windows.items()), opened_by(visitor().person_id, found, today())
    numbers = {change.document_id: change.document.number for change in found}
    return [
        Entry(
            change, windows[change.document_id], state_of(change), change.document_id in opens,
            [numbers[other] for other in beside.get(change.document_id, [])],
        )
        for change in found
    ]  # fmt: skip


def regulation(change: Change) -> str:
    """By which regulation a change goes."""
    return catalogue().chapter_of(change.document.type).regulation.title
