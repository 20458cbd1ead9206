"""R09 §8: the limits of an incident on the real tables, against deadlines that were reckoned elsewhere."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from portal.core.clocks.operations import pause, resume
from portal.core.desk.moment import this_moment
from portal.core.documents.models import Document
from portal.core.instants import local_text
from portal.core.web.context import zone
from portal.domain.operations.limits import REPAIR, Running, clock_of
from portal.extensions import db, writing
from tests.conftest import TestClock
from tests.core.org.changes import unit
from tests.regulations.it_service.incidents import ADMIN, person, reported, staffed

NAME = Path("shared", "checks", "clock_cases.json")
BESIDE = [folder / NAME for folder in Path(__file__).parents if (folder / NAME).exists()]


def instant(local: str) -> datetime:
    """A moment of the file. Inside an app context."""
    return datetime.fromisoformat(local).replace(tzinfo=zone()).astimezone(UTC)


def due(case: dict[str, Any], clock: TestClock) -> str:
    """When a limit is over that runs from a report on and stands still as a case says. Inside an app
    context."""
    clock.moment = instant(case["start"])
    case_id = reported()
    with writing():
        running = Running(db.session.get_one(Document, case_id), unit("OPS").id, "§8")
        clock_id = running.run(REPAIR, 0, case["minutes"], this_moment()).id
    for since, until in case["pauses"]:
        clock.moment = instant(since)
        with writing():
            pause(clock_id, "等报修人", person(ADMIN).id, this_moment())
        clock.moment = instant(until)
        with writing():
            resume(clock_id, person(ADMIN).id, this_moment())
    found = clock_of(case_id, REPAIR)
    return local_text(found.due_at, zone()).replace(" ", "T") if found and found.due_at else ""


@pytest.mark.skipif(not BESIDE, reason=f"no {NAME} beside the project")
def test_r09_8_the_limits_agree_with_every_outside_case_of_the_year(app: Flask, clock: TestClock) -> None:
    staffed(app)
    cases: list[dict[str, Any]] = json.loads(BESIDE[0].read_text("utf-8"))["cases"]
    asked = [c for c in cases if c["kind"] == "working_minutes_after" and c["due"].startswith("2026")]
    asked = [case for case in asked if case["start"].startswith("2026")]
    assert len(asked) > 10
    with app.app_context():
        assert [(case, found) for case in asked if (found := due(case, clock)) != case["due"]] == []
