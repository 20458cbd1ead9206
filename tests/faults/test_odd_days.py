"""Odd clocks: the 29th of February at midnight, a clock that jumps ahead and back, a machine in another
zone. Days and numbers are the company's, sweeps go on, and the audit stays whole."""

import os
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask

from portal.core.documents.models import Document
from portal.core.instants import local_day, local_text
from portal.core.jobs.queue import Jobs
from portal.extensions import db
from portal.soundness import faults
from tests.conftest import TestClock, signed_in
from tests.pages import Page

SHANGHAI = ZoneInfo("Asia/Shanghai")
BEFORE_MIDNIGHT = "23:59:58"
JUMP = timedelta(days=400 if "EVERY_ROUND" in os.environ else 40)


@pytest.fixture(params=["UTC", "America/New_York", "Pacific/Kiritimati"])
def machine_zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The zone that the machine is set to, which is none of the portal's business."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("year", "next_day"), [(2024, "02-29"), (2028, "02-29"), (2026, "03-01"), (2100, "03-01")]
)
def test_the_day_after_the_28th_of_february(machine_zone: str, year: int, next_day: str) -> None:
    moment = datetime.fromisoformat(f"{year}-02-28T{BEFORE_MIDNIGHT}+08:00").astimezone(UTC)
    assert local_text(moment, SHANGHAI) == f"{year}-02-28 23:59"
    assert local_day(moment + timedelta(seconds=2), SHANGHAI) == date.fromisoformat(f"{year}-{next_day}")


def test_papers_of_a_leap_day_are_numbered_by_it_until_its_midnight(
    app: Flask, clock: TestClock, machine_zone: str
) -> None:
    clock.moment = datetime.fromisoformat(f"2028-02-29T{BEFORE_MIDNIGHT}+08:00").astimezone(UTC)
    chen = signed_in(app, "1001")
    assert "CG-202802-0001" in noted(chen, "2028-02-29").text
    clock.advance(seconds=2)
    assert "CG-202803-0001" in noted(chen, "2028-03-01").text


def test_a_clock_that_jumps_and_comes_back_breaks_nothing(app: Flask, clock: TestClock) -> None:
    """Days that were sealed ahead of time stay sealed: what is written on them later is told by `verify`."""
    jumps = ((timedelta(), set()), (JUMP, set()), (-JUMP, {"补记"}))
    for number, (jump, said) in enumerate(jumps, 1):
        clock.moment += jump
        sweep(app)
        day = local_day(clock.moment, SHANGHAI)
        page = noted(signed_in(app, "1001"), f"{day}")
        assert page.status == 200 and page.address.startswith("/documents/")
        with app.app_context():
            assert db.session.query(Document).count() == number
            assert {fault.kind for fault in faults() if not fault.harmless} == said


def noted(author, day: str) -> Page:
    """A day of the journal without visits, sent."""
    page = author.get("/forms/f01-2/new")
    return author.submit(page, button="act=send", day=day, others="在办事处整理客户资料")


def sweep(app: Flask) -> None:
    """Everything that the worker does by itself."""
    jobs: Jobs = app.extensions["jobs"]
    for task in jobs.huey._registry.periodic_tasks:
        task.execute()
