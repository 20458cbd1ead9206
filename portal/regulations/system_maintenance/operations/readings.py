"""§4(1), §附4: what a log or an inspection says enters the readings; outside limits they ask for a fault.

The portal does not write that fault by itself: when it began, what it affects and how grave it is, only a
person knows. The reading stays on the home of whoever sees it until somebody opened one.
"""

from collections.abc import Iterator
from datetime import datetime, time

from portal.core.approval.hooks import Refused, on_decided, on_submitted
from portal.core.approval.hooks import facts_of as said_by
from portal.core.approval.models import Decision
from portal.core.documents.models import Document
from portal.core.instants import Moment
from portal.core.measures import plain_number
from portal.core.web.context import zone
from portal.domain.operations.monitoring.bounds import OUTSIDE, bounds_told
from portal.domain.operations.monitoring.readings import Read, post_readings
from portal.regulations.system_maintenance import REGULATION
from portal.regulations.system_maintenance.documents import inspection, log
from portal.regulations.system_maintenance.facts import CheckLine, InspectionPaper, LogLine, OperationLog
from portal.regulations.system_maintenance.rules.readings import (
    asks_for_a_fault,
    notice_refusals,
    unread_refusals,
)

NOON = time(12)


@on_submitted(log)
def enter_log(document: Document, said: OperationLog, _moment: Moment) -> None:
    """§4(1): in force at once."""
    at = {line.key: datetime.combine(said.day, line.at, zone()) for line in said.lines}
    post_readings(document, REGULATION.code, (read(line, at[line.key]) for line in said.lines))


@on_submitted(inspection)
def issue(_document: Document, said: InspectionPaper, _moment: Moment) -> None:
    """§附4: a notice has no values yet."""
    if found := [*notice_refusals(said)]:
        raise Refused(*found)


@on_decided(inspection)
def enter_inspection(document: Document, decision: Decision, _moment: Moment) -> None:
    """§附4: every line was looked at; what was found is entered."""
    if not decision.consents:
        return
    said = said_by(document)
    assert isinstance(said, InspectionPaper)  # noqa: S101 - its form says so
    if found := [*unread_refusals(said.lines, "§附4")]:
        raise Refused(*found)
    at = datetime.combine(said.done_on or said.due, NOON, zone())
    post_readings(document, REGULATION.code, readings(said, at))


def readings(said: InspectionPaper, at: datetime) -> Iterator[Read]:
    """What an inspection found."""
    return (read(line, at) for line in said.lines)


def read(line: CheckLine | LogLine, at: datetime) -> Read:
    """A line as the register has it."""
    unit = f" {line.unit}" if line.unit else ""
    value = f"{plain_number(line.value.value)}{unit}" if line.value else line.state or OUTSIDE
    outside = asks_for_a_fault(line)
    return Read(line.key, line.part, line.item, value[:40], bounds_told(line.low, line.high), outside, at)
