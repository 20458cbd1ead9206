"""A hand-over as one act: posts end, the successor takes those that he is to have, and everything moves."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.core.administration import people, posts
from portal.core.administration.acts import Administrator, Refused, lock
from portal.core.handovers.custody import Estate, Handing
from portal.core.handovers.models import Handover
from portal.core.handovers.operations import Disturbed, Order, hand_over, hold_people
from portal.core.handovers.sheet import Occasion, Party
from portal.core.instants import Moment, local_text
from portal.core.org.models import Holding, Person
from portal.core.org.queries import company_name, posts_told
from portal.core.web.context import zone
from portal.extensions import db

FIELDS = {"until": "day", "since": "day", "person": "successor", "seen": ""}


class Wanted(NamedTuple):
    """Who hands over to whom, from which day, by which holdings (none: all, he leaves), which of their posts
    the successor takes, why, and the page's key."""

    person_id: int
    successor_id: int
    day: date
    holdings: tuple[int, ...] | None
    taken: tuple[int, ...]
    reason: str
    key: str

    @property
    def estate(self) -> Estate:
        """What is given up."""
        return Estate(self.person_id, self.day, self.holdings)


def make(wanted: Wanted, who: Administrator, administers: bool, moment: Moment) -> Handover:
    """Hand over; only who administers ends posts and gives them. Raises Refused, Made."""
    handing = Handing(wanted.estate, wanted.successor_id, who.person_id)
    lock()
    try:
        hold_people(handing, wanted.key, moment)
    except Disturbed:
        raise Refused("", "刚刚有人登记了委托，什么都没有移交，请再提交一次") from None
    require_three(wanted, who)
    told = occasion(wanted, who)
    with at_our_fields():
        settle_posts(wanted, who, administers)
    return hand_over(Order(handing, told, wanted.key), moment)


def require_three(wanted: Wanted, who: Administrator) -> None:
    """Three different people and something to give; the successor is employed, today and on the day; raises
    Refused."""
    if wanted.holdings == ():
        raise Refused("", "请勾选要放弃的岗位")
    if wanted.person_id == who.person_id:
        raise Refused("", "不能给自己办交接，请由上级或系统管理者办理")
    if wanted.successor_id == wanted.person_id:
        raise Refused("successor", "接收人不能是本人")
    if wanted.successor_id == who.person_id:
        raise Refused("successor", "你是监交人，不能同时是接收人；请由系统管理者办理")
    successor = db.session.get_one(Person, wanted.successor_id)
    for day in (who.today, wanted.day):
        if not (successor.since <= day and (successor.until is None or day < successor.until)):
            raise Refused("successor", f"{successor.name} 在 {day} 不在职")


def settle_posts(wanted: Wanted, who: Administrator, administers: bool) -> None:
    """The successor takes posts before they end, so that nothing is vacant in between; raises Refused."""
    lasting = [holding for holding in given_up(wanted.estate) if ends_later(holding, wanted.day)]
    if wanted.taken and not administers:
        raise Refused("taken", "任命由系统管理者登记")
    for holding in given_up(wanted.estate):
        if holding.id in wanted.taken:
            take(holding, wanted, who)
    if wanted.holdings is None:
        settle_leaving(wanted, who, administers)
    elif lasting and not administers:
        raise Refused("day", "岗位还没有登记到这一天结束，请先请系统管理者登记")
    else:
        for holding in lasting:
            posts.end_holding(holding.id, wanted.day, who)


def settle_leaving(wanted: Wanted, who: Administrator, administers: bool) -> None:
    """Whoever leaves is gone from the day on; raises Refused."""
    person = db.session.get_one(Person, wanted.person_id)
    if person.until is None and administers:
        people.leave(person.id, wanted.day, who)
    elif person.until is None:
        raise Refused("day", "还没有登记离职，请先请系统管理者登记")
    elif person.until != wanted.day:
        raise Refused("day", f"已登记自 {person.until} 起离职，请填这一天")


def take(holding: Holding, wanted: Wanted, who: Administrator) -> None:
    """Let the successor have the post, unless he has it already; raises Refused."""
    there = posts.held_after(holding.post_id, wanted.day)
    if not any(each.person_id == wanted.successor_id for each in there):
        posts.appoint(holding.post_id, wanted.successor_id, max(wanted.day, who.today), None, who)


def given_up(estate: Estate) -> list[Holding]:
    """The holdings that last until the day or beyond it."""
    query = select(Holding).filter_by(person_id=estate.person_id).options(joinedload(Holding.post))
    rows = db.session.scalars(query.order_by(Holding.id))
    return [h for h in rows if estate.includes(h.id) and (h.until is None or h.until >= estate.day)]


def ends_later(holding: Holding, day: date) -> bool:
    """Whether it lasts beyond the day."""
    return holding.until is None or holding.until > day


def occasion(wanted: Wanted, who: Administrator) -> Occasion:
    """What stands above the lists, as it is before anything moves."""
    ids = [wanted.person_id, wanted.successor_id, who.person_id]
    held = posts_told(ids, who.today)
    three = [db.session.get_one(Person, person_id) for person_id in ids]
    giver, taker, witness = (Party(p.name, p.number, tuple(dict.fromkeys(held[p.id]))) for p in three)
    scope = "leaving" if wanted.holdings is None else "moving"
    made = local_text(who.at, zone())
    return Occasion(company_name(who.today), giver, taker, witness, scope, wanted.day, wanted.reason, made)


@contextmanager
def at_our_fields() -> Iterator[None]:
    """What the organisation refuses stands at the fields of this form."""
    try:
        yield
    except Refused as refused:
        raise Refused(FIELDS.get(refused.field, refused.field), refused.why) from None
