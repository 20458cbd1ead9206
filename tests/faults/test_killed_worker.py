"""Figure 22: `kill -9` of the worker while it makes PDFs. No half file, every document has its paper within
60 seconds of the restart."""

import os
import random
import signal
import time

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.config import Settings
from portal.core.audit.models import AuditEvent
from portal.core.files.store import place_of
from portal.core.printing.models import PrintOrder
from portal.core.proof.files import faults
from portal.extensions import db
from tests.core.printing.papers import approved
from tests.faults.killed import children, kept, lives, wait_until, working

pytestmark = pytest.mark.first
EVERY = "EVERY_ROUND" in os.environ
ROUNDS = range(30 if EVERY else 1)
PAPERS, VISITS = 6, 40  # enough that a slow machine leaves some unmade
LONGEST = 4.0  # seconds after the printing process began; it needs one to load WeasyPrint
RESTARTED = 60  # seconds


def states(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(PrintOrder.state)))


def test_a_killed_worker_leaves_no_half_file_and_loses_no_paper(app: Flask, settings: Settings) -> None:
    chance, made = random.Random(7), list[int]()  # noqa: S311 - any moment will do
    for number in ROUNDS:
        for _ in range(PAPERS):
            approved(app, VISITS)
        work_and_be_killed(settings, chance.uniform(0, LONGEST), after_a_paper=bool(number % 2))
        made.append(len(kept(settings)))
    early = sum(count < PAPERS * number for number, count in enumerate(made, 1))
    print(f"\n{len(ROUNDS)} rounds, {early} killed with papers unmade; made by then: {made}")
    assert early, "every kill came too late to matter"
    began = time.monotonic()
    with working(settings):
        wait_until(lambda: set(states(app)) == {"done"}, RESTARTED, "not every paper was made")
    print(f"all made {time.monotonic() - began:.1f} s after the restart")
    whole(app, settings)


def work_and_be_killed(settings: Settings, seconds: float, after_a_paper: bool) -> None:
    """A worker that is killed so long after its printing process began, but no later than its first paper, or
    right after that paper; the printing process ends by itself."""
    before = len(kept(settings))
    with working(settings) as worker:
        wait_until(lambda: children(worker.pid), 60, "the worker printed nothing")
        (printer,) = children(worker.pid)
        until = time.monotonic() + (60 if after_a_paper else seconds)
        while len(kept(settings)) == before and time.monotonic() < until:
            time.sleep(0.02)
        os.kill(worker.pid, signal.SIGKILL)
    wait_until(lambda: not lives(printer), 30, "the printing process outlives its worker")


def whole(app: Flask, settings: Settings) -> None:
    """Every document has one archive, which is there. A paper that was kept an instant before its worker was
    killed, and not yet named by its document, is made again; the first is left over, as verifying tells."""
    with app.app_context():
        orders = dict(db.session.execute(select(PrintOrder.document_id, PrintOrder.digest)).all())
        printed = select(AuditEvent.stream, func.count()).filter_by(event="document:printed")
        times = dict(db.session.execute(printed.group_by(AuditEvent.stream)).all())
        assert not [fault for fault in faults() if not fault.harmless]
    assert len(orders) == PAPERS * len(ROUNDS)
    assert times == {f"document:{number}": 1 for number in orders}
    assert {place_of(settings.files, digest) for digest in orders.values()} <= set(kept(settings))
