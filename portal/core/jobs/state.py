"""Noting how jobs went; inside a writing transaction."""

from datetime import datetime

from sqlalchemy import select

from portal.core.jobs.models import JobState
from portal.extensions import db, hold, insert_once

BEAT = "worker_beat"
LONGEST_FAULT = 60


def note_end(name: str, at: datetime) -> None:
    """It ended well."""
    row_of(name).ended_at = at


def note_failure(name: str, fault: str, at: datetime) -> None:
    """It failed once more."""
    row = row_of(name)
    row.failures = row.failures + 1 if row.is_failing else 1
    row.failed_at, row.fault = at, fault[:LONGEST_FAULT]


def row_of(name: str) -> JobState:
    """The row of a job, locked, made where there is none."""
    insert_once(JobState, name=name, failures=0, fault="")
    hold(JobState, name=name)
    return db.session.get_one(JobState, name)


def failing() -> set[str]:
    """The jobs that failed last."""
    return {row.name for row in db.session.scalars(select(JobState)) if row.is_failing}
