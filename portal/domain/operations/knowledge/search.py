"""Looking for knowledge articles, as far as somebody may read them."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sqlalchemy import select

from portal.core.desk.in_use import chapters_in_use
from portal.core.document_type import DocumentType
from portal.core.facts import columns
from portal.domain.operations.knowledge.articles import for_whom, in_force, readable
from portal.domain.operations.knowledge.ranking import Entry, Hit, Texts, likeness_of, question, ranked
from portal.domain.operations.likeness import ENOUGH, pairs
from portal.domain.operations.models import Article
from portal.extensions import db

PAGE, MOST_READ = 20, 10_000
ASKED = ("symptom", "solution", "replaces")


class Alike(NamedTuple):
    """An article that holds, and how like a text it is (0 to 1)."""

    article: Article
    alike: float


def search(text: str, person_id: int, day: date) -> list[Hit]:
    """What is found, the best first; everything where nothing is asked."""
    return ranked(question(text), entries(person_id, day))


def entries(person_id: int, day: date) -> Iterator[Entry]:
    """The newest articles that somebody may read, as search looks in them."""
    texts = (Article.heading, Article.about, Article.body, Article.spoken)
    query = select(Article.document_id, Article.expires, *texts).join(Article.document)
    query = query.where(in_force(), for_whom(person_id, day))
    rows = db.session.execute(query.order_by(Article.document_id.desc()).limit(MOST_READ))
    return (Entry(number, Texts(*told), expires < day) for number, expires, *told in rows)


def articles_of(ids: list[int], person_id: int, day: date) -> list[Article]:
    """Articles in the order of their ids."""
    query = readable(person_id, day).where(Article.document_id.in_(ids))
    rows = {row.document_id: row for row in db.session.scalars(query)} if ids else {}
    return [rows[number] for number in ids if number in rows]


def alike(text: str, person_id: int, day: date, most: int) -> list[Alike]:
    """The articles that are likest to a text, of those that hold."""
    asked = pairs(text)
    query = select(Article.document_id, Article.heading, Article.about).join(Article.document)
    query = query.where(in_force(), for_whom(person_id, day), Article.expires >= day)
    rows = db.session.execute(query.order_by(Article.document_id.desc()).limit(MOST_READ))
    found = sorted(((likeness_of(asked, *texts), number) for number, *texts in rows), reverse=True)[:most]
    shares = {number: share for share, number in found if share >= ENOUGH}
    return [Alike(row, shares[row.document_id]) for row in articles_of([*shares], person_id, day)]


def writing_form() -> DocumentType | None:
    """The form by which articles are written, of the regulations that are used today."""
    forms = (form for chapter in chapters_in_use() for form in chapter.types)
    return next((form for form in forms if columns(form.facts).keys() >= {*ASKED}), None)
