"""Questions to the register: a page of a search, what a text may mean."""

import unicodedata
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, not_, or_, select, true

from portal.core.folding import folded
from portal.domain.products.models import Product
from portal.extensions import db

PAGE = 30
MOST_MEANT = 6


class Search(NamedTuple):
    """What somebody looks for: a text, among those in use or not, behind which code."""

    text: str = ""
    in_use: bool = True
    after: str = ""


def found(search: Search, day: date) -> list[Product]:
    """A page of the products that a search finds, by code, and one more when there is a next page."""
    in_force = Product.in_force(day)
    query = select(Product).where(in_force if search.in_use else not_(in_force), matches(search.text))
    query = query.where(Product.code > search.after).order_by(Product.code)
    return list(db.session.scalars(query.limit(PAGE + 1)))


def matches(text: str) -> ColumnElement[bool]:
    """SQL: code, name, specification, or first letters of the pinyin."""
    plain = folded(text)
    if not plain:
        return Product.name.contains(text, autoescape=True) if text else true()
    ways = [Product.folded.contains(plain, autoescape=True)]
    if plain.isascii():
        code = Product.code.contains(code_of(text), autoescape=True)
        ways += [code, Product.initials.contains(plain, autoescape=True)]
    return or_(*ways)


def meant(texts: set[str], day: date) -> dict[str, list[Product]]:
    """The products that each text may mean, at most a few: by code, else by name, else by a part of it."""
    ways = [Product.folded.contains(plain) for text in texts if (plain := folded(text))]
    ways += [Product.code.in_({code_of(word) for text in texts for word in text.split()[-1:]})]
    query = select(Product).where(Product.in_force(day), or_(*ways)).order_by(Product.code)
    known = list(db.session.scalars(query)) if texts else []
    return {text: best(text, known)[:MOST_MEANT] for text in texts}


def best(text: str, known: list[Product]) -> list[Product]:
    """Of some products those that fit a text best."""
    plain, code = folded(text), code_of(text)
    whole = [(p, folded(p.name + p.code), p.folded + folded(p.code)) for p in known]
    exact = [p for p, *names in whole if code == p.code or plain in names]
    named = [p for p in known if plain and plain in (folded(p.name), p.folded)]
    return exact or named or [p for p in known if plain and plain in p.folded]


def in_use(day: date, most: int) -> list[Product]:
    """The products in use on a day, by name."""
    query = select(Product).where(Product.in_force(day)).order_by(Product.name, Product.code)
    return list(db.session.scalars(query.limit(most)))


def code_of(text: str) -> str:
    """A text as a code: half-width, in capitals."""
    return unicodedata.normalize("NFKC", text).strip().upper()
