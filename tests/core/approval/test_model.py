"""The engine against its reference model: any acts of any people, in any order."""

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase
from hypothesis import settings as how
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy import func, select

from portal.config import ROOT, Settings
from portal.core.approval.models import ACTS
from portal.core.audit.models import AuditEvent
from portal.extensions import db
from tests.conftest import TestClock
from tests.core.approval.machine import Approval
from tests.folders import portal_with

PHASES = set(Phase) - ({Phase.explain} if os.environ.get("SHRINK") else {Phase.explain, Phase.shrink})
LONG = bool(os.environ.get("EVERY_ROUND"))
NOT_HERE = {"move", "handover"}  # an administrator's, with tests of their own
RUNS, STEPS = (int(os.environ.get("RUNS", "500")), 50) if LONG else (12, 40)


@pytest.fixture
def app(settings: Settings, clock: TestClock) -> Iterator[Flask]:
    with portal_with(ROOT / "tests" / "toys", settings, clock) as app:
        yield app


@pytest.mark.timeout(3000 if LONG else 120)
def test_the_engine_does_what_the_model_says(app: Flask) -> None:
    class Papers(Approval):
        serial = count()

    with app.test_request_context():
        run_state_machine_as_test(
            Papers,
            settings=how(
                max_examples=RUNS,
                stateful_step_count=STEPS,
                deadline=None,
                phases=PHASES,
                suppress_health_check=list(HealthCheck),
            ),
        )
        count_verbs()


def count_verbs() -> None:
    """Every verb was tried; said so that the figures can be read."""
    happened = select(AuditEvent.event, func.count()).where(AuditEvent.event.regexp_match("^(task|route):"))
    tried = {event: n for event, n in db.session.execute(happened.group_by(AuditEvent.event))}
    print(f"\n{tried}")
    assert not LONG or set(tried) >= {f"route:{kind}" for kind in set(ACTS) - NOT_HERE}


def test_the_model_is_short() -> None:
    model = Path(__file__).with_name("model.py").read_text(encoding="utf-8")
    assert len(model.splitlines()) <= 150
