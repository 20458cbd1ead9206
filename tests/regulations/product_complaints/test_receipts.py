"""R10 §8: complaints received at one instant, around the end of a month, get numbers without gap or twin."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from portal.core.approval.deciding import Verdict, decide
from portal.core.desk.moment import this_moment
from portal.core.documents.models import Document
from portal.core.instants import Moment
from portal.extensions import db, writing
from tests.domain.complaints.acts import turn
from tests.regulations.product_complaints.complaints import handling, intake, offices, sent

pytestmark = pytest.mark.both_databases(whole=True)
HOW_MANY = 200 if os.environ.get("EVERY_ROUND") else 24
WRITERS, PRESSES = 8, 20
BEFORE_MIDNIGHT, AFTER = (
    datetime(2026, 11, 30, 15, 59, 59, tzinfo=UTC),
    datetime(2026, 11, 30, 16, tzinfo=UTC),
)


def waiting() -> Iterator[tuple[int, int, int]]:
    """Forms that wait for their receipt: task, who has it, what he sees. Inside an app context."""
    for _ in range(HOW_MANY):
        form_id = sent("F10-2", handling(), sent("F10-4D", intake()))
        task = turn(form_id)
        assert task
        yield task.id, task.person_id, db.session.get_one(Document, form_id).snapshot_id or 0


def test_r10_8_receipts_at_one_instant_over_a_months_end_leave_no_gap(app: Flask, clock) -> None:
    offices(app)
    with app.app_context():
        tasks = list(waiting())
        moments: list[Moment] = []
        for clock.moment in (BEFORE_MIDNIGHT, AFTER):
            moments.append(this_moment())

    def receive(place: int) -> None:
        """Press until it goes through, as a person does who is told that the database is busy (SQLite)."""
        task_id, person_id, seen = tasks[place]
        for _ in range(PRESSES):
            with app.app_context(), suppress(OperationalError), writing():
                decide(task_id, person_id, Verdict("approve", "收件", seen), moments[place % 2])
                return

    with ThreadPoolExecutor(WRITERS) as writers:
        list(writers.map(receive, range(HOW_MANY)))
    with app.app_context():
        numbers = sorted(db.session.scalars(select(Document.drawn_number).filter_by(type="F10-2")))
    half = HOW_MANY // 2
    assert numbers == sorted(f"{month}{n:02d}" for month in ("2611", "2612") for n in range(1, half + 1))
