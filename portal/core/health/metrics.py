"""Figures for Prometheus: what the web processes counted, and what waits, by a few questions."""

from collections.abc import Iterator

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError

from portal.core.calendar import Calendar
from portal.core.health.condition import Seen
from portal.core.health.counting import counted
from portal.core.health.look import look
from portal.core.instants import Moment
from portal.core.jobs.state import BEAT
from portal.core.terms import Terms
from portal.core.web.context import now, today
from portal.extensions import db

CONTENT_TYPE = CONTENT_TYPE_LATEST
COUNTED = {
    "papers_wanted": "Papers to be printed",
    "papers_failed": "Papers that were not printed",
    "notices_wanted": "Notices on their way out",
    "notices_stuck": "Notices that did not leave in time",
    "notices_failed": "Notices that were given up",
    "scans_wanted": "Uploads to be read",
    "pages_waiting": "Scanned pages that wait for a person",
    "batches_wanted": "Batches to be bound",
    "batches_failed": "Batches that were not bound",
    "steps_open": "Steps of papers that wait for a decision",
    "steps_held": "Steps that nobody can sign",
    "duties_late": "Duties that are late",
}
Gauges = Iterator[GaugeMetricFamily]


class Waiting(Collector):
    """What waits and what is wrong; nothing but that the database is away where it is."""

    def collect(self) -> Gauges:
        """The gauges."""
        try:
            seen = look(Moment(now(), Terms(today(), Calendar())))  # to be late needs no more of the terms
        except SQLAlchemyError:
            db.session.rollback()
            yield gauge("database_up", "Whether the database answers", 0)
            return
        yield gauge("database_up", "Whether the database answers", 1)
        yield from (gauge(name, told, getattr(seen.figures, name)) for name, told in COUNTED.items())
        yield from machine(seen)


def machine(seen: Seen) -> Gauges:
    """The oldest job, the worker, the disk, the certificates."""
    known, row = seen.figures, seen.jobs.get(BEAT)
    undone = [at for at in (known.papers_since, known.scans_since, known.batches_since) if at]
    oldest = max(((seen.moment.at - at).total_seconds() for at in undone), default=0)
    yield gauge("oldest_job_seconds", "How long the oldest undone job waits", oldest)
    failing = sum(each.is_failing for each in seen.jobs.values())
    yield gauge("jobs_failing", "Jobs that failed last", failing)
    if row and row.ended_at:
        silent = (seen.moment.at - row.ended_at).total_seconds()
        yield gauge("worker_silent_seconds", "Since the worker's last beat", silent)
    yield gauge("disk_free_bytes", "Room on the disk of the data folder", seen.room.free)
    yield gauge("database_bytes", "Size of the database", seen.room.database)
    ends = GaugeMetricFamily("portal_certificate_end_seconds", "When a certificate ends", labels=["name"])
    for name, certificate in seen.certificates.items():
        if certificate.until:
            ends.add_metric([name], certificate.until.timestamp())
    yield ends


def gauge(name: str, told: str, value: float) -> GaugeMetricFamily:
    """One figure."""
    return GaugeMetricFamily(f"portal_{name}", told, value=value)


def exposition() -> bytes:
    """Everything, as Prometheus reads it."""
    waiting = CollectorRegistry()
    waiting.register(Waiting())
    return generate_latest(counted()) + generate_latest(waiting)
