"""When a notice leaves the portal, and when it is tried again."""

from datetime import datetime, timedelta

from portal.core.notice_kind import Mode, NoticeKind
from portal.core.notices.hours import Hours
from portal.core.web.context import settings, working_times

WAITS = tuple(timedelta(minutes=n) for n in (1, 5, 15, 60))
AFTERWARDS = timedelta(hours=4)
MOST_ATTEMPTS = 24  # three days and a half


def hours() -> Hours:
    """The company's days and hours."""
    return Hours(working_times().company, settings().outgoing.digest_hour)


def leaves_at(kind: NoticeKind, mode: Mode, at: datetime) -> datetime:
    """When what is told now leaves."""
    if mode == "digest":
        return hours().digest(at)
    return hours().office(at) if kind.office_hours else at


def tried_again_at(kind: NoticeKind | None, attempts: int, at: datetime) -> datetime:
    """When what failed so many times is tried again: after 1, 5, 15, 60 minutes, then every 4 hours."""
    later = at + (WAITS[attempts - 1] if attempts <= len(WAITS) else AFTERWARDS)
    return hours().office(later) if kind and kind.office_hours else later
