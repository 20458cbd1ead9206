"""Opening, renaming, moving and closing units; withdrawing what was planned."""

import re
from datetime import date

from sqlalchemy import func, or_, select

from portal.core.administration.acts import Administrator, Refused, lock, require_day, root_id, span_of
from portal.core.administration.rules import Place, ring
from portal.core.audit.chain import record
from portal.core.documents.models import ON_ITS_WAY, Document
from portal.core.org import operations as organisation
from portal.core.org.models import Post, Unit, UnitPlace
from portal.extensions import db

CODE = re.compile(r"[A-Z0-9][A-Z0-9_-]{0,31}")


def open_unit(code: str, name: str, parent_id: int, since: date, who: Administrator) -> Unit:
    """Open a unit below another from a day on."""
    lock()
    require_day(since, who)
    code = code.upper()
    if not CODE.fullmatch(code):
        raise Refused("code", "代码用字母、数字、横线，最多32位")
    if db.session.scalar(select(Unit.id).where(func.upper(Unit.code) == code)):
        raise Refused("code", f"代码 {code} 已经用过，代码不能重复")
    require_lasting(parent_id, since, "parent")
    require_free_name(name, parent_id, since)
    parent = db.session.get_one(Unit, parent_id)
    unit = organisation.open_unit(code, name, since, parent)
    note(unit.id, "opened", who, code=code, name=name, parent=parent_id, since=since)
    return unit


def rename_unit(unit_id: int, name: str, since: date, who: Administrator) -> None:
    """Call a unit otherwise from a day on; the root's name is that of the legal entity."""
    lock()
    require_day(since, who)
    current = place_on(unit_id, since)
    if name == current.name:
        raise Refused("name", "和现在的名称一样")
    refuse_planned(unit_id, since, "name", "改名")
    if current.parent_id:
        require_free_name(name, current.parent_id, since)
    note(unit_id, "renamed", who, name=[current.name, name], since=since)
    change_from(current, since, name=name)


def move_unit(unit_id: int, parent_id: int, since: date, who: Administrator) -> None:
    """Put a unit below another from a day on; never below itself, on no day."""
    lock()
    require_day(since, who)
    current = place_on(unit_id, since)
    if current.parent_id is None:
        raise Refused("parent", "公司本身没有上级部门")
    if parent_id == current.parent_id:
        raise Refused("parent", "现在就在这个上级部门下")
    refuse_planned(unit_id, since, "parent_id", "改上级部门")
    require_lasting(parent_id, since, "parent")
    require_no_ring(unit_id, parent_id, since)
    require_free_name(current.name, parent_id, since, "parent")
    note(unit_id, "moved", who, parent=[current.parent_id, parent_id], since=since)
    change_from(current, since, parent_id=parent_id)


def close_unit(unit_id: int, until: date, who: Administrator) -> None:
    """Close a unit from a day on, once nothing is left in it."""
    lock()
    require_day(until, who, "until")
    current = place_on(unit_id, until, "until")
    if unit_id == root_id():
        raise Refused("until", "公司本身不能撤销")
    if current.until or any(place.since > until for place in places(unit_id)):
        raise Refused("until", f"这个部门在 {until} 之后还有已登记的变动，请先撤销那一项")
    refuse_left(unit_id, until)
    current.until = until
    note(unit_id, "closed", who, until=until)


def withdraw_change(place_id: int, who: Administrator) -> None:
    """Drop a planned name or parent before its day comes; the row stays, in force on no day."""
    lock()
    place = db.session.get_one(UnitPlace, place_id, populate_existing=True)
    if place.since <= who.today or place.until == place.since:
        raise Refused("", "这一项已经生效或已经撤销，不能再撤销")
    before = [p for p in places(place.unit_id) if p.until == place.since]
    if not before:
        raise Refused("", "部门从这一天起才成立；不再需要时请撤销部门")
    before[0].until, place.until = place.until, place.since
    note(place.unit_id, "change_withdrawn", who, name=place.name, since=place.since)


