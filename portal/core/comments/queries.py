"""Questions about comments."""

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.core.comments.models import Comment
from portal.extensions import db

MOST_SHOWN = 20


class Comments(NamedTuple):
    """A page of a document's comments, the newest last; `earlier` is where those before begin."""

    rows: list[Comment]
    earlier: int | None


def comments_on(document_id: int, before: int | None = None) -> Comments:
    """The newest comments on a document, or those before one of them."""
    query = select(Comment).filter_by(document_id=document_id).options(joinedload(Comment.person))
    if before:
        query = query.where(Comment.id < before)
    rows = list(db.session.scalars(query.order_by(Comment.id.desc()).limit(MOST_SHOWN + 1)))
    earlier = rows[MOST_SHOWN - 1].id if len(rows) > MOST_SHOWN else None
    return Comments(rows[:MOST_SHOWN][::-1], earlier)


def newest_by(document_id: int, person_id: int) -> Comment | None:
    """What somebody said last about a document."""
    query = select(Comment).filter_by(document_id=document_id, person_id=person_id)
    return db.session.scalar(query.order_by(Comment.id.desc()).limit(1))
