"""What the chain says of an asset: who changed what, and when."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

import msgspec
from sqlalchemy import select

from portal.core.audit.models import AuditEvent, AuditPayload
from portal.core.org.models import Person
from portal.domain.assets.cards import LABELS
from portal.domain.assets.models import Asset
from portal.domain.assets.operations import stream
from portal.extensions import db

MOST = 30
EMPTY = "空"


class Act(NamedTuple):
    """Something that was done to an asset: when, by whom, and what."""

    at: datetime
    by: str
    words: str


def history(asset: Asset) -> list[Act]:
    """The newest acts first."""
    query = select(AuditEvent.at, Person.name, AuditPayload.payload)
    query = query.join(AuditPayload, AuditPayload.event_id == AuditEvent.id)
    query = query.outerjoin(Person, Person.id == AuditEvent.person_id)
    query = query.where(AuditEvent.stream == stream(asset)).order_by(AuditEvent.position.desc())
    rows = db.session.execute(query.limit(MOST))
    return [Act(at, name or "", words(msgspec.json.decode(payload))) for at, name, payload in rows]


def words(said: dict[str, dict[str, list[str]]]) -> str:
    """An event's payload as people read it."""
    return "；".join(changed(said["changes"])) if "changes" in said else "登记"


def changed(changes: dict[str, list[str]]) -> Iterator[str]:
    """Each cell that was changed, in the order of the card."""
    for name, label in LABELS.items():
        if name in changes:
            before, after = (text or EMPTY for text in changes[name])
            yield f"{label}：{before} → {after}"
