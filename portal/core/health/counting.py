"""What every web process counts of its requests; the library adds up the processes by files in one folder."""

import os
import shutil
import time

from flask import Flask, Response, g, request
from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.multiprocess import MultiProcessCollector

from portal.config import Settings

FOLDER = "PROMETHEUS_MULTIPROC_DIR"  # the library reads it when it is loaded
METHODS = ("GET", "HEAD", "POST", "OPTIONS")  # whatever else somebody invents is one kind
BOUNDS = (0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5, 10)

OWN = CollectorRegistry()
REQUESTS = Counter(
    "portal_requests", "Answered requests", ["method", "endpoint", "status"], registry=OWN
)  # never by path: there are as many as papers
SECONDS = Histogram("portal_request_seconds", "Time to answer", ["method"], registry=OWN, buckets=BOUNDS)
QUESTIONS = Counter("portal_questions", "Questions to the database", ["method"], registry=OWN)


def init_counting(app: Flask, settings: Settings) -> None:
    """Count, where somebody may read it."""
    if settings.readers:
        app.after_request(count)


def share(settings: Settings) -> None:
    """Before web processes begin: an empty folder in which they add up what they count."""
    if settings.readers:
        folder = settings.data / "metrics"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        os.environ[FOLDER] = str(folder)


def count(response: Response) -> Response:
    """One request more."""
    method = request.method if request.method in METHODS else "other"
    REQUESTS.labels(method, request.endpoint or "", response.status_code).inc()
    SECONDS.labels(method).observe(time.perf_counter() - g.get("began", time.perf_counter()))
    QUESTIONS.labels(method).inc(g.get("questions", 0))
    return response


def counted() -> CollectorRegistry:
    """What all processes counted; this one alone where they share nothing."""
    if FOLDER not in os.environ:
        return OWN
    together = CollectorRegistry()
    MultiProcessCollector(together)  # type: ignore[no-untyped-call]  # it has no types
    return together
