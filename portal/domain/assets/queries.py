"""Questions to the register: who sees which assets, a page of a search, who has a serial number."""

from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, true
from sqlalchemy.orm import joinedload

from portal.core.folding import folded
from portal.core.org.models import Person, UnitPlace
from portal.core.org.queries import reads_all, units_headed
from portal.domain.assets.facts import SCRAPPED, STATES
from portal.domain.assets.models import Asset
from portal.extensions import db

PAGE = 30


class Reader(NamedTuple):
    """Who asks, on which day, and whether he works with all of the register."""

    person_id: int
    day: date
    works: bool


class Search(NamedTuple):
    """What somebody looks for: a text, in which state and unit, whose warranty ends within so many days;
    behind which id."""

    text: str = ""
    state: str = ""
    unit_id: int = 0
    within: int = 0
    after: int = 0


class Listed(NamedTuple):
    """A line of the list."""

    asset: Asset
    unit: str


def visible(reader: Reader) -> ColumnElement[bool]:
    """SQL: what somebody uses himself, what units below him have; everything for whoever works with it."""
    if reader.works:
        return true()
    headed = select(units_headed(reader.person_id, reader.day).c.unit_id)
    everything = reads_all(reader.person_id, reader.day).exists()
    return or_(Asset.user_id == reader.person_id, Asset.unit_id.in_(headed), everything)


def seen_by(reader: Reader, asset_id: int) -> Asset | None:
    """The asset with its user, if somebody may see it."""
    query = select(Asset).where(Asset.id == asset_id, visible(reader)).options(joinedload(Asset.user))
    return db.session.scalar(query)


def found(reader: Reader, search: Search, most: int) -> list[Listed]:
    """The first assets that a search finds, in the order of their registration."""
    rows = db.session.execute(listed(reader, search).order_by(Asset.id).limit(most))
    return [Listed(asset, unit or "") for asset, unit in rows]


def chosen(reader: Reader, ids: set[int], most: int) -> list[Listed]:
    """Some assets by their ids, as far as somebody sees them."""
    rows = db.session.execute(
        listed(reader, Search()).where(Asset.id.in_(ids)).order_by(Asset.id).limit(most)
    )
    return [Listed(asset, unit or "") for asset, unit in rows]


def listed(reader: Reader, search: Search) -> Select[Asset, str]:
    """SQL: the assets that a search finds, each with its unit's name."""
    place = and_(UnitPlace.unit_id == Asset.unit_id, UnitPlace.in_force(reader.day))
    query = select(Asset, UnitPlace.name).outerjoin(UnitPlace, place).options(joinedload(Asset.user))
    query = query.where(visible(reader), Asset.id > search.after, matches(search.text))
    return query.where(*narrowed(search, reader.day))


def narrowed(search: Search, day: date) -> list[ColumnElement[bool]]:
    """SQL: the state, the unit and the end of the warranty that a search asks for."""
    wanted = [Asset.state == search.state] if search.state in STATES else []
    wanted += [Asset.unit_id == search.unit_id] if search.unit_id else []
    return wanted + (expiring(day, search.within) if search.within else [])


def expiring(day: date, within: int) -> list[ColumnElement[bool]]:
    """SQL: the assets still kept whose warranty ends today or within so many days."""
    return [Asset.warranty.between(day, day + timedelta(days=within)), Asset.state != SCRAPPED]


def ending(day: date, within: int) -> int:
    """How many warranties end today or within so many days, of assets that are still kept."""
    query = select(func.count()).select_from(Asset).where(*expiring(day, within))
    return db.session.scalars(query).one()


def matches(text: str) -> ColumnElement[bool]:
    """SQL: number, serial number, kind, model, room or remark, first letters of the pinyin, or its user."""
    plain = folded(text)
    if not plain:
        return false() if text else true()
    users = select(Person.id).where(or_(Person.name.contains(text, autoescape=True), Person.number == text))
    ways = [Asset.folded.contains(plain, autoescape=True), Asset.user_id.in_(users)]
    return or_(*ways, Asset.initials.contains(plain, autoescape=True)) if plain.isascii() else or_(*ways)


def numbered(numbers: set[str]) -> dict[str, Asset]:
    """The assets of some numbers."""
    query = select(Asset).where(Asset.number.in_(numbers)).options(joinedload(Asset.user))
    return {asset.number: asset for asset in db.session.scalars(query)}


def having(serials: set[str]) -> dict[str, Asset]:
    """The assets that have some serial numbers, as they are compared."""
    rows = db.session.scalars(select(Asset).where(Asset.serial_key.in_(serials)))
    return {asset.serial_key or "": asset for asset in rows}


def registered_as(form_key: str) -> int | None:
    """The asset that came of a form's key."""
    return db.session.scalar(select(Asset.id).filter_by(form_key=form_key))
