"""The outbox: what is due is claimed by one worker, then noted as sent, failed or dropped.

A claim moves `next_at` on: whoever claimed and was killed leaves a row that is due again after the lease.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, or_, select, update

from portal.core.jobs.queue import enqueue
from portal.core.notices.kinds import MAIL, kinds
from portal.core.notices.leaving import MOST_ATTEMPTS, tried_again_at
from portal.core.notices.letters import Item
from portal.core.notices.models import Delivery, MailAddress, Notice
from portal.core.org.models import Person
from portal.core.web.context import today
from portal.extensions import after_commit, db, writing

LEASE = timedelta(minutes=10)
MOST_TOGETHER = 40


def claim(channel: str, at: datetime) -> list[Item] | None:
    """Claim what leaves next by a channel as one message; empty when another worker was faster or nobody
    wants it any more, None when nothing is due."""
    ids = due_together(channel, at)
    if not ids:
        return None
    with writing():
        mine = update(Delivery).where(Delivery.id.in_(ids), Delivery.state == "wanted")
        due = mine.where(Delivery.next_at <= at)
        values = {"attempts": Delivery.attempts + 1, "next_at": at + LEASE, "fault": ""}
        ours = list(db.session.scalars(due.values(values).returning(Delivery.id)))
    items = items_of(ours, channel)
    drop([item for item in items if not item.wanted])
    return [item for item in items if item.wanted]


def due_together(channel: str, at: datetime) -> list[int]:
    """The deliveries that are due and leave in one message: by mail one notice or a person's digest, by a
    robot everything."""
    due = select(Delivery.id).join(Notice, Delivery.notice_id == Notice.id)
    due = due.where(Delivery.state == "wanted", Delivery.channel == channel, Delivery.next_at <= at)
    first = db.session.execute(
        due.add_columns(Delivery.together, Notice.person_id).order_by(Delivery.next_at, Delivery.id).limit(1)
    ).first()
    if first is None:
        return []
    if channel == MAIL and not first.together:
        return [first.id]
    if channel == MAIL:
        due = due.where(Delivery.together, Notice.person_id == first.person_id)
    return list(db.session.scalars(due.order_by(Delivery.next_at, Delivery.id).limit(MOST_TOGETHER)))


def items_of(ids: list[int], channel: str) -> list[Item]:
    """What is in a message, in the order in which it was told."""
    query = (
        select(Delivery.id, Person, Notice, MailAddress.address)
        .join(Notice, Delivery.notice_id == Notice.id)
        .join(Person, Notice.person_id == Person.id)
        .outerjoin(MailAddress, MailAddress.person_id == Person.id)
    )
    rows = db.session.execute(query.where(Delivery.id.in_(ids)).order_by(Notice.id)).all()
    items = [item(*row, channel) for row in rows]
    db.session.rollback()
    return items


def item(delivery_id: int, person: Person, notice: Notice, mail: str | None, channel: str) -> Item:
    """One notice; what was read in the portal, and who has left, gets nothing more."""
    left = person.until is not None and person.until <= today()
    wanted = notice.read_at is None and not left and (channel != MAIL or mail is not None)
    told = (notice.kind, notice.words, notice.address)
    return Item(delivery_id, person.name, *told, mail or "", notice.at, wanted)


def drop(items: list[Item]) -> None:
    """Note that these need not leave."""
    note(items, state="dropped")


def note_sent(items: list[Item], at: datetime) -> None:
    """Note that these have left."""
    note(items, state="sent", sent_at=at, fault="")


def note(items: list[Item], **values: Any) -> None:
    """Note what became of claimed deliveries."""
    if items:
        with writing():
            claimed = update(Delivery).where(Delivery.id.in_([item.delivery_id for item in items]))
            db.session.execute(claimed.where(Delivery.state == "wanted").values(**values))


def note_failure(items: list[Item], fault: str, final: bool, at: datetime) -> None:
    """Say when these are tried again; after the last attempt, or when it is of no use, they have failed."""
    with writing():
        claimed = select(Delivery).where(Delivery.id.in_([item.delivery_id for item in items]))
        kind_of = {item.delivery_id: kinds().get(item.kind) for item in items}
        for row in db.session.scalars(claimed.filter_by(state="wanted").with_for_update()):
            row.fault = fault[:300]
            row.state = "failed" if final or row.attempts >= MOST_ATTEMPTS else "wanted"
            row.next_at = tried_again_at(kind_of[row.id], row.attempts, at)


def try_again(at: datetime, delivery_id: int | None = None) -> int:
    """Try anew what was given up or waits after a failure: one, or all; returns how many. What a worker has
    in hand bears no fault and is left alone."""
    waits = and_(Delivery.state == "wanted", Delivery.fault != "")
    failed = update(Delivery).where(or_(Delivery.state == "failed", waits))
    if delivery_id is not None:
        failed = failed.where(Delivery.id == delivery_id)
    values = {"state": "wanted", "attempts": 0, "next_at": at}
    again = list(db.session.scalars(failed.values(values).returning(Delivery.id)))
    after_commit(lambda: enqueue("send_notices"))
    return len(again)
