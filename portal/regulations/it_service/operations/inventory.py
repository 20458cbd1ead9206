"""§5.2: an inventory begins with what the register and a closed count say, and is held to it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import func, select

from portal.core.approval.hooks import Refused, on_begun, on_proposed, on_reported, on_submitted
from portal.core.documents.models import Document
from portal.core.documents.operations import current
from portal.core.documents.operations import said as said_in
from portal.core.duties.closing import COUNTS
from portal.core.facts import Ref, Refusal
from portal.core.forms.fields import Fields, line_start
from portal.core.forms.references import Asker
from portal.core.instants import Moment
from portal.core.kinds import shown, typed
from portal.core.report import Reported
from portal.core.reports.asking import Asked
from portal.core.web.posted import source_of
from portal.domain.assets.counting import differing, sums, told
from portal.domain.assets.facts import IN_REPAIR, IN_STORE, IN_USE, SCRAPPED
from portal.domain.assets.models import Asset, AssetCount
from portal.domain.assets.queries import Listed, Reader, Search, found
from portal.domain.assets.references import Counts
from portal.extensions import db, hold
from portal.regulations.it_service.documents import asset_list, inventory
from portal.regulations.it_service.facts import Inventory
from portal.regulations.it_service.rules.inventory import CLAUSE, wrong_differences, wrong_figures

SOURCE, MOST = "count", 2000
CELLS = {"in_use": IN_USE, "in_store": IN_STORE, "in_repair": IN_REPAIR, "scrapped": SCRAPPED}


@on_begun(inventory)
def begin_inventory(person_id: int, day: date) -> Fields:
    """§5.2: what the newest closed count found."""
    newest = next(iter(closed_counts(person_id, day).values()), None)
    return begun(*newest) if newest else []


@on_proposed(inventory)
def begin_from_count(person_id: int, today: date, of: str) -> Fields:
    """§5.2: what a count found from which it is begun."""
    word, count_id = source_of(of)
    asked = closed_counts(person_id, today).get(count_id) if word == SOURCE else None
    return begun(*asked) if asked else []


def closed_counts(person_id: int, day: date) -> dict[int, tuple[AssetCount, Ref]]:
    """The counts that can be reported."""
    return Counts(Asker(person_id, day, day)).closed


def begun(count: AssetCount, ref: Ref) -> Fields:
    """A sheet as the records say it."""
    head = [("count", f"{ref.label} {ref.code}")]
    head += [(name, typed(value)) for name, value in figures(count).items()]
    lines = [{"asset": code, "what": what} for code, what in differences(count).items()]
    return [*head, *line_start("differences", lines)]


def figures(count: AssetCount) -> dict[str, Any]:
    """How many assets of the counted unit are in which state today, and what the count came to."""
    query = select(Asset.state, func.count()).group_by(Asset.state)
    query = query.where(Asset.unit_id == count.unit_id) if count.unit_id else query
    states = {state: number for state, number in db.session.execute(query)}
    whole = sums(count.id)
    counted = {"expected": whole.expected, "present": whole.found}
    counted |= {"missing": whole.missing, "foreign": whole.foreign}
    return {name: states.get(state, 0) for name, state in CELLS.items()} | counted


def differences(count: AssetCount) -> dict[str, str]:
    """What each code is that was not simply found; a label that was scanned twice is none."""
    lines = differing(count.id, 0, MOST)
    return {line.code: words for line in lines if (words := told(line, doubles=False))}


@on_submitted(inventory)
def hold_to_the_count(document: Document, said: Inventory, _moment: Moment) -> None:
    """§5.2: each count has one inventory, which says what it found."""
    count = hold(AssetCount, id=said.count.id)
    if count is None or count.closed_at is None:
        raise Refused(Refusal(("count",), "这次盘点还没有结束", CLAUSE))
    if other := reported(said.count.id, document.id):
        raise Refused(Refusal(("count",), f"这次盘点已经有统计表 {other.number}", CLAUSE))
    refusals = [*wrong_figures(said, figures(count)), *wrong_differences(said, differences(count))]
    if refusals:
        raise Refused(*refusals)


def reported(count_id: int, document_id: int) -> Document | None:
    """Another inventory of a count that stands or is on its way."""
    same = select(Document).filter_by(type=inventory.code).where(Document.status.in_(COUNTS))
    others = db.session.scalars(same.where(Document.id != document_id))
    facts: Iterator[tuple[Document, Any]] = ((other, said_in(current(other), inventory)) for other in others)
    return next((other for other, said in facts if said.count.id == count_id), None)


@on_reported(asset_list)
def list_assets(asked: Asked) -> Reported:
    """§5.2: every asset that is registered, as it is today."""
    everything = Reader(asked.audience.person_id, asked.terms.day, True)
    lines = [line_of(row) for row in found(everything, Search(), MOST + 1)]
    cut = (f"超过 {MOST} 台，只列先登记的 {MOST} 台。",) if len(lines) > MOST else ()
    return Reported(lines[:MOST], asked.terms.day, ("今天登记的全部资产，包括报废的。", *cut))


def line_of(row: Listed) -> tuple[str, ...]:
    """One asset."""
    asset = row.asset
    user = asset.user.name if asset.user else ""
    named = (asset.number, asset.label, asset.serial, user, row.unit, asset.room)
    return (*named, shown(asset.warranty), asset.state)
