"""A duty in words: what it is called, on which clause it rests, why it is owed then, where it is done."""

from datetime import date
from typing import NamedTuple

from flask import url_for

from portal.core.calendar import Deadline
from portal.core.desk.moment import terms
from portal.core.duties.models import ONCE, Occurrence, called
from portal.core.duties.owed import Watched
from portal.core.duties.planning import watched
from portal.core.facts import columns
from portal.core.kinds import typed
from portal.core.period import told
from portal.core.web.context import catalogue


class Told(NamedTuple):
    """What is said of an occurrence, with its period and without; while it is open, `address` is
    where it is done.

    `slug` is the regulation's in addresses; without `deadline` no regulation declares the duty any more."""

    name: str
    duty: str = ""
    slug: str = ""
    clause: str = ""
    deadline: Deadline | None = None
    address: str = ""


def told_of(row: Occurrence) -> Told:
    """What is said of an occurrence."""
    if row.about:
        name = called(row.duty, row.about)
        brought = row.state == "open" and row.duty.startswith(ONCE)
        return Told(name, name.split()[0], address=url_for("scans.index") if brought else "")
    each = next((each for each in watched() if each.key == row.duty), None)
    if each is None:
        return Told(f"{row.duty} · {row.first_day}")
    chapter = catalogue().chapters[row.duty.partition(":")[0]]
    return Told(
        f"{each.duty.name} · {told(each.duty.rhythm, row.period)}",
        each.duty.name,
        chapter.regulation.slug.replace("_", "-"),
        f"{chapter.regulation.title} {chapter.clauses[each.duty.clause].title}",
        each.schedule.by(terms().of_unit(row.unit_id), row.period),
        done_at(each, row) if row.state == "open" else "",
    )


def done_at(each: Watched, row: Occurrence) -> str:
    """Where what is owed is done: on a fresh sheet of its period, or among the inspections."""
    if each.duty.proof == "inspected":
        return url_for("weeks.index")
    form = catalogue().type(each.duty.form)
    about = row.first_day if columns(form.facts)[form.period].type is date else row.period.month
    return url_for("sheets.new", code=form.slug, about=typed(about))
