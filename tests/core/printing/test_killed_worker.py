"""`kill -9` of the worker while it makes PDFs, in rounds: no half file, every paper made exactly once."""

import hashlib
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.config import ROOT, Settings
from portal.core.audit.models import AuditEvent
from portal.core.files.store import place_of
from portal.core.printing.models import PrintOrder
from portal.extensions import db
from tests.core.printing.papers import approved
from tests.servers import environment_of

pytestmark = pytest.mark.first
EVERY = "EVERY_ROUND" in os.environ
ROUNDS = range(30 if EVERY else 3)
PAPERS, VISITS = 2, 40
LONGEST = 4.0  # seconds after the printing process began; it needs one to load WeasyPrint
FINAL = re.compile("[0-9a-f]{64}")


@contextmanager
def working(settings: Settings) -> Iterator[subprocess.Popen[bytes]]:
    """`portal worker`, killed in the end."""
    command = [sys.executable, "-m", "portal.cli", "worker"]
    with (settings.data / "worker.log").open("ab") as words:
        running = subprocess.Popen(
            command, cwd=ROOT, env=environment_of(settings, 1), stdout=words, stderr=words
        )
        try:
            yield running
        finally:
            running.kill()
            running.wait()


def children(number: int) -> list[int]:
    """The processes that the threads of a process started."""
    told = [place.read_text() for place in Path(f"/proc/{number}/task").glob("*/children")]
    return [int(each) for each in " ".join(told).split()]


def wait_until(true: Callable[[], object], seconds: float, what: str) -> None:
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, what
        time.sleep(0.02)


def lives(number: int) -> bool:
    """Whether a process works still; one that is over and that nobody asked after counts as gone."""
    try:
        return ") Z" not in Path(f"/proc/{number}/stat").read_text()
    except OSError:
        return False


def kept(settings: Settings) -> list[Path]:
    """The files under a final name; each of them is whole."""
    files = [place for place in settings.files.rglob("*") if FINAL.fullmatch(place.name)]
    for place in files:
        assert hashlib.sha256(place.read_bytes()).hexdigest() == place.name
    return files


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
    with working(settings):
        wait_until(lambda: set(states(app)) == {"done"}, 120, "not every paper was made")
    whole(app, settings)


def work_and_be_killed(settings: Settings, seconds: float, after_a_paper: bool) -> None:
    """A worker that is killed so long after its printing process began, or so soon after it made a paper; the
    printing process ends by itself."""
    before = len(kept(settings))
    with working(settings) as worker:
        wait_until(lambda: children(worker.pid), 60, "the worker printed nothing")
        (printer,) = children(worker.pid)
        if after_a_paper:
            wait_until(lambda: len(kept(settings)) > before, 60, "the worker made no paper")
        time.sleep(seconds / LONGEST if after_a_paper else seconds)
        os.kill(worker.pid, signal.SIGKILL)
    wait_until(lambda: not lives(printer), 30, "the printing process outlives its worker")


def whole(app: Flask, settings: Settings) -> None:
    """Every document has one archive, which is there, and no file is anybody else's."""
    with app.app_context():
        orders = dict(db.session.execute(select(PrintOrder.document_id, PrintOrder.digest)).all())
        printed = select(AuditEvent.stream, func.count()).filter_by(event="document:printed")
        times = dict(db.session.execute(printed.group_by(AuditEvent.stream)).all())
    assert len(orders) == PAPERS * len(ROUNDS)
    assert times == {f"document:{number}": 1 for number in orders}
    assert {place_of(settings.files, digest) for digest in orders.values()} == set(kept(settings))
