"""The queue: a name and ids, enqueued after commit; what is lost here the sweep finds in the rows."""

import logging
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Any, cast

from flask import Flask, current_app
from huey import Huey, RedisHuey, SqliteHuey, crontab
from redis import ConnectionPool
from redis.backoff import NoBackoff
from redis.retry import Retry

from portal.core.jobs.watch import Watch

log = logging.getLogger(__name__)
NAME = "guiju"
CONNECTS, ANSWERS = 0.5, 3.0  # seconds; a reader waits one second for a job, so an answer may take longer
REST = 10.0  # seconds in which a queue that failed is not asked again: nobody waits for it twice


class Jobs:
    """Named jobs of one app; run by `portal worker`. Without the address of a Redis they lie in a file."""

    def __init__(self, app: Flask, path: Path, redis: str = "") -> None:
        self.app = app
        self.huey: Huey = in_redis(redis) if redis else in_file(path)
        self.watch = Watch(app, self.huey)
        self.tasks: dict[str, Any] = {}
        self.rests_until = 0.0

    def register(self, name: str, act: Callable[..., object]) -> None:
        """Make a job known under a name."""
        self.tasks[name] = self.huey.task(name=name)(self.in_app(act))

    def every_minute(self, name: str, act: Callable[..., object], minute: str = "*") -> None:
        """Make a sweep that runs each minute, or as crontab's `minute` says; run twice it changes nothing."""
        self.huey.periodic_task(crontab(minute=minute), name=name)(self.in_app(act))

    def enqueue(self, name: str, *ids: int) -> None:
        """Ask for a job; a queue that cannot take it is no reason to fail, the sweep will come by."""
        if monotonic() < self.rests_until:
            return
        try:
            self.tasks[name](*ids)
        except Exception:
            self.rests_until = monotonic() + REST
            log.exception("job %s %s was not enqueued", name, ids)

    def answers(self) -> bool:
        """Whether the queue can be asked."""
        try:
            self.huey.pending_count()
        except Exception:
            log.exception("the queue does not answer")
            return False
        return True

    def in_app(self, act: Callable[..., object]) -> Callable[..., None]:
        """The act inside an app context of its own."""

        def run(*ids: int) -> None:
            with self.app.app_context():
                act(*ids)

        return run

    def work(self) -> None:
        """Run jobs until told to stop."""
        self.huey.create_consumer(workers=1, worker_type="thread", check_worker_health=True).run()


def in_file(path: Path) -> Huey:
    """The queue beside the data, which every process of this machine reaches."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return SqliteHuey(NAME, filename=str(path), results=False)


def in_redis(address: str) -> Huey:
    """The queue in a Redis; one that does not answer is given up quickly and not tried again at once."""
    pool = ConnectionPool.from_url(
        address,
        socket_connect_timeout=CONNECTS,
        socket_timeout=ANSWERS,
        retry=Retry(NoBackoff(), 0),
        health_check_interval=30,
    )
    return RedisHuey(NAME, connection_pool=pool, read_timeout=1, results=False)


def enqueue(name: str, *ids: int) -> None:
    """Ask the running app for a job."""
    cast(Jobs, current_app.extensions["jobs"]).enqueue(name, *ids)
