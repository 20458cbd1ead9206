"""What the log says of jobs: asked for, begun, done or failed, by one number."""

from pathlib import Path

import pytest
from flask import Flask

from portal.core.jobs.queue import Jobs
from tests.core.web.test_request_log import Written, written  # noqa: F401 - a fixture


@pytest.fixture
def jobs(app: Flask, tmp_path: Path) -> Jobs:
    """A queue with a job that works, one that fails, and a sweep."""
    made = Jobs(app, tmp_path / "more.db")
    made.register("works", lambda number: number)
    made.register("fails", lambda: {}["typed by somebody"])
    made.every_minute("sweeps", lambda: None)
    return made


def run_all(jobs: Jobs) -> None:
    """Do what is in the queue, as the worker does."""
    while task := jobs.huey.dequeue():
        jobs.huey.execute(task)


def test_a_job_is_told_of_when_asked_for_begun_and_done(app: Flask, jobs: Jobs, written: Written) -> None:  # noqa: F811
    with app.test_request_context():
        app.preprocess_request()
        jobs.enqueue("works", 7)
    run_all(jobs)
    asked, begun, done = (written.of(event)[0] for event in ("job_asked", "job_begun", "job_done"))
    assert (asked["name"], asked["ids"], len(asked["request"])) == ("works", [7], 14)
    assert asked["job"] == begun["job"] == done["job"]
    assert done["ms"] >= 0 and "request" not in done


def test_a_job_that_fails_says_what_kind_of_fault_and_how_long(jobs: Jobs, written: Written) -> None:  # noqa: F811
    jobs.enqueue("fails")
    run_all(jobs)
    (failed,) = written.of("job_failed")
    assert (failed["level"], failed["name"], failed["fault"]) == ("error", "fails", "KeyError")
    assert failed["ms"] >= 0
    assert not jobs.watch.began


def test_a_sweep_is_told_of_only_when_it_takes_long(jobs: Jobs, written: Written, monkeypatch) -> None:  # noqa: F811
    (sweep,) = jobs.huey._registry.periodic_tasks
    jobs.huey.execute(sweep)
    assert not [line for line in written.lines() if line["event"].startswith("job_")]
    monkeypatch.setattr("portal.core.jobs.watch.SLOW", 0)
    jobs.huey.execute(sweep)
    assert [line["name"] for line in written.of("job_done")] == ["sweeps"]
