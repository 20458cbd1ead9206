"""Custody of customers: whoever takes over looks after them, in use or not."""

from typing import Any

from sqlalchemy import Select, select

from portal.core.audit.chain import record
from portal.core.handovers.custody import Custody, Estate, Handing, Item, Moved
from portal.core.instants import Moment
from portal.core.org.models import Holding, Person, Post
from portal.domain.customers import operations
from portal.domain.customers.models import Customer
from portal.extensions import db


def held(estate: Estate, _moment: Moment) -> list[Item]:
    """The customers that an estate looks after."""
    rows = db.session.scalars(looked_after(estate))
    return [Item(row.id, row.name, row.code, row.state_label) for row in rows]


def pass_on(handing: Handing, moment: Moment) -> list[Moved]:
    """Give each another owner, one after the other, by id."""
    items = held(handing.estate, moment)
    return [give(item, handing, moment) for item in items]


def give(item: Item, handing: Handing, moment: Moment) -> Moved:
    """Give one customer another owner; the event is that of any change of its card."""
    before = db.session.get_one(Person, handing.estate.person_id)
    after = db.session.get_one(Person, handing.successor_id)
    customer = operations.held(item.id)
    customer.owner = after
    customer.version += 1
    changes = {"owner": [before.number, after.number]}
    record(operations.stream(customer), "customer:changed", handing.by, moment.at, changes=changes)
    return Moved(item, after.name)


def looked_after(estate: Estate) -> Select[Any]:
    """SQL: the customers of an estate; by posts alone those of units in which he keeps no other post."""
    mine = select(Customer).filter_by(owner_id=estate.person_id).order_by(Customer.id)
    if estate.holdings is None:
        return mine
    his = select(Post.unit_id).join(Holding, Holding.post_id == Post.id)
    his = his.where(Holding.person_id == estate.person_id)
    kept = his.where(Holding.id.not_in(estate.holdings), Holding.in_force(estate.day))
    left = his.where(Holding.id.in_(estate.holdings))
    return mine.where(Customer.unit_id.in_(left), Customer.unit_id.not_in(kept))


CUSTODIES = (Custody("客户", ("customer.owner_id",), held, pass_on),)
