"""Hearing of every job when it is asked for, begins, ends or fails."""

import logging
import time
from datetime import datetime
from typing import Any

from flask import Flask
from huey import Huey
from huey.api import PeriodicTask
from huey.signals import SIGNAL_COMPLETE, SIGNAL_ENQUEUED, SIGNAL_ERROR, SIGNAL_EXECUTING
from sqlalchemy.exc import SQLAlchemyError

from portal.core.jobs.state import failing, note_end, note_failure
from portal.extensions import writing
from portal.logs import note

log = logging.getLogger(__name__)
SLOW = 1000  # milliseconds after which also a sweep is worth a line


class Watch:
    """Tells of the queue's jobs; `job` is the same number where it is asked for and where it is done."""

    def __init__(self, app: Flask, huey: Huey) -> None:
        self.app = app
        self.began: dict[str, float] = {}
        self.failing: set[str] | None = None  # not known yet
        for signal, heard in (
            (SIGNAL_ENQUEUED, self.asked),
            (SIGNAL_EXECUTING, self.begun),
            (SIGNAL_COMPLETE, self.done),
            (SIGNAL_ERROR, self.failed),
        ):
            huey.signal(signal)(heard)

    def asked(self, _signal: str, task: Any) -> None:
        """It is in the queue."""
        note("job_asked", level_of(task), **named(task))

    def begun(self, _signal: str, task: Any) -> None:
        """It begins."""
        self.began[task.id] = time.perf_counter()
        note("job_begun", level_of(task), **named(task))

    def done(self, _signal: str, task: Any) -> None:
        """It ended well."""
        ms = self.spent(task)
        note("job_done", logging.INFO if ms >= SLOW else level_of(task), **named(task), ms=ms)
        self.store(task.name, "")

    def failed(self, _signal: str, task: Any, fault: BaseException) -> None:
        """It failed; the queue's own line has the trace."""
        kind = type(fault).__name__
        note("job_failed", logging.ERROR, **named(task), ms=self.spent(task), fault=kind)
        self.store(task.name, kind)

    def store(self, name: str, fault: str) -> None:
        """Keep what an administrator must know: that it failed, and that it ended well after that."""
        try:
            with self.app.app_context():
                self.keep(name, fault, self.app.config["CLOCK"]())
        except SQLAlchemyError as away:
            log.error("how job %s went was not kept: %s", name, away)

    def keep(self, name: str, fault: str, at: datetime) -> None:
        """Write only where something changes."""
        if self.failing is None:
            self.failing = failing()
        if fault:
            with writing():
                note_failure(name, fault, at)
            self.failing.add(name)
        elif name in self.failing:
            with writing():
                note_end(name, at)
            self.failing.discard(name)

    def spent(self, task: Any) -> float:
        """Milliseconds since it began."""
        now = time.perf_counter()
        return round((now - self.began.pop(task.id, now)) * 1000, 1)


def level_of(task: Any) -> int:
    """Sweeps come every minute, and are told of only when something is the matter."""
    return logging.DEBUG if isinstance(task, PeriodicTask) else logging.INFO


def named(task: Any) -> dict[str, Any]:
    """Which job, on what."""
    return {"job": task.id, "name": task.name, "ids": list(task.args)}
