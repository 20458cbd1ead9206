"""A batch as large as may be: how long it takes, how large the file is, how much memory; and `kill -9`."""

import os
import signal
import time
from pathlib import Path

import pytest
from flask import Flask

from portal.config import Settings
from portal.core.batch_printing.operations import MOST
from portal.core.batch_printing.worker import make_print_batch
from portal.core.jobs.queue import enqueue
from tests.core.batch_printing.batches import asked, batch, bookmarks, kept, states
from tests.core.printing.papers import archived
from tests.faults.killed import wait_until, working

pytestmark = [pytest.mark.first, pytest.mark.timeout(600)]
EVERY = "EVERY_ROUND" in os.environ
MANY = MOST if EVERY else 12
SECONDS_EACH, MB_MORE = 0.2, 200
MID = 50


def memory() -> float:
    """How many MB this process has."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024 / 1024


@pytest.mark.parametrize("kind", ["pdf", "zip"])
def test_a_large_batch_is_made_in_time_and_not_in_memory(app: Flask, kind: str) -> None:
    batch_id = asked(app, [archived(app, 5) for _ in range(MANY)], 1, kind)
    before, began = memory(), time.perf_counter()
    with app.app_context():
        make_print_batch(batch_id)
    seconds, more = time.perf_counter() - began, memory() - before
    (file,) = kept(app)
    size = file.stat().st_size / 1024 / 1024
    print(f"\n{MANY} papers as {kind}: {seconds:.1f} s, {size:.1f} MB, {more:.0f} MB more memory after")
    assert states(app) == ["in"] * MANY
    assert seconds < SECONDS_EACH * MANY and more < MB_MORE
    assert kind == "zip" or len(bookmarks(file.read_bytes())) == MANY


def test_a_worker_killed_in_mid_batch_leaves_nothing_half_and_the_sweep_begins_anew(
    app: Flask, settings: Settings
) -> None:
    paper = archived(app, 5)
    batch_id = asked(app, [paper] * MOST, 1)
    for turn in (1, 2):
        with working(settings) as worker:
            wait_until(lambda turn=turn: is_mid(app, turn), 90, "the worker bound nothing")
            os.kill(worker.pid, signal.SIGKILL)
        assert batch(app).state == "wanted" and kept(app) == []
        with app.app_context():
            enqueue("make_print_batch", batch_id)
    with working(settings):
        wait_until(lambda: batch(app).state == "done", 120, "the batch was not made")
    (file,) = kept(app)
    assert len(bookmarks(file.read_bytes())) == MOST and batch(app).attempts == 3


def is_mid(app: Flask, turn: int) -> bool:
    """Whether the batch is begun so often, and bound in part."""
    return batch(app).attempts == turn and states(app).count("in") in range(MID, MOST)
