"""The limits that run on a case besides those of its papers' steps."""

from datetime import UTC, date, datetime, time

from portal.core.calendar import AfterDays, AfterWorkingDays
from portal.core.calendar.limits import Running
from portal.core.clocks.models import Clock
from portal.core.clocks.operations import Part, start, stop
from portal.core.documents.models import Document
from portal.core.instants import Moment
from portal.core.parameter import Parameter
from portal.core.time_limit import TimeLimit
from portal.core.web.context import zone
from portal.extensions import db

CLOSING, FORM, REPORT, CALLBACK = "结案", "填客户抱怨处理表", "调查处理报告", "回访客户"
DAYS, WORKING_DAYS = AfterDays(0), AfterWorkingDays(0)
NOON = time(12)


def let_run(case_id: int, name: str, days: Parameter[int], kind: Running, moment: Moment) -> Clock:
    """Let a limit run on a case from now on."""
    limit = TimeLimit(clause=days.clause, limit=kind, parameter=days.name)
    return start(db.session.get_one(Document, case_id), Part(name), limit, moment)


def met(case_id: int, name: str, moment: Moment) -> None:
    """What a limit was for is done."""
    stop(case_id, moment.at, Clock.name == name)


def since(day: date, moment: Moment) -> Moment:
    """The same moment for what counts from an earlier day."""
    return moment._replace(at=min(moment.at, datetime.combine(day, NOON, zone()).astimezone(UTC)))
