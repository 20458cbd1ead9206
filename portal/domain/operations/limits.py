"""The limits of an incident: they run on its case from the report on, in the service hours of the unit that
is to act."""

from datetime import datetime

from sqlalchemy import select

from portal.core.calendar import AfterWorkingHours
from portal.core.clocks.models import Clock
from portal.core.clocks.operations import Part, count, run_on, start, stop
from portal.core.documents.models import Document
from portal.core.instants import Moment
from portal.core.time_limit import TimeLimit
from portal.extensions import db

INTAKE, RESPONSE, REPAIR = "受理", "响应", "恢复"
AT_ONCE = AfterWorkingHours(minutes=1)


class Running:
    """The clocks of a case that run on a whole incident."""

    def __init__(self, case: Document, unit_id: int, clause: str) -> None:
        self.case, self.unit_id, self.clause = case, unit_id, clause

    def run(self, name: str, hours: int, minutes: int, moment: Moment) -> Clock:
        """Let a limit run from the report on; one of this name that ran keeps its pauses. The next above hear
        of it as soon as it is over."""
        before = clock_of(self.case.id, name)
        stop(self.case.id, moment.at, Clock.name == name)
        limit = TimeLimit(clause=self.clause, limit=AfterWorkingHours(hours, minutes), escalates=AT_ONCE)
        began = moment._replace(at=self.case.submitted_at)
        clock = start(self.case, Part(name, unit_id=self.unit_id), limit, began)
        if before:
            clock.pauses = before.pauses
            count(clock, moment)
        return clock


def end(case_id: int, name: str, person_id: int, moment: Moment) -> None:
    """What a limit was for is done, also where it stands still."""
    clock = clock_of(case_id, name)
    if clock and clock.state == "paused":
        run_on(clock, person_id, moment)
    stop(case_id, moment.at, Clock.name == name)


def clock_of(case_id: int, name: str) -> Clock | None:
    """The newest clock of this name on a case."""
    query = select(Clock).filter_by(document_id=case_id, name=name).order_by(Clock.id.desc())
    return db.session.scalars(query.execution_options(populate_existing=True)).first()


def kept(clock: Clock | None, at: datetime) -> bool:
    """Whether a promise was kept, or still can be."""
    return clock is None or clock.due_at is None or (clock.stopped_at or at) <= clock.due_at
