"""Questions to the register: a page of a search, what a text may mean, who bears the name of a contact."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, not_, or_, select, true
from sqlalchemy.orm import joinedload

from portal.core.folding import folded
from portal.domain.customers.models import CustomerContact
from portal.domain.payees.codes import code_of
from portal.domain.payees.models import Payee
from portal.extensions import db

PAGE = 30
MOST_MEANT = 6


class Search(NamedTuple):
    """What somebody looks for: a text, among those in use or not, behind which code."""

    text: str = ""
    in_use: bool = True
    after: str = ""


def found(search: Search, day: date) -> list[Payee]:
    """A page of the payees that a search finds, by code, and one more when there is a next page."""
    in_force = Payee.in_force(day)
    query = select(Payee).where(in_force if search.in_use else not_(in_force), matches(search.text))
    query = query.where(Payee.code > search.after).order_by(Payee.code)
    return list(db.session.scalars(query.options(joinedload(Payee.customer)).limit(PAGE + 1)))


def matches(text: str) -> ColumnElement[bool]:
    """SQL: name, code, or first letters of the pinyin."""
    plain = folded(text)
    if not plain:
        return Payee.name.contains(text, autoescape=True) if text else true()
    ways = [Payee.folded.contains(plain, autoescape=True)]
    if plain.isascii():
        ways += [Payee.code.contains(code_of(text), autoescape=True)]
        ways += [Payee.initials.contains(plain, autoescape=True)]
    return or_(*ways)


def meant(texts: set[str], offered: ColumnElement[bool]) -> dict[str, list[Payee]]:
    """The payees on offer that each text may mean, at most a few: by code, else by name, else by a part."""
    ways = [Payee.folded.contains(plain) for text in texts if (plain := folded(text))]
    ways += [Payee.code.in_({code_of(word) for text in texts for word in text.split()[-1:]})]
    query = select(Payee).where(offered, or_(*ways)).order_by(Payee.code)
    known = list(db.session.scalars(query)) if texts else []
    return {text: best(text, known)[:MOST_MEANT] for text in texts}


def best(text: str, known: list[Payee]) -> list[Payee]:
    """Of some payees those that fit a text best."""
    plain, code = folded(text), code_of(text)
    exact = [p for p in known if code == p.code or plain == folded(p.name + p.code)]
    named = [p for p in known if plain and plain == p.folded]
    return exact or named or [p for p in known if plain and plain in p.folded]


def by_name(offered: ColumnElement[bool], most: int) -> list[Payee]:
    """The payees on offer, by name."""
    query = select(Payee).where(offered).order_by(Payee.name, Payee.code)
    return list(db.session.scalars(query.limit(most)))


def names_of_contacts(names: Iterable[str]) -> set[str]:
    """Those of some names, folded, that a contact of a customer bears."""
    wanted = {folded(name) for name in names} - {""}
    known = db.session.scalars(select(CustomerContact.name).distinct()) if wanted else ()
    return wanted & {folded(name) for name in known}
