"""Custody of assets: whoever takes over uses them, until the register says otherwise."""

from portal.core.audit.chain import record
from portal.core.handovers.custody import Custody, Estate, Handing, Item, Moved
from portal.core.instants import Moment
from portal.core.org.models import Person
from portal.domain.assets.facts import SCRAPPED
from portal.domain.assets.models import Asset
from portal.domain.assets.operations import held as locked
from portal.domain.assets.operations import stream
from portal.extensions import db


def held(estate: Estate, _moment: Moment) -> list[Item]:
    """The assets that somebody uses, unless he only gives up some of his posts."""
    if estate.holdings is not None:
        return []
    query = Asset.__table__.select().where(Asset.user_id == estate.person_id, Asset.state != SCRAPPED)
    rows = db.session.execute(query.order_by(Asset.id))
    return [Item(row.id, f"{row.kind} {row.model}", row.number, row.state) for row in rows]


def pass_on(handing: Handing, moment: Moment) -> list[Moved]:
    """Give each another user, one after the other, by id."""
    items = held(handing.estate, moment)
    return [give(item, handing, moment) for item in items]


def give(item: Item, handing: Handing, moment: Moment) -> Moved:
    """Give one asset another user; the event is that of any change of its card."""
    before = db.session.get_one(Person, handing.estate.person_id)
    after = db.session.get_one(Person, handing.successor_id)
    asset = locked(item.id)
    asset.user = after
    asset.version += 1
    told = [f"{person.name} {person.number}" for person in (before, after)]
    record(stream(asset), "asset:changed", handing.by, moment.at, changes={"user": told})
    return Moved(item, after.name)


CUSTODIES = (Custody("使用的设备", ("asset.user_id",), held, pass_on),)
