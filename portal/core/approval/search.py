"""Looking for documents among those a person may see."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple, cast

from sqlalchemy import ColumnElement, Date, Integer, Select, String, bindparam, func, select, text
from sqlalchemy.orm import joinedload

from portal.core.among import among
from portal.core.approval.sight import few_seen, own_reasons, reasons_of, sees_some
from portal.core.approval.visibility import asks_alone, may_see, visitors_own
from portal.core.documents.grams import PLACE, matches, on_sqlite, question
from portal.core.documents.models import IN_FORCE, NOT_IN_FORCE, Document, DocumentText
from portal.core.facts import Month
from portal.core.folding import words
from portal.extensions import db

SHAPES_KEPT = 200
SPANS = (20_000, 200_000)  # of the newest documents
OLDEST: Any = bindparam("oldest", type_=Integer)
TYPES = {"form": String, "status": String, "first": Date, "after": Date}
VALUES: dict[str, Any] = {name: bindparam(name, type_=type_) for name, type_ in TYPES.items()}


class Question(NamedTuple):
    """What to look for: words that must all occur, form, status, first and last month it is about."""

    text: str = ""
    form: str = ""
    status: str = ""
    since: Month | None = None
    until: Month | None = None


class Found(NamedTuple):
    """SQL: the documents, the key by which they are listed, the newest first; the values to ask it with, and
    whether it is written once."""

    query: Select[Any]
    key: Any
    values: dict[str, Any]
    once: bool

    def with_values(self) -> Select[Any]:
        """The question with its values in it, for whoever asks more of it."""
        return self.query.params(self.values)


class Shape(NamedTuple):
    """What a question asks for, whatever the values are."""

    words: int
    few: bool
    some: bool
    form: bool
    status: bool
    on_its_way: bool
    since: bool
    until: bool


def found(person_id: int, day: date, wanted: Question) -> Found:
    """SQL: the documents that a person may see and that answer the question.

    Whoever sees few documents, or on PostgreSQL some, is answered from those; for whoever sees many the words
    decide where to look (ADR 51). Either way it is `may_see` and the text itself that say whether a document
    is there."""
    asked, few = words(wanted.text), few_seen(person_id, day)
    some = bool(asked) and few is None and not on_sqlite() and sees_some(person_id, day)
    shape, values = shape_of(wanted, len(asked), few is not None, some), values_of(wanted)
    values |= {f"word{n}": word for n, word in enumerate(asked)}
    if few is not None:
        values |= {"few": few}
    elif asked and not some:
        values |= {"grams": question(asked)} | ({} if on_sqlite() else {"oldest": 0})
    key = PLACE.c.rowid if asked and few is None and on_sqlite() else cast(Any, Document.id)
    if asks_alone(person_id, day):
        return Found(own_search(shape, on_sqlite()), key, values, once=True)
    query = searched(may_see(person_id, day), shape, reasons_of(person_id, day))
    return Found(query, key, values, once=False)


def newest_first(values: Mapping[str, Any], before: int) -> Iterator[dict[str, Any]]:
    """The values to ask for a page with, one after the other until it is full. PostgreSQL's index gathers all
    that a word may stand in before it looks at the newest, so of those the newest are asked first."""
    if "oldest" in values:
        newest = before or db.session.scalar(select(func.max(Document.id))) or 0
        yield from ({**values, "oldest": newest - span} for span in SPANS if span < newest)
    yield dict(values)


def seen(person_id: int, day: date, wanted: Question) -> Select[Any]:
    """SQL: the documents of a form, status and span of months that a person may see, whatever their words."""
    return narrowed(may_see(person_id, day), shape_of(wanted), values_of(wanted))


def shape_of(wanted: Question, number: int = 0, few: bool = False, some: bool = False) -> Shape:
    """The shape of a question with so many words, asked of few or some documents."""
    on_its_way = bool(wanted.status) and wanted.status not in IN_FORCE
    exact = bool(wanted.form), bool(wanted.status), on_its_way
    return Shape(number, few, some, *exact, bool(wanted.since), bool(wanted.until))


def values_of(wanted: Question) -> dict[str, Any]:
    """What is looked for besides words."""
    first, after = wanted.since and wanted.since.first(), wanted.until and wanted.until.after().first()
    return {"form": wanted.form, "status": wanted.status, "first": first, "after": after}


@lru_cache(SHAPES_KEPT)
def own_search(shape: Shape, _on_sqlite: bool) -> Select[Any]:
    """SQL, written once for each shape: what a visitor finds who acts for nobody."""
    return searched(visitors_own(), shape, own_reasons(None))


def searched(may: ColumnElement[bool], shape: Shape, seen: Select[int]) -> Select[Any]:
    """SQL: the documents that may be seen and answer a question of a shape; of `some`, those are `seen`."""
    query = narrowed(may, shape, VALUES)
    if shape.few:
        query = query.where(Document.id.in_(bindparam("few", expanding=True, type_=Integer)))
    elif shape.some:
        query = query.where(among(cast(Any, Document.id), seen))
    elif shape.words and on_sqlite():
        query = query.join(PLACE, PLACE.c.rowid == Document.id).where(matches())
    elif shape.words:
        place = select(PLACE.c.document_id).where(matches(), PLACE.c.document_id > OLDEST)
        query = query.where(Document.id.in_(place), Document.id > OLDEST)
    if shape.words:
        query = query.join(DocumentText, DocumentText.document_id == Document.id)
    for n in range(shape.words):
        word = bindparam(f"word{n}", type_=String)
        query = query.where(DocumentText.folded.contains(word))  # folded: no wildcards
    return query


def narrowed(may: ColumnElement[bool], shape: Shape, values: Mapping[str, Any]) -> Select[Any]:
    """SQL: the same, whatever the words."""
    query = select(Document).where(may).options(joinedload(Document.author))
    if shape.form:
        query = query.where(Document.type == values["form"])
    if shape.status:
        query = query.where(Document.status == values["status"])
    if shape.on_its_way:
        query = query.where(text(f"document.{NOT_IN_FORCE}"))
    if shape.since:
        query = query.where(Document.period >= values["first"])
    return query.where(Document.period < values["after"]) if shape.until else query
