"""Delegations that tests make, by the real operation, and what they allow."""

from datetime import datetime, timedelta

from flask import Flask
from sqlalchemy import select

from portal.core.approval.acting import may_act_on
from portal.core.approval.models import Task
from portal.core.delegations.operations import delegate, end
from portal.core.delegations.queries import acts_for
from portal.core.delegations.rules import EVERY_FORM, Wanted
from portal.core.documents.models import Document
from portal.core.web.context import now
from portal.extensions import db, writing
from tests.core.org.changes import person


def wanted(
    principal: str,
    other: str,
    since: datetime | None = None,
    until: datetime | None = None,
    forms: tuple[str, ...] = EVERY_FORM,
) -> Wanted:
    """Five days from now, unless told otherwise; inside an app."""
    until = until or (since or now()) + timedelta(days=5)
    return Wanted(person(principal).id, person(other).id, since, until, forms, "出差")


def let(app: Flask, principal: str, other: str, by: str = "", **times: object) -> int:
    """One person lets another act for him; returns the delegation's id."""
    with app.app_context():
        asked = wanted(principal, other, **times)
        with writing():
            return delegate(asked, person(by or principal).id, 0, now()).id


def revoke(app: Flask, delegation_id: int, by: str) -> None:
    with app.app_context():
        who, at = person(by).id, now()
        with writing():
            end(delegation_id, who, at)


def turns(app: Flask, number: str, at: datetime | None = None) -> list[str]:
    """Whose open tasks a person may act on, as the inbox asks."""
    with app.app_context():
        me = person(number).id
        mine = may_act_on(me, acts_for(me, at or now()))
        rows = db.session.scalars(
            select(Task).join(Task.document).where(Task.state == "open", mine).order_by(Task.id)
        )
        return [f"{task.person.name} {task.document.type}" for task in rows]


def sees(app: Flask, number: str, visible: object) -> set[int]:
    """The documents that a person sees."""
    with app.app_context():
        return set(db.session.scalars(select(Document.id).where(Document.id.in_(visible))))
