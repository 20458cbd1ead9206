"""Daily seals against the events that they cover."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import func, select

from portal.core.audit.chain import START
from portal.core.audit.models import AuditEvent, DailySeal
from portal.core.audit.seals import ONE_DAY, cover, end_of
from portal.core.proof.fault import Fault
from portal.core.web.context import zone
from portal.extensions import db

KIND = "每日封存"
LATE = timedelta(hours=1)  # how long an operation may take that began before midnight


def faults() -> Iterator[Fault]:
    """What is wrong with the seals, and how many events have none yet."""
    yield from below()
    before: DailySeal | None = None
    for seal in db.session.scalars(select(DailySeal).order_by(DailySeal.day)).all():
        yield from faults_of(seal, before)
        before = seal
    yield from behind(before)


def faults_of(seal: DailySeal, before: DailySeal | None) -> Iterator[Fault]:
    """What is wrong with one seal, which is recomputed from the one before as it stands."""
    previous, since = (before.digest, before.last_id) if before else (START, 0)
    if before and seal.day != before.day + ONE_DAY:
        yield Fault(KIND, f"{before.day + ONE_DAY}", "缺少这一天的封存")
    yield from smuggled(before, seal.last_id)
    count, digest = cover(previous, seal.day, since, seal.last_id)
    if count != seal.count:
        yield Fault(KIND, f"{seal.day}", f"封存时有 {seal.count} 条记录，现在有 {count} 条")
    elif digest != seal.digest:
        yield Fault(KIND, f"{seal.day}", "这一天的记录或封存被改动")


def smuggled(before: DailySeal | None, last_id: int | None = None) -> Iterator[Fault]:
    """Events that say they happened on a day that had been sealed before they were written."""
    if before is None:
        return
    early = end_of(before.day, zone()) - LATE
    query = select(AuditEvent.stream, AuditEvent.position)
    query = query.where(AuditEvent.id > before.last_id, AuditEvent.at < early)
    if last_id is not None:
        query = query.where(AuditEvent.id <= last_id)
    for stream, position in db.session.execute(query.order_by(AuditEvent.id)).all():
        yield Fault("补记", f"{stream} 第 {position} 条", f"时间在 {before.day}，却是那天封存以后写入的")


def below() -> Iterator[Fault]:
    """Events before the first that the database numbered: no seal would cover them."""
    query = select(AuditEvent.stream, AuditEvent.position).where(AuditEvent.id < 1)
    for stream, position in db.session.execute(query).all():
        yield Fault("补记", f"{stream} 第 {position} 条", "编号不是系统给的")


def behind(newest: DailySeal | None) -> Iterator[Fault]:
    """What was written since the newest seal."""
    yield from smuggled(newest)
    query = select(func.count(AuditEvent.id)).where(AuditEvent.id > (newest.last_id if newest else 0))
    count = db.session.scalar(query) or 0
    if count:
        words = f"{newest.day} 以后" if newest else "至今"
        yield Fault("未封存", words, f"{count} 条记录还没有封存，末尾少了看不出来", harmless=True)
