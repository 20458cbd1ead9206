"""Custody of posts. The administrator ends and gives them in the same act; the sheet says who has them."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import joinedload

from portal.core.handovers.custody import Custody, Estate, Handing, Item, Moved
from portal.core.instants import Moment
from portal.core.org.models import Holding
from portal.core.org.queries import held_posts, place
from portal.extensions import db

VACANT = "空缺，等任命"


def held(estate: Estate, _moment: Moment) -> list[Item]:
    """The posts that last beyond the day."""
    lasting = or_(Holding.until.is_(None), and_(Holding.until > estate.day, Holding.until > Holding.since))
    return [item_of(holding, estate) for holding in found(estate, lasting)]


def pass_on(handing: Handing, _moment: Moment) -> list[Moved]:
    """Who has each post that ends on the day."""
    estate = handing.estate
    ended = found(estate, Holding.until == estate.day)
    return [Moved(item_of(holding, estate), heirs(holding, handing)) for holding in ended]


def found(estate: Estate, which: ColumnElement[bool]) -> Iterator[Holding]:
    """Some of the holdings that are given up."""
    mine = select(Holding).where(Holding.person_id == estate.person_id, which).order_by(Holding.id)
    rows = db.session.scalars(mine.options(joinedload(Holding.post))).all()
    return (holding for holding in rows if estate.includes(holding.id))


def item_of(holding: Holding, estate: Estate) -> Item:
    """A post as the sheet calls it."""
    return Item(holding.id, holding.post.title, "", place(holding.post.unit_id, estate.day).name)


def heirs(holding: Holding, handing: Handing) -> str:
    """The names of those who hold a post from the day on."""
    rows = db.session.scalars(held_posts(handing.estate.day).where(Holding.post_id == holding.post_id))
    return "、".join(row.person.name for row in rows) or VACANT


POSTS = Custody("岗位", ("holding.person_id",), held, pass_on)
