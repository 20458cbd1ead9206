"""Looking at everything: a few questions, however much there is; the worst comes first."""

from typing import cast

from flask import current_app
from sqlalchemy import select

from portal.core.health.condition import Asking, Condition, Seen
from portal.core.health.figures import figures, room
from portal.core.health.models import CertificateSeen
from portal.core.instants import Moment
from portal.core.jobs.models import JobState
from portal.core.jobs.state import BEAT, note_end
from portal.core.web.context import now, settings, zone
from portal.extensions import db, writing


def conditions(moment: Moment) -> list[Condition]:
    """How everything stands."""
    seen = look(moment)
    asked = cast(list[Asking], current_app.extensions["conditions"])
    found = [condition for ask in asked for condition in ask(seen)]
    return sorted(found, key=lambda condition: -condition.level)


def look(moment: Moment) -> Seen:
    """What conditions are told of."""
    jobs = {row.name: row for row in db.session.scalars(select(JobState))}
    certificates = {row.name: row for row in db.session.scalars(select(CertificateSeen))}
    known = settings()
    return Seen(moment, zone(), known, figures(moment), room(known.data), jobs, certificates)


def beat() -> None:
    """The worker lives."""
    with writing():
        note_end(BEAT, now())
