"""Custody of papers that are out: whoever takes over from somebody brings back the originals that he took."""

from sqlalchemy import select

from portal.core.duties.models import ONCE, RETURN, Occurrence
from portal.core.handovers.custody import Custody, Estate, Handing, Item, Moved
from portal.core.instants import Moment
from portal.core.org.models import Person
from portal.extensions import db


def held(estate: Estate, _moment: Moment) -> list[Item]:
    """The originals that somebody took and has not brought back, as far as he gives up everything."""
    return [item_of(row) for row in out(estate)]


def pass_on(handing: Handing, _moment: Moment) -> list[Moved]:
    """Let the successor owe them."""
    rows = out(handing.estate)
    name = db.session.get_one(Person, handing.successor_id).name
    for row in rows:
        row.person_id = handing.successor_id
    db.session.flush()
    return [Moved(item_of(row), name) for row in rows]


def out(estate: Estate) -> list[Occurrence]:
    """The open duties to bring a paper back; who gives up some posts only keeps them."""
    if estate.holdings is not None:
        return []
    mine = select(Occurrence).filter_by(person_id=estate.person_id, state="open")
    return list(db.session.scalars(mine.where(Occurrence.duty.startswith(ONCE)).order_by(Occurrence.id)))


def item_of(row: Occurrence) -> Item:
    """A paper as the sheet calls it."""
    return Item(row.id, f"{RETURN} {row.about}", "", f"应于 {row.due} 前收回")


PAPERS = Custody("在外的原件", (), held, pass_on)
