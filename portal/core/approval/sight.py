"""How much a person sees: whoever sees few documents is answered from those, however many there are."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from flask import current_app
from sqlalchemy import ColumnElement, Date, Integer, Select, bindparam, select, true, union

from portal.core.among import among
from portal.core.approval.acting import delegated_papers
from portal.core.approval.beside_models import Copy
from portal.core.approval.models import Decision, Task
from portal.core.approval.visibility import Kept, asks_himself, keepers
from portal.core.auth.visitor import visitor
from portal.core.delegations.queries import Mandate, standing_now
from portal.core.documents.models import Document
from portal.core.org.models import Post
from portal.core.org.queries import posts_of, reads_all, units_headed
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
    query = reasons(mandates, keepers()) if mandates else own_reasons(keepers())
    found = list(db.session.scalars(query, {"person_id": person_id, "day": day}))
    if len(found) > FEW:
        until[person_id] = now() + WHILE
    return found if len(found) <= FEW else None


@cache
def own_reasons(kept: Kept) -> Select[int]:
    """SQL, written once: the same for whoever acts for nobody."""
    return reasons((), kept)


def reasons(mandates: Sequence[Mandate], kept: Kept) -> Select[int]:
    """SQL: what `may_see` would find for a `person_id` on a `day`, each reason by its own index; perhaps some
    more, no document less; at most one more than are few."""
    legs = (select(leg.limit(FEW + 1).subquery().c.id) for leg in legs_of(mandates, kept))
    own = union(*legs).cte("own")
    filed = select(Document.id).where(Document.case_id.in_(select(own.c.id))).limit(FEW + 1)
    every = union(select(own.c.id), select(filed.subquery().c.id))
    return select(every.limit(FEW + 1).subquery().c.id)


def legs_of(mandates: Sequence[Mandate], kept: Kept) -> Iterator[Select[int]]:
    """SQL: the documents that a person sees for one reason, or for another."""
    person_id: Any = bindparam("person_id", type_=Integer)
    day: Any = bindparam("day", type_=Date)
    posts = posts_of(person_id, day)
    yield select(Document.id).where(Document.author_id == person_id)
    yield select(Document.id).where(among(Document.unit_id, select(units_headed(person_id, day).c.unit_id)))
    for party in (Task, Decision, Copy):
        yield named(select(party.document_id.label("id")).where(party.person_id == person_id))
    if mandates:
        yield named(delegated_papers(mandates).with_only_columns(Task.document_id.label("id")))
    for form, roles in kept:
        yield by_post(posts.where(Post.role.in_(roles)), Document.type == form)
    yield select(Document.id).where(among(Document.compartment, posts.with_only_columns(Post.role)))
    yield by_post(reads_all(person_id, day), true())


def by_post(posts: Select[int], which: ColumnElement[bool]) -> Select[int]:
    """SQL: documents that are seen by holding a post; whoever holds none has none of them looked at."""
    held = posts.limit(1).subquery()
    seen = select(Document.id).select_from(held.outerjoin(Document, which))
    return seen.where(Document.id.is_not(None))


def named(query: Any) -> Select[int]:
    """SQL: each document once."""
    return query.distinct()  # type: ignore[no-any-return]  # made of Any
