"""What waits, what failed, how full it is: one question to the database, and what the system knows."""

import shutil
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Row, Select, func, select, text

from portal.core.approval.models import RouteStep
from portal.core.audit.models import AuditEvent
from portal.core.batch_printing.models import PrintBatch
from portal.core.duties.models import Occurrence
from portal.core.instants import Moment
from portal.core.notices.models import Delivery
from portal.core.notices.queries import how_many_stuck
from portal.core.printing.models import PrintOrder
from portal.core.scans.models import Scan, ScanPage
from portal.extensions import Instant, Model, db

EVERYTHING = {"walled": False}  # it is only counted


class Figures(NamedTuple):
    """Counts, and since when the oldest waits (None: nothing does); `last_event` is the newest entry of the
    audit."""

    papers_wanted: int
    papers_since: datetime | None
    papers_failed: int
    notices_wanted: int
    notices_stuck: int
    notices_failed: int
    scans_wanted: int
    scans_since: datetime | None
    pages_waiting: int
    batches_wanted: int
    batches_since: datetime | None
    batches_failed: int
    steps_open: int
    steps_held: int
    duties_late: int
    last_event: datetime | None


class Room(NamedTuple):
    """How much a disk can hold and has left, in bytes; and the size of the database."""

    total: int
    free: int
    database: int


def figures(moment: Moment) -> Figures:
    """All counts, by one question."""
    late = Occurrence.is_late(moment)
    columns = (
        count(PrintOrder, state="wanted"), since(PrintOrder, PrintOrder.ordered_at),
        count(PrintOrder, state="failed"), count(Delivery, state="wanted"), how_many_stuck(moment.at),
        count(Delivery, state="failed"), count(Scan, state="wanted"), since(Scan, Scan.at),
        count(ScanPage, state="waiting"), count(PrintBatch, state="wanted"), since(PrintBatch, PrintBatch.at),
        count(PrintBatch, state="failed"), count(RouteStep, state="open"), count(RouteStep, state="held"),
        select(func.count(Occurrence.id)).where(Occurrence.state == "open", late).scalar_subquery(),
        select(AuditEvent.at).order_by(AuditEvent.id.desc()).limit(1).scalar_subquery(),
    )  # fmt: skip
    asked: Select[Any] = select(*columns)
    row: Row[Any] = db.session.execute(asked, execution_options=EVERYTHING).one()
    return Figures._make(row)


def count(model: type[Model], **state: str) -> Any:
    """SQL: how many are in a state."""
    return select(func.count()).select_from(model).filter_by(**state).scalar_subquery()


def since(model: Any, at: Any) -> Any:
    """SQL: since when the oldest waits that is wanted."""
    return select(func.min(at, type_=Instant)).where(model.state == "wanted").scalar_subquery()


def room(data: Path) -> Room:
    """What is left on the disk of the data folder, and how large the database is."""
    disk = shutil.disk_usage(data)
    return Room(disk.total, disk.free, database_size())


def database_size() -> int:
    """Bytes, by the database's own word."""
    if db.engine.dialect.name == "sqlite":
        asked = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
    else:
        asked = "SELECT pg_database_size(current_database())"
    return int(db.session.scalar(text(asked)) or 0)
