"""The hash chain: writing an event, and finding the first one that is not as it was written."""

import hashlib
import secrets
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import groupby
from typing import Any

import msgspec
from sqlalchemy import Select, select

from portal.core.audit.models import AuditEvent, AuditPayload
from portal.extensions import db

START = "0" * 64
AT_A_TIME = 1000
NOTHING: Mapping[str, int] = {}
Written = tuple[AuditEvent, AuditPayload | None]


def record(stream: str, event: str, person_id: int | None, at: datetime, **payload: Any) -> AuditEvent:
    """Append an event to its stream; inside the operation that made the change, which holds the aggregate."""
    last = db.session.execute(newest(stream)).first()
    position, previous = (last[0] + 1, last[1]) if last else (1, START)
    text, salt = msgspec.json.encode(payload).decode(), secrets.token_hex(16)
    mine = sealed(salt, text)
    row = AuditEvent(
        stream=stream, position=position, event=event, person_id=person_id, at=at, payload_digest=mine,
        digest=chained(previous, stream, position, event, person_id, at, mine),
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    db.session.add(AuditPayload(event_id=row.id, salt=salt, payload=text))
    return row


def newest(stream: str) -> Any:
    """SQL: position and digest of a stream's last event."""
    query = select(AuditEvent.position, AuditEvent.digest).where(AuditEvent.stream == stream)
    return query.order_by(AuditEvent.position.desc()).limit(1)


def faults(destroyed: Mapping[str, int] = NOTHING) -> Iterator[str]:
    """The first fault of every stream that has one; by stream, the position before which a list, once carried
    out, destroyed every payload."""
    rows = db.session.execute(written().execution_options(yield_per=AT_A_TIME))
    entries = ((event, payload) for event, payload in rows)
    streams = groupby(entries, key=lambda entry: entry[0].stream)
    return filter(None, (fault_among(stream, of_it, destroyed.get(stream, 0)) for stream, of_it in streams))


def first_fault(stream: str) -> str | None:
    """What is wrong with a stream, recomputed from its entries; None when nothing is."""
    rows = db.session.execute(written().where(AuditEvent.stream == stream))
    return fault_among(stream, ((event, payload) for event, payload in rows))


def written() -> Select[AuditEvent, AuditPayload]:
    """SQL: every event with its payload, stream by stream."""
    query = select(AuditEvent, AuditPayload).outerjoin(AuditPayload, AuditPayload.event_id == AuditEvent.id)
    return query.order_by(AuditEvent.stream, AuditEvent.position)


def fault_among(stream: str, rows: Iterable[Written], destroyed: int = 0) -> str | None:
    """The first fault among a stream's entries; before a position, payloads were destroyed."""
    previous = START
    for expected, (event, payload) in enumerate(rows, 1):
        fault = fault_of(event, payload, expected, previous, expected < destroyed)
        if fault:
            return f"{stream} 第 {expected} 条：{fault}"
        previous = event.digest
    return None


def fault_of(
    event: AuditEvent, payload: AuditPayload | None, expected: int, previous: str, destroyed: bool
) -> str | None:
    """What is wrong with one event; one whose payload was destroyed has none, and its digest stands."""
    if event.position != expected:
        return "缺少这一条"
    if (payload is not None) is destroyed:
        return "清册已销毁的内容还在" if destroyed else "内容被改动"
    if payload and sealed(payload.salt, payload.payload) != event.payload_digest:
        return "内容被改动"
    told = (event.stream, event.position, event.event, event.person_id, event.at, event.payload_digest)
    return None if chained(previous, *told) == event.digest else "事件被改动"


def sealed(salt: str, payload: str) -> str:
    """Digest of a payload that cannot be guessed without its salt."""
    return hashlib.sha256((salt + payload).encode()).hexdigest()


def chained(previous: str, *told: Any) -> str:
    """Digest over the previous digest and everything an event says."""
    return hashlib.sha256(msgspec.json.encode([previous, *told])).hexdigest()
