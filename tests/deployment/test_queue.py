"""The queue in a Redis: jobs reach the worker, and a Redis that is away stops nobody."""

import socket
import time
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from flask import Flask
from sqlalchemy import select

from portal.app import create_app
from portal.config import Settings
from portal.core.jobs import queue
from portal.core.jobs.queue import Jobs
from portal.core.printing.models import PrintOrder
from portal.core.printing.worker import print_what_is_wanted
from portal.extensions import db
from tests.compiled import share
from tests.conftest import TestClock
from tests.databases import free_port
from tests.deployment.redis import redis_server
from tests.plans import plan

QUICKLY = 2.0


@pytest.fixture
def away() -> str:
    """The address of a Redis where nobody listens."""
    return f"redis://127.0.0.1:{free_port()}/0"


def jobs_at(address: str) -> Jobs:
    return Jobs(Flask("portal"), Path("unused"), address)


def work_until(jobs: Jobs, done: Event) -> None:
    """What `portal worker` does, until something was done."""
    consumer = jobs.huey.create_consumer(workers=1, worker_type="thread", periodic=False)
    consumer.start()
    try:
        assert done.wait(10)
    finally:
        consumer.stop()
        for _, thread in consumer.worker_threads:
            thread.join(5)


def test_a_job_reaches_the_worker_through_redis(tmp_path: Path) -> None:
    port, done, told = free_port(), Event(), []
    with redis_server(port, tmp_path) as address:
        jobs = jobs_at(address)
        jobs.register("act", lambda *ids: (told.append(ids), done.set()))
        jobs.enqueue("act", 7, 8)
        assert (jobs.answers(), jobs.huey.pending_count()) == (True, 1)
        work_until(jobs, done)
        assert (told, jobs.huey.pending_count()) == ([(7, 8)], 0)


def test_a_redis_that_is_away_fails_nobody_and_is_left_alone_for_a_while(
    away: str, caplog: pytest.LogCaptureFixture
) -> None:
    jobs = jobs_at(away)
    jobs.register("act", print)
    began = time.monotonic()
    for number in range(20):
        jobs.enqueue("act", number)
    assert time.monotonic() - began < QUICKLY
    assert [record.getMessage() for record in caplog.records] == ["job act (0,) was not enqueued"]
    assert not jobs.answers()


def test_a_redis_that_takes_no_word_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It listens but says nothing, as a machine does that hangs."""
    monkeypatch.setattr(queue, "ANSWERS", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        jobs = jobs_at(f"redis://127.0.0.1:{silent.getsockname()[1]}/0")
        jobs.register("act", print)
        began = time.monotonic()
        jobs.enqueue("act", 1)
        assert time.monotonic() - began < QUICKLY


def test_a_redis_that_comes_back_is_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "REST", 0.0)
    port = free_port()
    jobs = jobs_at(f"redis://127.0.0.1:{port}/0")
    jobs.register("act", print)
    jobs.enqueue("act", 1)
    with redis_server(port, tmp_path):
        jobs.enqueue("act", 2)
        assert jobs.huey.pending_count() == 1


def test_the_portal_takes_the_queue_of_its_settings(settings: Settings, away: str) -> None:
    redis = create_app(replace(settings, queue=away)).extensions["jobs"].huey
    assert type(redis).__name__ == "RedisHuey"
    assert not settings.jobs.exists()
    assert type(create_app(settings).extensions["jobs"].huey).__name__ == "SqliteHuey"


def test_papers_are_sent_and_made_while_redis_is_away(
    settings: Settings, away: str, clock: TestClock
) -> None:
    """The rows are the truth: the sweep makes the paper that nobody could ask for."""
    app = share(create_app(replace(settings, queue=away)))
    app.config.update(CLOCK=clock, TESTING=True)
    plan(app, "approve")
    with app.app_context():
        print_what_is_wanted()
        assert db.session.scalars(select(PrintOrder.state)).all() == ["done"]
        db.engine.dispose()


def test_a_worker_outlives_its_redis(tmp_path: Path) -> None:
    port, done = free_port(), Event()
    jobs = jobs_at(f"redis://127.0.0.1:{port}/0")
    jobs.register("act", done.set)
    consumer = jobs.huey.create_consumer(workers=1, worker_type="thread", periodic=False, max_delay=0.2)
    with redis_server(port, tmp_path):
        consumer.start()
        time.sleep(0.3)
    time.sleep(0.3)
    try:
        with redis_server(port, tmp_path):
            jobs.enqueue("act")
            assert done.wait(10)
    finally:
        consumer.stop()
