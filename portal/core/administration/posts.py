"""Opening and closing posts; appointing people and ending what they hold."""

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from portal.core.administration.acts import (
    Administrator,
    Refused,
    keeping_an_administrator,
    lock,
    require_day,
    span_of,
)
from portal.core.administration.rules import Span, overlap, overlapping
from portal.core.administration.units import require_lasting
from portal.core.audit.chain import record
from portal.core.org import operations as organisation
from portal.core.org.models import Holding, Person, Post
from portal.core.org.roles import ROLES
from portal.extensions import db


def open_post(unit_id: int, role: str, title: str, since: date, who: Administrator) -> Post:
    """Open a post of a role in a unit."""
    lock()
    require_day(since, who)
    if role not in ROLES:
        raise Refused("role", "请从列出的角色中选择")
    require_lasting(unit_id, since, "since")
    kind = ROLES[role]
    post = Post(unit_id=unit_id, role=role, title=title or kind.title, heads=kind.heads, since=since)
    organisation.stored(post)
    note(post, "opened", who, role=role, title=post.title, unit=unit_id, since=since)
    return post


def close_post(post_id: int, until: date, who: Administrator) -> None:
    """Close a post from a day on, once nobody holds it any more."""
    lock()
    post = db.session.get_one(Post, post_id, populate_existing=True)
    require_end(post, until, who)
    names = [holding.person.name for holding in held_after(post_id, until)]
    if names:
        raise Refused("until", f"还有人任职：{'、'.join(names)}，请先免去")
    post.until = until
    note(post, "closed", who, until=until)


def appoint(post_id: int, person_id: int, since: date, seen: str | None, who: Administrator) -> Holding:
    """Give a person a post from a day on; `seen` are the holders that the form showed (None: not asked)."""
    lock()
    require_day(since, who)
    post = db.session.get_one(Post, post_id, populate_existing=True)
    person = db.session.get_one(Person, person_id, populate_existing=True)
    require_there(person, post, since)
    both = overlap((Span(since, None), span_of(person), span_of(post)))
    there = held_after(post_id, since)
    if any(h.person_id == person_id and overlapping(span_of(h), both) for h in there):
        raise Refused("person", f"{person.name} 已经任命到这个岗位")
    if seen is not None and seen != holders_key(there_now := held_after(post_id, who.today)):
        names = "、".join(holding.person.name for holding in there_now) or "无人"
        raise Refused("seen", f"打开本页后岗位的任职有变动，现在是：{names}。请核对后再提交")
    holding = organisation.appoint(person, post, since)
    holding.until = both.until
    note(post, "filled", who, person=person.number, since=since, until=both.until)
    return holding


def end_holding(holding_id: int, until: date, who: Administrator) -> None:
    """End a holding from a day on; one that has not begun is dropped by its own first day."""
    lock()
    holding = db.session.get_one(Holding, holding_id, populate_existing=True)
    require_end(holding, until, who)
    with keeping_an_administrator(until, "until"):
        holding.until = until
    note(holding.post, "vacated", who, person=holding.person.number, until=until)


def require_there(person: Person, post: Post, since: date) -> None:
    """Person and post exist on the day."""
    if not span_of(person).covers(since):
        raise Refused("person", f"{person.name} 在 {since} 不在职")
    if not span_of(post).covers(since):
        raise Refused("since", f"岗位在 {since} 还没设立或已经撤销")


def require_end(row: Post | Holding, until: date, who: Administrator) -> None:
    """What ends does so today or later, after it began, and only once."""
    require_day(until, who, "until")
    if until < row.since:
        raise Refused("until", f"{row.since} 才开始，不能早于这一天")
    if row.until and row.until <= until:
        raise Refused("until", f"已登记自 {row.until} 起结束")


def held_after(post_id: int, day: date) -> list[Holding]:
    """Who holds a post on a day or later, by row; holdings that never begin left out."""
    query = select(Holding).filter_by(post_id=post_id).options(joinedload(Holding.person))
    lasting = or_(Holding.until.is_(None), (Holding.until > day) & (Holding.until > Holding.since))
    return list(db.session.scalars(query.where(lasting).order_by(Holding.id)))


def holders_key(holdings: list[Holding]) -> str:
    """Holdings as a form remembers that it showed them."""
    return ",".join(f"{holding.id}:{holding.until or ''}" for holding in holdings)


def note(post: Post, event: str, who: Administrator, **told: object) -> None:
    """Put a change of a post into the chain."""
    record(f"post:{post.id}", f"post:{event}", who.person_id, who.at, **told)
