"""Knowledge articles: sent, in force, replaced by a newer version; only their papers do it.

Who reads one is asked of its row and not of its paper, which only those who wrote and signed it see.
"""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, or_, select, update
from sqlalchemy.orm import aliased, contains_eager

from portal.core.documents.models import IN_FORCE, ON_ITS_WAY, Document
from portal.core.org.models import Post
from portal.core.org.queries import posts_of
from portal.domain.operations.knowledge.audience import ALL
from portal.domain.operations.knowledge.ranking import texts_of
from portal.domain.operations.models import Article
from portal.domain.operations.panels import WORKERS
from portal.extensions import db, hold


class Written(NamedTuple):
    """An article as its paper says it."""

    regulation: str
    title: str
    symptom: str
    cause: str
    solution: str
    keywords: str
    audience: str
    part: str
    expires: date


def enter(document: Document, said: Written, replaces: Article | None) -> None:
    """Enter an article that was sent; sent again, it is as it says now."""
    row = db.session.get(Article, document.id) or Article(document_id=document.id)
    body = (said.cause, said.solution, document.number)
    texts = texts_of(said.title, said.keywords, said.symptom, body)
    for name, value in (said._asdict() | texts._asdict()).items():
        setattr(row, name, value)
    row.first_id = replaces.first_id if replaces else document.id
    db.session.add(row)
    db.session.flush()


def replaceable(article_id: int) -> Article | None:
    """An article that a newer version may replace, locked: None where it is not in force any more."""
    row = hold(Article, document_id=article_id)
    stands = row is not None and row.replaced_by is None and row.document.status in IN_FORCE
    return row if stands else None


def version_on_its_way(first_id: int, but: int) -> str | None:
    """The number of a newer version that is being reviewed, besides one."""
    query = select(Document.number).join(Article, Article.document_id == Document.id)
    query = query.where(Article.first_id == first_id, Document.id != but, Document.status.in_(ON_ITS_WAY))
    return db.session.scalar(query.limit(1))


def take_back(document: Document) -> None:
    """A void version replaces nothing: what it had replaced is in force again, or replaced by what replaced
    it."""
    newer = db.session.get_one(Article, document.id).replaced_by
    replaced = update(Article).where(Article.replaced_by == document.id)
    db.session.execute(replaced.values(replaced_by=newer))
    db.session.flush()


def in_force() -> ColumnElement[bool]:
    """SQL: an article is approved, and the newest version; beside its document."""
    return and_(Article.replaced_by.is_(None), Document.status.in_(IN_FORCE))


def newest_that_holds(article_id: int, day: date) -> Article | None:
    """The version in force of an article, unless it has expired."""
    first = select(Article.first_id).filter_by(document_id=article_id).scalar_subquery()
    query = select(Article).join(Article.document).where(Article.first_id == first, in_force())
    return db.session.scalar(query.where(Article.expires >= day))


def for_whom(person_id: int, day: date) -> ColumnElement[bool]:
    """SQL: an article is for everybody, or for whoever works on tickets and somebody does."""
    works = posts_of(person_id, day).where(Post.role.in_(WORKERS)).exists()
    return or_(Article.audience == ALL, works)


def readable(person_id: int, day: date) -> Select[Any]:
    """SQL: the articles in force that somebody may read, expired ones too."""
    query = select(Article).join(Article.document).options(contains_eager(Article.document))
    return query.where(in_force(), for_whom(person_id, day))


def newest_version(article_id: int, person_id: int, day: date) -> Article | None:
    """The version in force of an article that any of its versions names, if somebody may read it."""
    first = select(Article.first_id).where(Article.document_id == article_id).scalar_subquery()
    found: Article | None = db.session.scalar(readable(person_id, day).where(Article.first_id == first))
    return found


def versions(article: Article) -> list[Article]:
    """The versions of an article that came into force and are not void, the newest first."""
    query = select(Article).join(Article.document).options(contains_eager(Article.document))
    query = query.where(Article.first_id == article.first_id, Document.status.in_(IN_FORCE))
    return list(db.session.scalars(query.order_by(Article.document_id.desc())))


def to_review(until: date, author_id: int | None) -> Select[Any]:
    """SQL: the articles in force that hold until a day at the latest and of which no newer version is being
    reviewed, all or somebody's own, the earliest first."""
    newer, paper = aliased(Article), aliased(Document)
    on_its_way = select(newer.document_id).join(paper, paper.id == newer.document_id)
    on_its_way = on_its_way.where(newer.first_id == Article.first_id, paper.status.in_(ON_ITS_WAY))
    query = select(Article).join(Article.document).options(contains_eager(Article.document))
    query = query.where(in_force(), Article.expires <= until, ~on_its_way.exists())
    if author_id is not None:
        query = query.where(Document.author_id == author_id)
    return query.order_by(Article.expires, Article.document_id)
