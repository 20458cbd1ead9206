"""What may help at once: solutions of incidents that were closed, and of whatever else knows some.

Another source of solutions is one more function in SOURCES."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from sqlalchemy import select

from portal.domain.operations.likeness import ENOUGH, likeness, pairs
from portal.domain.operations.models import Incident
from portal.extensions import db

SHORTEST, MOST, NEWEST = 4, 3, 300


class Known(NamedTuple):
    """A solution: of what, what helped, how like it is (0 to 1), and where to read more, if anywhere."""

    of: str
    words: str
    alike: float
    address: str = ""


Source = Callable[[str, int, date], list[Known]]


def known(text: str, person_id: int, day: date) -> list[Known]:
    """The solutions that a text, as far as it is typed, is likest to."""
    if len(text.strip()) < SHORTEST:
        return []
    found = [each for source in SOURCES for each in source(text, person_id, day)]
    return sorted(found, key=lambda each: -each.alike)[:MOST]


def from_incidents(text: str, _person_id: int, _day: date) -> list[Known]:
    """What helped in the newest closed incidents: never who had them."""
    query = select(Incident.symptom, Incident.thing, Incident.solution)
    query = query.where(Incident.closed.is_not(None), Incident.solution != "")
    asked, found = pairs(text), dict[str, Known]()
    for symptom, thing, solution in db.session.execute(query.order_by(Incident.case_id.desc()).limit(NEWEST)):
        alike = likeness(asked, pairs(symptom + thing))
        if alike >= ENOUGH:
            found.setdefault(solution, Known(symptom, solution, alike))
    return list(found.values())


SOURCES: list[Source] = [from_incidents]
