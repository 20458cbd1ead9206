"""Entering a year, a day, or hours: on what the page showed, audited; the dates that rest on it follow."""

from typing import NamedTuple

from portal.core.audit.chain import record
from portal.core.instants import Moment
from portal.core.jobs.queue import enqueue
from portal.core.timetable.models import CalendarEntry, CalendarTurn
from portal.core.timetable.queries import newest_entry
from portal.core.timetable.said import Said, encoded
from portal.extensions import after_commit, db, insert_once

EVENTS = {"year": "calendar:year_entered", "day": "calendar:day_entered", "hours": "calendar:hours_entered"}


class EnteredMeanwhile(Exception):
    """Somebody entered something after the page was opened; nothing was entered."""


class Backdated(ValueError):
    """Hours are to hold from before today: what was counted by others stays counted."""


class Grounds(NamedTuple):
    """Why something is entered, and the notice as it was pasted."""

    reason: str
    text: str = ""


def enter(said: Said, grounds: Grounds, person_id: int, seen: int, moment: Moment) -> None:
    """Enter what was decided on what the page showed; raises Backdated and EnteredMeanwhile."""
    if said.act == "hours" and said.since < moment.day:
        raise Backdated
    if not insert_once(CalendarTurn, after=seen) or newest_entry() != seen:
        raise EnteredMeanwhile
    row = {"since": said.since, "unit_id": said.unit_id, "value": encoded(said.value), **grounds._asdict()}
    db.session.add(CalendarEntry(act=said.act, person_id=person_id, at=moment.at, **row))
    db.session.flush()
    record("calendar", EVENTS[said.act], person_id, moment.at, **row)
    after_commit(lambda: enqueue("keep_duties"))
