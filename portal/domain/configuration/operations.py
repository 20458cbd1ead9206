"""What happens to a configuration item; only its papers do it, each in the transaction of its own act."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import Select, delete, select

from portal.core.documents.models import IN_FORCE, ON_ITS_WAY, Document
from portal.core.folding import folded_texts
from portal.domain.configuration.models import (
    ConfigurationItem,
    ConfigurationPaper,
    ConfigurationRelation,
)
from portal.domain.configuration.words import SCRAPPED
from portal.extensions import db, hold

LONGEST = 120  # of what is looked in: a few letters unfold into many


class Described(NamedTuple):
    """An item as its paper says it."""

    name: str
    type: str
    owner_id: int
    unit_id: int
    location: str
    status: str
    version: str
    part: str


class Related(NamedTuple):
    """What it has to do with another one, as its paper says it."""

    to_id: int
    kind: str
    since: date
    until: date | None


def register(document: Document, said: Described, related: Iterable[Related], day: date) -> ConfigurationItem:
    """Enter a new item, numbered like its paper."""
    number = f"KI-{document.number.partition('-')[2]}"
    item = ConfigurationItem(number=number, document_id=document.id)
    describe(item, said, day)
    db.session.add(item)
    db.session.flush()
    note_paper(document.id, item.id)
    relate(item.id, related, day)
    return item


def change(document: Document, item_id: int, said: Described, related: Iterable[Related], day: date) -> None:
    """Let an item be as a newer paper says."""
    item = held(item_id)
    item.document_id = document.id
    describe(item, said, day)
    relate(item_id, related, day)


def end(item_id: int, day: date) -> None:
    """An item whose only paper is void is none."""
    item = held(item_id)
    item.status, item.ended = SCRAPPED, item.ended or day
    relate(item_id, (), day)


def describe(item: ConfigurationItem, said: Described, day: date) -> None:
    """Take over what a paper says."""
    for name, value in said._asdict().items():
        setattr(item, name, value)
    item.folded = folded_texts([item.number, said.name])[:LONGEST]
    item.ended = (item.ended or day) if said.status == SCRAPPED else None


def relate(item_id: int, related: Iterable[Related], day: date) -> None:
    """Its relations are those of the paper; what that does not name any more ends with the day before."""
    rows = db.session.scalars(select(ConfigurationRelation).filter_by(from_id=item_id))
    known = {(row.to_id, row.kind, row.since): row for row in rows}
    for each in related:
        row = known.pop(each[:3], None) or ConfigurationRelation(from_id=item_id, **each._asdict())
        row.until = each.until
        db.session.add(row)
    still = [row for row in known.values() if row.until is None or row.until >= day]
    for row in still:
        row.until = day - timedelta(days=1)
    never = [row.id for row in still if row.since >= day]
    db.session.flush()
    db.session.execute(delete(ConfigurationRelation).where(ConfigurationRelation.id.in_(never)))


def note_paper(document_id: int, item_id: int | None) -> None:
    """Note which item a paper is about, if any; sent again, it may be about another one."""
    row = db.session.get(ConfigurationPaper, document_id)
    if row is None and item_id:
        db.session.add(ConfigurationPaper(document_id=document_id, item_id=item_id))
    elif row is not None and item_id:
        row.item_id = item_id
    elif row is not None:
        db.session.delete(row)
    db.session.flush()


def change_on_its_way(item_id: int, but: Document) -> str | None:
    """The number of another paper that changes an item, locked, and is not decided yet."""
    held(item_id)
    query = papers_like(item_id, but).where(Document.status.in_(ON_ITS_WAY))
    paper = db.session.scalar(query.limit(1))
    return paper.number if paper else None


def paper_before(item_id: int, but: Document) -> Document | None:
    """The newest other paper of the same form in force that says what an item is."""
    query = papers_like(item_id, but).where(Document.status.in_(IN_FORCE))
    return db.session.scalar(query.order_by(Document.finished_at.desc(), Document.id.desc()).limit(1))


def papers_like(item_id: int, but: Document) -> Select[Document]:
    """SQL: the other papers of the same form about an item."""
    query = select(Document).join(ConfigurationPaper, ConfigurationPaper.document_id == Document.id)
    return query.where(
        ConfigurationPaper.item_id == item_id, Document.type == but.type, Document.id != but.id
    )


def held(item_id: int) -> ConfigurationItem:
    """An item, locked."""
    item = hold(ConfigurationItem, id=item_id)
    assert item is not None  # noqa: S101 - papers name what is registered
    return item
