"""Questions to a list: a page of a search, what a text may mean, what is on offer."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, not_, or_, select, true

from portal.core.code_lists.code_list import CodeList, E
from portal.core.folding import folded
from portal.extensions import db

PAGE = 30
MOST_MEANT = 6


class Search(NamedTuple):
    """What somebody looks for: a text, among those in use or not, behind which code."""

    text: str = ""
    in_use: bool = True
    after: str = ""


def found(book: CodeList[E, Any], search: Search, day: date) -> list[E]:
    """A page of the entries that a search finds, by code, and one more when there is a next page."""
    in_force = book.model.in_force(day)
    query = select(book.model).where(in_force if search.in_use else not_(in_force))
    query = query.where(matches(book, search.text), book.model.code > search.after)
    return list(db.session.scalars(query.order_by(book.model.code).options(*book.load).limit(PAGE + 1)))


def matches(book: CodeList[E, Any], text: str) -> ColumnElement[bool]:
    """SQL: what it is called, its code, or first letters of the pinyin."""
    model, plain = book.model, folded(text)
    if not plain:
        return model.name.contains(text, autoescape=True) if text else true()
    ways = [model.folded.contains(plain, autoescape=True)]
    if plain.isascii():
        ways += [model.code.contains(book.code_of(text), autoescape=True)]
        ways += [model.initials.contains(plain, autoescape=True)]
    return or_(*ways)


def meant(book: CodeList[E, Any], texts: set[str], offered: ColumnElement[bool]) -> dict[str, list[E]]:
    """The entries on offer that each text may mean, at most a few: by code, else by name, else by a part."""
    ways = [book.model.folded.contains(plain) for text in texts if (plain := folded(text))]
    ways += [book.model.code.in_({book.code_of(word) for text in texts for word in text.split()[-1:]})]
    query = select(book.model).where(offered, or_(*ways)).order_by(book.model.code)
    known = list(db.session.scalars(query)) if texts else []
    return {text: best(text, book.code_of(text), known)[:MOST_MEANT] for text in texts}


def best(text: str, code: str, known: Iterable[E]) -> list[E]:
    """Of some entries those that fit a text best."""
    plain = folded(text)
    whole = [(entry, folded(entry.name + entry.code), entry.folded + folded(entry.code)) for entry in known]
    exact = [entry for entry, *names in whole if code == entry.code or plain in names]
    named = [entry for entry, *_ in whole if plain and plain in (folded(entry.name), entry.folded)]
    return exact or named or [entry for entry, *_ in whole if plain and plain in entry.folded]


def by_name(book: CodeList[E, Any], offered: ColumnElement[bool], most: int) -> list[E]:
    """The entries on offer, by name."""
    query = select(book.model).where(offered).order_by(book.model.name, book.model.code)
    return list(db.session.scalars(query.limit(most)))
