"""Custody of duties: a duty belongs to a post, so planning moves it once the posts have changed hands."""

from datetime import date

from sqlalchemy import select

from portal.core.duties.models import Occurrence
from portal.core.duties.owed import Watched
from portal.core.duties.planning import plan_for, watched
from portal.core.handovers.custody import Custody, Estate, Handing, Item, Moved
from portal.core.instants import Moment
from portal.core.org.models import Holding, Person, Post
from portal.core.period import period_of, told
from portal.extensions import db

BY_POST = "随岗位，由任职的人承担"


def held(estate: Estate, moment: Moment) -> list[Item]:
    """What somebody owes and will not, once he has given up his posts; what was due before stays his."""
    return [item_of(row, each) for row, each in owed(estate, moment)]


def pass_on(handing: Handing, moment: Moment) -> list[Moved]:
    """Plan anew for both, and say of everything that the one owed whether the other owes it now."""
    estate = handing.estate
    before = [(item_of(row, each), row.duty, row.first_day) for row, each in owed(estate, moment)]
    people = {estate.person_id, handing.successor_id}
    plan_for(people, f"person:{estate.person_id}", moment)
    return [Moved(item, taker(duty, first, handing)) for item, duty, first in before]


def owed(estate: Estate, moment: Moment) -> list[tuple[Occurrence, Watched]]:
    """The open rows of an estate from its day on, each with its duty."""
    kept, known = roles_kept(estate), {each.key: each for each in watched()}
    query = select(Occurrence).filter_by(person_id=estate.person_id, state="open")
    query = query.where(Occurrence.duty.in_(known), Occurrence.due >= max(estate.day, moment.day))
    rows = db.session.scalars(query.order_by(Occurrence.due, Occurrence.id)).all()
    found = [(row, known[row.duty]) for row in rows]
    return [(row, e) for row, e in found if day_of(row, e) >= estate.day and not kept & {*e.duty.owed_by}]


def day_of(row: Occurrence, each: Watched) -> date:
    """The day on which whoever holds the post owes it, as planning has it."""
    return row.first_day if each.duty.rhythm == "workday" else row.due


def roles_kept(estate: Estate) -> set[str]:
    """The roles that somebody has beyond the day; none for one who gives up everything."""
    if estate.holdings is None:
        return set()
    mine = select(Post.role).join(Holding, Holding.post_id == Post.id)
    mine = mine.where(Holding.person_id == estate.person_id, Holding.id.not_in(estate.holdings))
    return set(db.session.scalars(mine.where(Holding.in_force(estate.day), Post.in_force(estate.day))))


def item_of(row: Occurrence, each: Watched) -> Item:
    """A duty of a period as the sheet calls it."""
    period = told(each.duty.rhythm, period_of(each.duty.rhythm, row.first_day))
    return Item(row.id, f"{each.duty.name} {period}", "", f"应于 {row.due} 前完成")


def taker(duty: str, first_day: date, handing: Handing) -> str:
    """The successor's name where he owes the same for the same period."""
    his = select(Person.name).join(Occurrence, Occurrence.person_id == Person.id).where(
        Occurrence.duty == duty, Occurrence.first_day == first_day, Occurrence.state != "void",
        Person.id == handing.successor_id,
    )  # fmt: skip
    return db.session.scalar(his) or BY_POST


DUTIES = Custody("义务", ("duty_occurrence.person_id",), held, pass_on)
