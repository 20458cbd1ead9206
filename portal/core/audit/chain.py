"""The hash chain: writing an event, and finding the first one that is not as it was written."""

import hashlib
import secrets
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple, cast

import msgspec
from sqlalchemy import Select, insert, select
from sqlalchemy.event import listens_for
from sqlalchemy.orm import Session, SessionTransaction

from portal.core.audit.models import AuditEvent, AuditPayload
from portal.extensions import beside_others, db

START = "0" * 64
AT_A_TIME = 1000
SAID, HEADS = "said", "heads"
REGISTER = "audit"  # locked by its name: to lock the table asks for more rights than the portal has
Head = tuple[int, str]
EVENTS: Any = AuditEvent.__table__
PAYLOADS: Any = AuditPayload.__table__
NOTHING: Mapping[str, int] = {}


class Written(NamedTuple):
    """An event and what it says, as the tables hold it; salt and payload are None where there is none."""

    stream: str
    position: int
    event: str
    person_id: int | None
    at: datetime
    payload_digest: str
    digest: str
    salt: str | None
    payload: str | None


class Said(NamedTuple):
    """An event of the running operation, written with its commit; `inside` are the savepoints around it."""

    row: Written
    inside: tuple[SessionTransaction, ...]


def record(stream: str, event: str, person_id: int | None, at: datetime, **payload: Any) -> Written:
    """Append an event to its stream; inside the operation that made the change, which holds the aggregate.

    The events of one operation are written together, right before it is stored (ADR 57).
    """
    session = db.session()
    session.flush()
    if not said_in(session):
        beside_others(REGISTER)  # whoever seals a day waits for what is said and not yet written
    position, previous = head(session, stream)
    said, salt = msgspec.json.encode(payload).decode(), secrets.token_hex(16)
    mine = sealed(salt, said)
    told = (stream, position + 1, event, person_id, at, mine)
    row = Written(*told, chained(previous, *told), salt, said)
    said_in(session).append(Said(row, tuple(savepoints(session))))
    return row


def said_in(session: Session) -> list[Said]:
    """What the running operation has said so far and not written."""
    return cast(list[Said], session.info.setdefault(SAID, []))


def head(session: Session, stream: str) -> Head:
    """Position and digest of a stream's last event, the running operation's own included."""
    for said in reversed(said_in(session)):
        if said.row.stream == stream:
            return said.row.position, said.row.digest
    known: dict[str, Head] = session.info.get(HEADS, {})
    last = known.get(stream) or session.execute(newest(stream)).first()
    return (last[0], last[1]) if last else (0, START)


def know_head(stream: str, position: int, digest: str) -> None:
    """A stream's last event, read behind the lock of its aggregate together with something else; known until
    the transaction ends."""
    db.session().info.setdefault(HEADS, {})[stream] = (position, digest)


def savepoints(session: Session) -> Iterator[SessionTransaction]:
    """The savepoints that are open, the innermost first."""
    around = session.get_nested_transaction()
    while around is not None and around.nested:
        yield around
        around = around.parent


@listens_for(db.session, "before_commit")
def write_down(session: Session) -> None:
    """Write what the operation said, its events in one statement and what they say in another."""
    if session.get_nested_transaction() is None:
        session.info.pop(HEADS, None)
        rows = [said.row for said in session.info.pop(SAID, ())]
        for first in range(0, len(rows), AT_A_TIME):
            write(rows[first : first + AT_A_TIME], session)


def write(rows: list[Written], session: Session) -> None:
    """Write some events in their order."""
    events = [{name: getattr(row, name) for name in Written._fields[:-2]} for row in rows]
    made = insert(EVENTS).returning(EVENTS.c.id, EVENTS.c.stream, EVENTS.c.position)
    ids = {(stream, position): key for key, stream, position in session.execute(made, events)}
    payloads = [
        {"event_id": ids[row.stream, row.position], "salt": row.salt, "payload": row.payload} for row in rows
    ]
    session.execute(insert(PAYLOADS), payloads)


@listens_for(db.session, "after_soft_rollback")
def unsay(session: Session, ended: SessionTransaction) -> None:
    """What was said in an operation that failed, or behind a savepoint of it, never happened."""
    session.info.pop(HEADS, None)
    said = said_in(session) if ended.nested else []
    session.info[SAID] = [each for each in said if ended not in each.inside]


def newest(stream: Any) -> Any:
    """SQL: position and digest of a stream's last event."""
    query = select(AuditEvent.position, AuditEvent.digest).where(AuditEvent.stream == stream)
    return query.order_by(AuditEvent.position.desc()).limit(1)


def faults(destroyed: Mapping[str, int] = NOTHING) -> Iterator[str]:
    """The first fault of every stream that has one; by stream, the position before which a list, once carried
    out, destroyed every payload."""
    rows = db.session.execute(written().execution_options(yield_per=AT_A_TIME))
    streams = groupby(map(Written._make, rows), key=attrgetter("stream"))
    return filter(None, (fault_among(stream, of_it, destroyed.get(stream, 0)) for stream, of_it in streams))


def first_fault(stream: str) -> str | None:
    """What is wrong with a stream, recomputed from its entries; None when nothing is."""
    rows = db.session.execute(written().where(AuditEvent.stream == stream))
    return fault_among(stream, map(Written._make, rows))


def written() -> Select[Any]:
    """SQL: every event with its payload, stream by stream: columns, as objects take seven times as long."""
    payload = [AuditPayload.salt, AuditPayload.payload]
    query = select(*(getattr(AuditEvent, name) for name in Written._fields[:-2]), *payload)
    query = query.outerjoin(AuditPayload, AuditPayload.event_id == AuditEvent.id)
    return query.order_by(AuditEvent.stream, AuditEvent.position)


def fault_among(stream: str, rows: Iterable[Written], destroyed: int = 0) -> str | None:
    """The first fault among a stream's entries; before a position, payloads were destroyed."""
    previous = START
    for expected, row in enumerate(rows, 1):
        fault = fault_of(row, expected, previous, expected < destroyed)
        if fault:
            return f"{stream} 第 {expected} 条：{fault}"
        previous = row.digest
    return None


def fault_of(row: Written, expected: int, previous: str, destroyed: bool) -> str | None:
    """What is wrong with one event; one whose payload was destroyed has none, and its digest stands."""
    if row.position != expected:
        return "缺少这一条"
    if (row.payload is not None) is destroyed:
        return "清册已销毁的内容还在" if destroyed else "内容被改动"
    if row.payload is not None and sealed(row.salt or "", row.payload) != row.payload_digest:
        return "内容被改动"
    return None if chained(previous, *row[:6]) == row.digest else "事件被改动"


def sealed(salt: str, payload: str) -> str:
    """Digest of a payload that cannot be guessed without its salt."""
    return hashlib.sha256((salt + payload).encode()).hexdigest()


def chained(previous: str, *told: Any) -> str:
    """Digest over the previous digest and everything an event says."""
    return hashlib.sha256(msgspec.json.encode([previous, *told])).hexdigest()
