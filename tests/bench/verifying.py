"""How fast `portal verify` reads the audit record: events in streams of ten, a thousand streams a sealed day.

python -m tests.bench.verifying 1000000
"""

import resource
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
from flask_migrate import upgrade
from sqlalchemy import insert

from portal.app import create_app
from portal.config import ROOT, Settings
from portal.core.audit.chain import START, chained, sealed
from portal.core.audit.models import AuditEvent, AuditPayload
from portal.core.audit.seals import seal_days
from portal.core.proof import seals
from portal.core.proof.whole import chains
from portal.core.web.context import zone
from portal.extensions import db, writing

FIRST, STREAM, DAY = datetime(2024, 1, 1, 1, 0, tzinfo=UTC), 10, 10_000
Row = dict[str, Any]


def events(count: int) -> Iterator[tuple[Row, Row]]:
    """Chained events and their payloads."""
    previous, salt = START, "0" * 32
    for number in range(1, count + 1):
        stream, position = f"document:{(number - 1) // STREAM + 1}", (number - 1) % STREAM + 1
        previous = START if position == 1 else previous
        text = msgspec.json.encode({"snapshot": f"{number:064}", "words": "同意，请按计划办理。"}).decode()
        at, mine = FIRST + timedelta(days=number // DAY), sealed(salt, text)
        previous = chained(previous, stream, position, "document:filed", None, at, mine)
        yield (
            {
                "id": number, "stream": stream, "position": position, "event": "document:filed",
                "person_id": None, "at": at, "payload_digest": mine, "digest": previous,
            },
            {"event_id": number, "salt": salt, "payload": text},
        )  # fmt: skip


def fill(count: int) -> None:
    """Write them, some at a time, and seal every day."""
    every = events(count)
    while some := list(islice(every, DAY)):
        with writing():
            db.session.execute(insert(AuditEvent), [event for event, _ in some])
            db.session.execute(insert(AuditPayload), [payload for _, payload in some])
    seal_days(FIRST + timedelta(days=count // DAY + 1), zone())


def timed(words: str, faults: Iterator[object], count: int) -> None:
    """How long it takes to find nothing: on the wall, and of a processor alone, which others do not slow."""
    began, worked = time.perf_counter(), time.process_time()
    found = list(faults)
    took, of_cpu = time.perf_counter() - began, time.process_time() - worked
    assert not [fault for fault in found if not fault.harmless], found[:3]
    print(f"{words}: {took:.1f} s, of a processor {of_cpu:.1f} s, {of_cpu / count * 1e6:.1f} µs an event")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with TemporaryDirectory() as folder:
        data = Path(folder)
        with create_app(Settings(data, f"sqlite:///{data / 'portal.db'}")).app_context():
            upgrade(str(ROOT / "migrations"))
            fill(count)
            timed(f"chains of {count} events", chains(), count)
            timed(f"seals of {count // DAY} days", seals.faults(), count)
            db.engine.dispose()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"most memory: {most} MB")


if __name__ == "__main__":
    main()
