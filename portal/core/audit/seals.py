"""Daily seals: each day's events bound onto the seal before, so that a chain rewritten or cut is seen."""

import hashlib
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from portal.core.audit.chain import REGISTER, START
from portal.core.audit.models import AuditEvent, DailySeal
from portal.core.instants import local_day
from portal.extensions import db, one_at_a_time, writing

ONE_DAY = timedelta(days=1)
AT_A_TIME = 1000


def seal_days(at: datetime, zone: ZoneInfo) -> None:
    """Seal every day that is over and has no seal, oldest first; run twice it changes nothing."""
    while (day := next_day(zone)) and day < local_day(at, zone):
        with writing():
            settle()
            if next_day(zone) == day:
                db.session.add(seal_of(day, zone, at))


def next_day(zone: ZoneInfo) -> date | None:
    """The day that is to be sealed next; None where nothing ever happened."""
    newest = newest_seal()
    if newest:
        return newest.day + ONE_DAY
    first = db.session.scalar(select(func.min(AuditEvent.at)))
    return local_day(first, zone) if first else None


def newest_seal() -> DailySeal | None:
    """The seal that was made last."""
    return db.session.scalar(select(DailySeal).order_by(DailySeal.day.desc()).limit(1))


def settle() -> None:
    """Wait for whoever is writing events, and let nobody begin: no smaller id can come after this."""
    one_at_a_time(REGISTER)


def seal_of(day: date, zone: ZoneInfo, at: datetime) -> DailySeal:
    """The seal of a day; what was written too late for the seal before is in this one."""
    before = newest_seal()
    previous, since = (before.digest, before.last_id) if before else (START, 0)
    newest = select(func.max(AuditEvent.id)).where(AuditEvent.id > since, AuditEvent.at < end_of(day, zone))
    last = db.session.scalar(newest) or since
    count, digest = cover(previous, day, since, last)
    return DailySeal(day=day, last_id=last, count=count, digest=digest, at=at)


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """The moment when a day is over."""
    return datetime.combine(day + ONE_DAY, time(), zone)


def cover(previous: str, day: date, since: int, last: int) -> tuple[int, str]:
    """How many events there are behind one id up to another, and the seal over them: SHA-256 of lines, which
    are the digest of the seal before, the day, and the digest of each event in the order of their ids."""
    whole, count = hashlib.sha256(f"{previous}\n{day}\n".encode()), 0
    digests = select(AuditEvent.digest).where(AuditEvent.id > since, AuditEvent.id <= last)
    rows = db.session.scalars(digests.order_by(AuditEvent.id).execution_options(yield_per=AT_A_TIME))
    for count, digest in enumerate(rows, 1):  # noqa: B007 - how many there were
        whole.update(f"{digest}\n".encode())
    return count, whole.hexdigest()
