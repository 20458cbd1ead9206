"""How much a person sees: whoever sees few documents is answered from those, however many there are."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from flask import current_app
from sqlalchemy import Select, func, select, union

from portal.core.among import among
from portal.core.approval.acting import delegated_papers
from portal.core.approval.beside_models import Copy
from portal.core.approval.models import Decision, Task
from portal.core.approval.seers import Seer, the_visitor, visitor_reads_all
from portal.core.approval.visibility import asks_alone, asks_himself, seer_of
from portal.core.delegations.queries import Mandate, standing_now
from portal.core.documents.models import Document
from portal.core.org.queries import units_headed
from portal.core.web.context import now
from portal.extensions import db

FEW = 2000  # looked through one by one as fast as a word is looked up among a million
SOME = 20_000  # found by PostgreSQL sooner than all places of a common word
WHILE = timedelta(hours=1)


def few_seen(person_id: int, day: date) -> list[int] | None:
    """Ids among which is all that a person may see, if they are few; None where they are many.

    Who saw many a while ago is not counted again: should they be few by now, he is answered as rightly."""
    if asks_for_everything(person_id, day):
        return None
    until: dict[int, datetime] = current_app.extensions.setdefault("see_many", {})
    if person_id in until and now() < until[person_id]:
        return None
    found = list(db.session.scalars(reasons_of(person_id, day, FEW + 1)))
    if len(found) > FEW:
        until[person_id] = now() + WHILE
    return found if len(found) <= FEW else None


def sees_some(person_id: int, day: date) -> bool:
    """Whether a person who does not see few documents sees so many only that it is worth to find them all; as
    it was a while ago."""
    if asks_for_everything(person_id, day):
        return False
    known: dict[int, tuple[bool, datetime]] = current_app.extensions.setdefault("see_some", {})
    if person_id not in known or known[person_id][1] <= now():
        found = reasons_of(person_id, day, SOME + 1).subquery()
        number = db.session.scalar(select(func.count()).select_from(found)) or 0
        known[person_id] = (number <= SOME, now() + WHILE)
    return known[person_id][0]


def asks_for_everything(person_id: int, day: date) -> bool:
    """Whether it is a visitor who asks and reads all: nothing of that is counted."""
    return asks_himself(person_id, day) and visitor_reads_all()


def reasons_of(person_id: int, day: date, most: int | None = None) -> Select[int]:
    """SQL: what `may_see` would find, each reason by its own index; perhaps some more, no document less, but
    no more than the `most` that are wanted."""
    if asks_alone(person_id, day):
        return own_reasons(most)
    return reasons(standing_now(person_id).mandates, seer_of(person_id, day), most)


@cache
def own_reasons(most: int | None) -> Select[int]:
    """SQL, written once: the same for every visitor who acts for nobody."""
    return reasons((), the_visitor(), most)


def reasons(mandates: Sequence[Mandate], seer: Seer, most: int | None) -> Select[int]:
    """SQL: `reasons_of` somebody who acts by mandates."""
    legs = (select(leg.limit(most).subquery().c.id) for leg in legs_of(mandates, seer))
    own = union(*legs).cte("own")
    filed = select(Document.id).where(Document.case_id.in_(select(own.c.id))).limit(most)
    every = union(select(own.c.id), select(filed.subquery().c.id))
    return select(every.limit(most).subquery().c.id)


def legs_of(mandates: Sequence[Mandate], seer: Seer) -> Iterator[Select[int]]:
    """SQL: the documents that a person sees for one reason, or for another."""
    headed = select(units_headed(seer.person_id, seer.day, "led").c.unit_id)
    yield select(Document.id).where(Document.author_id == seer.person_id)
    yield select(Document.id).where(among(Document.unit_id, headed))
    for party in (Task, Decision, Copy):
        yield named(select(party.document_id.label("id")).where(party.person_id == seer.person_id))
    if mandates:
        yield named(delegated_papers(mandates).with_only_columns(Task.document_id.label("id")))
    yield from seer.by_posts()


def named(query: Any) -> Select[int]:
    """SQL: each document once."""
    return query.distinct()  # type: ignore[no-any-return]  # made of Any
