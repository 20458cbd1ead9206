"""Custody of shifts: nobody inherits a turn on duty, whoever keeps the roster hears of the gap."""

from datetime import datetime, time

from sqlalchemy import Select, select

from portal.core.handovers.custody import Custody, Estate, Handing, Item, Moved
from portal.core.instants import Moment
from portal.core.org.models import Holding, Post
from portal.core.web.context import zone
from portal.domain.rosters.models import Shift
from portal.domain.rosters.operations import cut, held_shift, place_of
from portal.domain.rosters.rotas import span_told
from portal.domain.rosters.spans import Span, instant
from portal.extensions import db

FREE = "空出，由排班人另排"


def held(estate: Estate, _moment: Moment) -> list[Item]:
    """The shifts that an estate has ahead of it."""
    rows = db.session.scalars(ahead(estate))
    return [Item(row.id, f"{place_of(row)} {span_told(Span(row.begins, row.ends), zone())}") for row in rows]


def pass_on(handing: Handing, moment: Moment) -> list[Moved]:
    """Take each off the roster, from the day on which he is gone."""
    items = held(handing.estate, moment)
    gone = gone_at(handing.estate)
    for item in items:
        cut(held_shift(item.id), Span(gone, gone), handing.by, moment)
    return [Moved(item, FREE) for item in items]


def ahead(estate: Estate) -> Select[Shift]:
    """SQL: the shifts of an estate; by posts alone those of units in which he keeps no other post."""
    mine = select(Shift).filter_by(person_id=estate.person_id, removed_at=None)
    mine = mine.where(Shift.ends > gone_at(estate)).order_by(Shift.begins, Shift.id)
    if estate.holdings is None:
        return mine
    his = select(Post.unit_id).join(Holding, Holding.post_id == Post.id)
    his = his.where(Holding.person_id == estate.person_id)
    kept = his.where(Holding.id.not_in(estate.holdings), Holding.in_force(estate.day))
    left = his.where(Holding.id.in_(estate.holdings))
    return mine.where(Shift.unit_id.in_(left), Shift.unit_id.not_in(kept))


def gone_at(estate: Estate) -> datetime:
    """When the day begins on which he is gone."""
    return instant(estate.day, time(), zone())


CUSTODIES = (Custody("值班", ("roster_shift.person_id",), held, pass_on),)
