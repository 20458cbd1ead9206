"""Questions about comments."""

from functools import cache
from typing import NamedTuple

from sqlalchemy import Integer, Select, bindparam, select
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
    values = {"document_id": document_id, "before": before or 0}
    rows = list(db.session.scalars(page_of(bool(before)), values))
    earlier = rows[MOST_SHOWN - 1].id if len(rows) > MOST_SHOWN else None
    return Comments(rows[:MOST_SHOWN][::-1], earlier)


@cache
def page_of(is_earlier: bool) -> Select[Comment]:
    """SQL, written once as every document's page asks it: the newest comments on a `document_id`, perhaps
    those `before` one."""
    mine = Comment.document_id == bindparam("document_id", type_=Integer)
    query = select(Comment).where(mine).options(joinedload(Comment.person))
    if is_earlier:
        query = query.where(Comment.id < bindparam("before", type_=Integer))
    return query.order_by(Comment.id.desc()).limit(MOST_SHOWN + 1)


def newest_by(document_id: int, person_id: int) -> Comment | None:
    """What somebody said last about a document."""
    query = select(Comment).filter_by(document_id=document_id, person_id=person_id)
    return db.session.scalar(query.order_by(Comment.id.desc()).limit(1))
