"""The visitor at the register: what he sees and keeps, the units' names, the search that he asks for."""

from flask import abort
from sqlalchemy import select

from portal.core.auth.visitor import visitor
from portal.core.forms.references import Asker
from portal.core.org.models import Unit
from portal.core.web.context import today
from portal.core.web.posted import asked, id_of
from portal.domain.assets.facts import STATES
from portal.domain.assets.models import Asset
from portal.domain.assets.queries import Reader, Search, seen_by
from portal.domain.organisation.references import Units
from portal.extensions import db

KEEPER, WORKS = "keep_assets", "work_tickets"
LONGEST_SEARCH, LONGEST_AHEAD = 80, 366
SOON = (30, 60, 90, 180)


def keeps() -> bool:
    """Whether the visitor keeps the register."""
    return KEEPER in visitor().capabilities


def reader() -> Reader:
    """The visitor as a reader: whoever keeps the register or works on tickets sees all of it."""
    works = bool({KEEPER, WORKS} & visitor().capabilities)
    return Reader(visitor().person_id, today(), works)


def asset_seen(asset_id: int) -> Asset:
    """The asset, if the visitor may see it; 404 otherwise, as if there were none."""
    asset = seen_by(reader(), asset_id)
    if asset is None:
        abort(404)
    return asset


def asset_kept(asset_id: int) -> Asset:
    """The asset, for whoever keeps the register."""
    asset = db.session.get(Asset, asset_id)
    if asset is None:
        abort(404)
    return asset


def unit_names() -> dict[int, str]:
    """Name and code of every unit of today, by id; the code alone of those that are no more."""
    known = {unit_id: code for unit_id, code in db.session.execute(select(Unit.id, Unit.code))}
    units = Units(Asker(visitor().person_id, today(), today())).all()
    return known | {unit.id: f"{unit.label} {unit.code}" for unit in units}


def search() -> Search:
    """What the address asks for; anything odd asks for nothing."""
    state, within = asked("state"), id_of(asked("within"))
    return Search(
        asked("q")[:LONGEST_SEARCH], state if state in STATES else "", id_of(asked("unit")),
        within if within <= LONGEST_AHEAD else 0, id_of(asked("after")),
    )  # fmt: skip
