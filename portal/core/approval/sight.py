"""How much a person sees: whoever sees few documents is answered from those, however many there are."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from flask import current_app
from sqlalchemy import Select, select, union

from portal.core.among import among
from portal.core.approval.acting import delegated_papers
from portal.core.approval.beside_models import Copy
from portal.core.approval.models import Decision, Task
from portal.core.approval.seers import Seer, the_visitor
from portal.core.approval.visibility import asks_alone, asks_himself, seer_of
from portal.core.auth.visitor import visitor
from portal.core.delegations.queries import Mandate, standing_now
from portal.core.documents.models import Document
from portal.core.org.queries import units_headed
from portal.core.web.context import now
from portal.extensions import db

FEW = 2000  # looked through one by one as fast as a word is looked up among a million
WHILE = timedelta(hours=1)


def few_seen(person_id: int, day: date) -> list[int] | None:
    """Ids among which is all that a person may see, if they are few; None where they are many.

    Who saw many a while ago is not counted again: should they be few by now, he is answered as rightly."""
    if asks_himself(person_id, day) and "read_all" in visitor().capabilities:
        return None
    until: dict[int, datetime] = current_app.extensions.setdefault("see_many", {})
    if person_id in until and now() < until[person_id]:
        return None
    mandates = standing_now(person_id).mandates
    query = own_reasons() if asks_alone(person_id, day) else reasons(mandates, seer_of(person_id, day))
    found = list(db.session.scalars(query))
    if len(found) > FEW:
        until[person_id] = now() + WHILE
    return found if len(found) <= FEW else None


@cache
def own_reasons() -> Select[int]:
    """SQL, written once: the same for every visitor who acts for nobody."""
    return reasons((), the_visitor())


def reasons(mandates: Sequence[Mandate], seer: Seer) -> Select[int]:
    """SQL: what `may_see` would find, each reason by its own index; perhaps some more, no document less; at
    most one more than are few."""
    legs = (select(leg.limit(FEW + 1).subquery().c.id) for leg in legs_of(mandates, seer))
    own = union(*legs).cte("own")
    filed = select(Document.id).where(Document.case_id.in_(select(own.c.id))).limit(FEW + 1)
    every = union(select(own.c.id), select(filed.subquery().c.id))
    return select(every.limit(FEW + 1).subquery().c.id)


def legs_of(mandates: Sequence[Mandate], seer: Seer) -> Iterator[Select[int]]:
    """SQL: the documents that a person sees for one reason, or for another."""
    headed = select(units_headed(seer.person_id, seer.day).c.unit_id)
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
