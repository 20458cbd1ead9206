"""The limits that run on a case besides those of its papers' steps."""

from datetime import UTC, date, datetime, time

from sqlalchemy import select

from portal.core.calendar.limits import Running
from portal.core.clocks.models import Clock
from portal.core.clocks.operations import Part, start, stop
from portal.core.documents.models import Document
from portal.core.instants import Moment
from portal.core.parameter import Parameter
from portal.core.time_limit import TimeLimit
from portal.core.web.context import zone
from portal.extensions import db

NOON = time(12)


def let_run(case_id: int, name: str, amount: Parameter[int], kind: Running, moment: Moment) -> Clock:
    """Let a limit run on a case from now on."""
    limit = TimeLimit(clause=amount.clause, limit=kind, parameter=amount.name)
    return start(db.session.get_one(Document, case_id), Part(name), limit, moment)


def met(case_id: int, name: str, moment: Moment) -> None:
    """What a limit was for is done."""
    stop(case_id, moment.at, Clock.name == name)


def ever_ran(case_id: int, name: str) -> bool:
    """Whether a limit of this name runs or ran on a case."""
    query = select(Clock.id).filter_by(document_id=case_id, name=name)
    return db.session.scalar(query.limit(1)) is not None


def since(day: date, moment: Moment) -> Moment:
    """The same moment for what counts from an earlier day."""
    return moment._replace(at=min(moment.at, datetime.combine(day, NOON, zone()).astimezone(UTC)))
