"""The limits that run on a case besides those of its papers' steps."""

from datetime import UTC, date, datetime, time

from portal.core.calendar import AfterDays, AfterWorkingDays
from portal.core.calendar.limits import Running
from portal.core.clocks.models import Clock
from portal.core.clocks.operations import Part, start, stop
from portal.core.clocks.queries import of_documents
from portal.core.documents.models import Document
from portal.core.instants import Moment
from portal.core.parameter import Parameter
from portal.core.time_limit import TimeLimit
from portal.core.web.context import zone
from portal.extensions import db

REPLY, AGAIN, CALLBACK = "答复", "再次答复", "回访投诉人"
DAYS, WORKING_DAYS = AfterDays(0), AfterWorkingDays(0)


def instant_of(day: date, at: time) -> datetime:
    """The instant of a day and a time in the company's zone."""
    return datetime.combine(day, at, zone()).astimezone(UTC)


def let_run(case_id: int, name: str, days: Parameter[int], kind: Running, moment: Moment) -> Clock:
    """Let a limit run on a case from a moment on."""
    limit = TimeLimit(clause=days.clause, limit=kind, parameter=days.name)
    return start(db.session.get_one(Document, case_id), Part(name), limit, moment)


def met(case_id: int, moment: Moment, *names: str) -> None:
    """What some limits were for is done."""
    stop(case_id, moment.at, Clock.name.in_(names))


def replying(case_id: int) -> Clock | None:
    """The clock by which the complainant is to be told, if one runs."""
    running = [clock for clock in of_documents([case_id]) if clock.name in (REPLY, AGAIN)]
    return running[-1] if running else None
