"""Questions to the register of configuration items."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple, cast

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import aliased, joinedload

from portal.core.approval.visibility import may_see
from portal.core.documents.models import Document
from portal.core.folding import folded, words
from portal.core.org.models import Person, UnitPlace
from portal.domain.configuration.findings import Finding, Seen, findings
from portal.domain.configuration.graph import Edge
from portal.domain.configuration.models import (
    ConfigurationItem,
    ConfigurationPaper,
    ConfigurationRelation,
)
from portal.domain.configuration.words import GONE, USABLE
from portal.extensions import db

PAGE = 30
MOST_MEANT, MOST_PAPERS = 6, 30


class Search(NamedTuple):
    """What somebody looks for: a text, a type, among those in use or not, behind which item."""

    text: str = ""
    type: str = ""
    gone: bool = False
    after: int = 0


class Tied(NamedTuple):
    """What an item has to do with another one, in the words of the relation."""

    kind: str
    item: ConfigurationItem
    since: date
    until: date | None


def found(search: Search) -> list[ConfigurationItem]:
    """A page of the items that a search finds, and one more when there is a next page."""
    query = select(ConfigurationItem).options(joinedload(ConfigurationItem.owner))
    query = query.where(ConfigurationItem.status.in_(GONE if search.gone else USABLE))
    query = query.where(*(ConfigurationItem.folded.contains(word) for word in words(search.text)))
    if search.type:
        query = query.where(ConfigurationItem.type == search.type)
    query = query.where(ConfigurationItem.id > search.after)
    return list(db.session.scalars(query.order_by(ConfigurationItem.id).limit(PAGE + 1)))


def meant(texts: set[str], usable: bool) -> dict[str, list[ConfigurationItem]]:
    """The items that each text may mean, at most a few: by the number at its end, else by name."""
    numbers = {text: text.split()[-1].upper() for text in texts if text.split()}
    names = [text.strip() for text in numbers]
    query = select(ConfigurationItem).where(
        or_(ConfigurationItem.number.in_(numbers.values()), ConfigurationItem.name.in_(names))
    )
    rows = list(db.session.scalars(query.where(*in_use(usable)).order_by(ConfigurationItem.id)))
    return {text: best(text, number, rows)[:MOST_MEANT] for text, number in numbers.items()}


def best(text: str, number: str, rows: list[ConfigurationItem]) -> list[ConfigurationItem]:
    """Of some items the one with the number, else those with the name."""
    return [row for row in rows if row.number == number] or [row for row in rows if row.name == text.strip()]


def in_use(usable: bool) -> list[ColumnElement[bool]]:
    """SQL: an item is used or kept to be used; any item where that is not asked."""
    return [ConfigurationItem.status.in_(USABLE)] if usable else []


def newest(usable: bool, most: int) -> list[ConfigurationItem]:
    """The newest items."""
    query = select(ConfigurationItem).where(*in_use(usable)).order_by(ConfigurationItem.id.desc())
    return list(db.session.scalars(query.limit(most)))


def called(name: str, but: int) -> ConfigurationItem | None:
    """Another item in use of this name."""
    same = select(ConfigurationItem).where(*in_use(usable=True), ConfigurationItem.id != but)
    rows = db.session.scalars(same.where(ConfigurationItem.folded.contains(folded(name))))
    return next((row for row in rows if folded(row.name) == folded(name)), None)


def told(item: ConfigurationItem) -> str:
    """An item as papers name it."""
    return f"{item.name} {item.number}"


def unit_name(item: ConfigurationItem, day: date) -> str:
    """The name of its unit on a day."""
    query = select(UnitPlace.name).where(UnitPlace.unit_id == item.unit_id, UnitPlace.in_force(day))
    return db.session.scalar(query.limit(1)) or ""


# --- relations ---


def edges(day: date) -> list[Edge]:
    """All relations of a day, in one question; plain rows, as there are many."""
    row = ConfigurationRelation.__table__.c
    holds = row.since <= day, or_(row.until.is_(None), row.until >= day)
    found = db.session.execute(select(row.from_id, row.to_id, row.kind).where(*holds))
    return cast(list[Edge], found.all())


def leading_from(item_id: int, day: date) -> list[Tied]:
    """What an item runs on, depends on and so on, on a day or later."""
    row = ConfigurationRelation
    return tied(select(row, ConfigurationItem).where(row.from_id == item_id), row.to_id, day)


def leading_to(item_id: int, day: date) -> list[Tied]:
    """What runs on an item, depends on it and so on, on a day or later."""
    row = ConfigurationRelation
    return tied(select(row, ConfigurationItem).where(row.to_id == item_id), row.from_id, day)


def tied(query: Select[ConfigurationRelation, ConfigurationItem], end: object, day: date) -> list[Tied]:
    """The relations of a question with the item at their other end, those of a kind together."""
    row = ConfigurationRelation
    query = query.join(ConfigurationItem, ConfigurationItem.id == end)
    query = query.where(or_(row.until.is_(None), row.until >= day))
    rows = db.session.execute(query.order_by(row.kind, ConfigurationItem.name, row.since).limit(200))
    return [Tied(each.kind, item, each.since, each.until) for each, item in rows]


# --- papers ---


def papers(item_id: int) -> list[Document]:
    """The newest papers about an item, whoever wrote them."""
    query = select(Document).join(ConfigurationPaper, ConfigurationPaper.document_id == Document.id)
    query = query.where(ConfigurationPaper.item_id == item_id).options(joinedload(Document.author))
    return list(db.session.scalars(query.order_by(Document.id.desc()).limit(MOST_PAPERS)))


def opened_by(person_id: int, ids: Collection[int], day: date) -> set[int]:
    """Those of some papers that somebody may open."""
    query = select(Document.id).where(Document.id.in_(ids), may_see(person_id, day))
    return set(db.session.scalars(query)) if ids else set()


def item_of(document_id: int) -> ConfigurationItem | None:
    """The item that a paper is about."""
    query = select(ConfigurationItem).join(
        ConfigurationPaper, ConfigurationPaper.item_id == ConfigurationItem.id
    )
    return db.session.scalar(query.where(ConfigurationPaper.document_id == document_id))


# --- all of it ---


def types_of(ids: Collection[int]) -> dict[int, str]:
    """The type of each of some items, in one question however many they are."""
    row = ConfigurationItem.__table__.c
    return {n: kind for n, kind in db.session.execute(select(row.id, row.type)) if n in ids}


def known(ids: Collection[int]) -> dict[int, ConfigurationItem]:
    """A few items by their ids."""
    rows = db.session.scalars(select(ConfigurationItem).where(ConfigurationItem.id.in_(ids)))
    return {row.id: row for row in rows}


def audited(day: date) -> list[Finding]:
    """What an audit finds on a day, in two questions."""
    row, owner = ConfigurationItem, aliased(Person)
    there = select(owner.id).where(owner.id == row.owner_id, owner.in_force(day)).exists()
    query = select(row.id, row.name, row.number, row.type, row.status, there).order_by(row.id)
    items = [
        Seen(item_id, f"{name} {number}", kind, status, owned)
        for item_id, name, number, kind, status, owned in db.session.execute(query)
    ]
    return findings(items, edges(day))
