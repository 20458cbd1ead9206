"""The queue: a name and ids, enqueued after commit; what is lost here the sweep finds in the rows."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from flask import Flask, current_app
from huey import SqliteHuey, crontab

log = logging.getLogger(__name__)


class Jobs:
    """Named jobs of one app; run by `portal worker`."""

    def __init__(self, app: Flask, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.app = app
        self.huey = SqliteHuey("guiju", filename=str(path), results=False)
        self.tasks: dict[str, Any] = {}

    def register(self, name: str, act: Callable[..., object]) -> None:
        """Make a job known under a name."""
        self.tasks[name] = self.huey.task(name=name)(self.in_app(act))

    def every_minute(self, name: str, act: Callable[..., object], minute: str = "*") -> None:
        """Make a sweep that runs each minute, or as crontab's `minute` says; run twice it changes nothing."""
        self.huey.periodic_task(crontab(minute=minute), name=name)(self.in_app(act))

    def enqueue(self, name: str, *ids: int) -> None:
        """Ask for a job; a queue that cannot take it is no reason to fail, the sweep will come by."""
        try:
            self.tasks[name](*ids)
        except Exception:
            log.exception("job %s %s was not enqueued", name, ids)

    def in_app(self, act: Callable[..., object]) -> Callable[..., None]:
        """The act inside an app context of its own."""

        def run(*ids: int) -> None:
            with self.app.app_context():
                act(*ids)

        return run

    def work(self) -> None:
        """Run jobs until told to stop."""
        self.huey.create_consumer(workers=1, worker_type="thread", check_worker_health=True).run()


def enqueue(name: str, *ids: int) -> None:
    """Ask the running app for a job."""
    cast(Jobs, current_app.extensions["jobs"]).enqueue(name, *ids)
