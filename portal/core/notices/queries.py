"""Questions about notices: a person's own, and what could not leave the portal."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from portal.core.notices.models import Delivery, MailAddress, Notice, NoticeChoice
from portal.core.org.models import Person
from portal.extensions import db

PATIENCE = timedelta(minutes=30)


def own_notices(person_id: int) -> Select[Any]:
    """SQL: what a person was told."""
    return select(Notice).filter_by(person_id=person_id)


def unread(person_id: int) -> Select[Any]:
    """SQL: ids of what a person was told and has not read."""
    return select(Notice.id).where(Notice.person_id == person_id, Notice.read_at.is_(None))


def choices_by(person_id: int) -> dict[tuple[str, str], str]:
    """What a person chose, by kind and channel."""
    chosen = db.session.scalars(select(NoticeChoice).filter_by(person_id=person_id))
    return {(choice.kind, choice.channel): choice.mode for choice in chosen}


def mail_of(person_id: int) -> str:
    """A person's mail address, "" for none."""
    return db.session.scalar(select(MailAddress.address).filter_by(person_id=person_id)) or ""


def stuck(at: datetime) -> ColumnElement[bool]:
    """SQL: whether a delivery was given up, waits after a failure, or should have left long ago."""
    waits = and_(Delivery.state == "wanted", or_(Delivery.fault != "", Delivery.next_at <= at - PATIENCE))
    return or_(Delivery.state == "failed", waits)


def stuck_deliveries(at: datetime) -> Any:
    """SQL: what could not leave, with its notice's kind, its person, and the mail address."""
    query = select(Delivery, Notice.kind, Person, MailAddress.address).where(stuck(at))
    query = query.join(Notice, Delivery.notice_id == Notice.id).join(Person, Notice.person_id == Person.id)
    return query.outerjoin(MailAddress, MailAddress.person_id == Person.id)


def how_many_stuck(at: datetime) -> Any:
    """SQL: how many could not leave."""
    return select(func.count()).select_from(Delivery).where(stuck(at)).scalar_subquery()
