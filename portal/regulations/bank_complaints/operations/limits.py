"""What the limits are called that run on a case, and the one by which the complainant is to be told."""

from datetime import UTC, date, datetime, time

from portal.core.calendar import AfterDays, AfterWorkingDays
from portal.core.clocks.models import Clock
from portal.core.clocks.queries import of_documents
from portal.core.web.context import zone

REPLY, AGAIN, CALLBACK = "答复", "再次答复", "回访投诉人"
DAYS, WORKING_DAYS = AfterDays(0), AfterWorkingDays(0)


def instant_of(day: date, at: time) -> datetime:
    """The instant of a day and a time in the company's zone."""
    return datetime.combine(day, at, zone()).astimezone(UTC)


def replying(case_id: int) -> Clock | None:
    """The clock by which the complainant is to be told, if one runs."""
    running = [clock for clock in of_documents([case_id]) if clock.name in (REPLY, AGAIN)]
    return running[-1] if running else None
