"""Who looks at documents, in SQL: anybody by his posts in the tables, or the visitor, whose posts the request
knows."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any, cast

from sqlalchemy import Boolean, ColumnElement, Date, Integer, Select, String, and_, bindparam, select, true

from portal.core.among import among
from portal.core.auth.visitor import visitor
from portal.core.documents.compartments import HELD
from portal.core.documents.models import Document
from portal.core.org.models import Post
from portal.core.org.queries import posts_of, reads_all
from portal.core.web.context import catalogue, today

Kept = tuple[tuple[str, tuple[str, ...]], ...]


def kept_by_visitor() -> list[str]:
    """The forms whose register the visitor keeps."""
    return [form for form, roles in keepers() if visitor().post_for(roles)]


def visitor_reads_all() -> bool:
    """Whether the visitor holds a post that lets him read everything."""
    return "read_all" in visitor().capabilities


def keepers() -> Kept:
    """The forms whose files are a register, and who keeps it."""
    return tuple(chain.from_iterable(chapter.keepers for chapter in catalogue().chapters.values()))


KEPT: Any = bindparam("kept_forms", callable_=kept_by_visitor, type_=String, expanding=True)
READS_ALL: Any = bindparam("reads_all", callable_=visitor_reads_all, type_=Boolean)


@dataclass(frozen=True)
class Seer:
    """A person on a day, both perhaps parameters, and who keeps which register."""

    person_id: Any
    day: Any
    kept: Kept

    def reads_all(self) -> ColumnElement[bool]:
        """SQL: whether he holds such a post."""
        return reads_all(self.person_id, self.day).correlate(None).exists()

    def keeps(self, document: Any) -> Iterator[ColumnElement[bool]]:
        """SQL, over documents: whether he holds a post that keeps the register of its form."""
        for form, roles in self.kept:
            posts = posts_of(self.person_id, self.day).where(Post.role.in_(roles))
            yield and_(document.type == form, posts.correlate(None).exists())

    def is_inside(self) -> ColumnElement[bool]:
        """SQL, over Document: whether he holds a post of its compartment's role."""
        posts = posts_of(self.person_id, self.day).where(Post.role == Document.compartment)
        return posts.correlate(Document).exists()

    def by_posts(self) -> Iterator[Select[int]]:
        """SQL: ids of what he sees so; where he holds no such post, no document is looked at."""
        posts = posts_of(self.person_id, self.day)
        for form, roles in self.kept:
            yield seen_holding(posts.where(Post.role.in_(roles)), Document.type == form)
        yield select(Document.id).where(among(Document.compartment, posts.with_only_columns(Post.role)))
        yield seen_holding(reads_all(self.person_id, self.day), true())


class VisitingSeer(Seer):
    """The visitor today, whose posts the request knows: what they let him see are a few values."""

    def reads_all(self) -> ColumnElement[bool]:
        """SQL: one value."""
        return cast(ColumnElement[bool], READS_ALL.is_(true()))

    def keeps(self, document: Any) -> Iterator[ColumnElement[bool]]:
        """SQL, over documents: whether its form is one of those."""
        yield document.type.in_(KEPT)

    def is_inside(self) -> ColumnElement[bool]:
        """SQL, over Document: whether its compartment is one of his roles; asked row by row, so it may lead
        SQLite to no index."""
        return Document.compartment.concat("").in_(HELD)

    def by_posts(self) -> Iterator[Select[int]]:
        """SQL: ids of what he sees so, if he does not read everything."""
        yield select(Document.id).where(Document.type.in_(KEPT))
        yield select(Document.id).where(Document.compartment.in_(HELD))


@cache
def the_visitor() -> Seer:
    """The visitor: who that is, and the day, is asked each time a question is put, not when it is written."""
    person_id = bindparam("seer", callable_=lambda: visitor().person_id, type_=Integer)
    return VisitingSeer(person_id, bindparam("seen_on", callable_=today, type_=Date), ())


def seen_holding(posts: Select[int], which: ColumnElement[bool]) -> Select[int]:
    """SQL: documents that are seen by holding a post; whoever holds none has none of them looked at."""
    held = posts.limit(1).subquery()
    seen = select(Document.id).select_from(held.outerjoin(Document, which))
    return seen.where(Document.id.is_not(None))