def places(unit_id: int) -> list[UnitPlace]:
    """Every name and parent that a unit had, has or will have, oldest first."""
    query = select(UnitPlace).where(UnitPlace.unit_id == unit_id)
    lasting = or_(UnitPlace.until.is_(None), UnitPlace.until > UnitPlace.since)
    return list(db.session.scalars(query.where(lasting).order_by(UnitPlace.since)))


def place_on(unit_id: int, day: date, field: str = "since") -> UnitPlace:
    """A unit's name and parent on a day."""
    for place in places(unit_id):
        if span_of(place).covers(day):
            return place
    raise Refused(field, "这一天没有这个部门：还没成立，或已经撤销")


def change_from(current: UnitPlace, since: date, **said: object) -> None:
    """Let a unit's place say something else from a day on, also in what is planned after it."""
    for later in places(current.unit_id):
        if later.since > since:
            for name, value in said.items():
                setattr(later, name, value)
    if current.since < since:
        until, kept = current.until, {"parent_id": current.parent_id, "name": current.name}
        current.until = since
        db.session.add(UnitPlace(unit_id=current.unit_id, since=since, until=until, **(kept | said)))
    else:
        for name, value in said.items():
            setattr(current, name, value)
    db.session.flush()


def refuse_planned(unit_id: int, since: date, column: str, words: str) -> None:
    """What is planned for later is never overwritten silently."""
    told = places(unit_id)
    now = next(place for place in told if span_of(place).covers(since))
    for place in told:
        if place.since > since and getattr(place, column) != getattr(now, column):
            raise Refused("since", f"已登记从 {place.since} 起{words}，请先撤销那一项")


def require_lasting(unit_id: int, since: date, field: str) -> None:
    """A unit that takes something in is there from that day on, for good."""
    last = places(unit_id)
    if not last or last[0].since > since:
        raise Refused(field, "上级部门那一天还没成立" if field == "parent" else "部门那一天还没成立")
    if last[-1].until:
        raise Refused(field, f"部门 {last[-1].name} 自 {last[-1].until} 起撤销")


def require_free_name(name: str, parent_id: int, since: date, field: str = "name") -> None:
    """Units side by side have different names."""
    beside = select(UnitPlace.id).where(UnitPlace.parent_id == parent_id, UnitPlace.name == name)
    if db.session.scalar(beside.where(or_(UnitPlace.until.is_(None), UnitPlace.until > since)).limit(1)):
        raise Refused(field, f"同一上级部门下已有「{name}」")


def require_no_ring(unit_id: int, parent_id: int, since: date) -> None:
    """Raise Refused when the unit would stand below itself on any day."""
    rows = db.session.scalars(select(UnitPlace))
    day = ring(unit_id, parent_id, since, [Place(p.unit_id, p.parent_id, span_of(p)) for p in rows])
    if day:
        raise Refused("parent", f"从 {day} 起部门会成为自己的下级，请选别的上级部门")


def refuse_left(unit_id: int, until: date) -> None:
    """Raise Refused naming the posts, units and papers that a unit still has on a day or after."""
    posts = select(Post.title).where(Post.unit_id == unit_id, or_(Post.until.is_(None), Post.until > until))
    below = select(UnitPlace.name).where(UnitPlace.parent_id == unit_id)
    below = below.where(or_(UnitPlace.until.is_(None), UnitPlace.until > until))
    papers = select(func.count()).select_from(Document).where(Document.unit_id == unit_id)
    under_way = db.session.scalars(papers.where(Document.status.in_(ON_ITS_WAY))).one()
    left = [f"下级部门 {name}" for name in dict.fromkeys(db.session.scalars(below.limit(20)))]
    left += [f"岗位 {title}" for title in db.session.scalars(posts.limit(20))]
    left += [f"未办完的单据 {under_way} 件"] if under_way else []
    if left:
        raise Refused("until", f"还不能撤销，部门里还有：{'、'.join(left)}")


def note(unit_id: int, event: str, who: Administrator, **told: object) -> None:
    """Put a change of a unit into the chain."""
    record(f"unit:{unit_id}", f"unit:{event}", who.person_id, who.at, **told)
