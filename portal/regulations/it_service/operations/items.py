"""§4.4.7: a configuration item is registered or changed by an approved paper."""

from datetime import date
from typing import cast

from portal.core.approval.hooks import Refused, facts_of, on_approved, on_proposed, on_submitted, on_voided
from portal.core.documents.models import Document
from portal.core.forms.fields import Fields, line_start
from portal.core.instants import Moment
from portal.core.kinds import typed
from portal.core.org.queries import capabilities, holdings
from portal.core.web.posted import source_of
from portal.domain.configuration import operations as register
from portal.domain.configuration.models import ConfigurationItem
from portal.domain.configuration.operations import Described, Related
from portal.domain.configuration.queries import called, item_of, leading_from, told, unit_name
from portal.domain.configuration.words import USABLE
from portal.extensions import db, one_at_a_time
from portal.regulations.it_service.documents import item
from portal.regulations.it_service.facts import ItemRecord
from portal.regulations.it_service.facts.words import CHANGED
from portal.regulations.it_service.operations.people import WORKS
from portal.regulations.it_service.rules.items import being_changed, same_name

SOURCE = "item"
SAME = ("name", "type", "status", "part", "location", "version")


@on_submitted(item)
def ask(document: Document, said: ItemRecord, _moment: Moment) -> None:
    """§4.4.7: one change at a time, under a name of its own."""
    if said.known and (other := register.change_on_its_way(said.known.id, document)):
        raise Refused(being_changed(other))
    require_own_name(said)
    register.note_paper(document.id, said.known.id if said.known else None)


@on_approved(item)
def enter(document: Document, said: ItemRecord, moment: Moment) -> None:
    """§4.4.7: the register is as the paper says."""
    one_at_a_time("configuration_item")  # before any item is held, as papers that are sent hold one
    require_own_name(said)
    if said.known:
        register.change(document, said.known.id, described(said), related(said), moment.day)
    else:
        register.register(document, described(said), related(said), moment.day)


@on_voided(item)
def take_back(document: Document, _said: ItemRecord, moment: Moment) -> None:
    """§4.4.7: the item is as the newest paper says that is left; without one it is none."""
    row = item_of(document.id)
    assert row is not None  # noqa: S101 - a paper that came into force has its item
    before = register.paper_before(row.id, document)
    if before is None:
        register.end(row.id, moment.day)
        return
    said = cast(ItemRecord, facts_of(before))
    register.change(before, row.id, described(said), related(said), moment.day)


@on_proposed(item)
def begin(person_id: int, today: date, of: str) -> Fields:
    """§4.4.7: a change of an item (item-17) begins with what is registered."""
    word, item_id = source_of(of)
    allowed = word == SOURCE and WORKS in capabilities(holdings(person_id, today))
    row = db.session.get(ConfigurationItem, item_id) if allowed else None
    if row is None:
        return []
    cells = {name: getattr(row, name) for name in SAME}
    cells |= {"entry": CHANGED, "known": told(row), "unit": unit_name(row, today)}
    cells |= {"owner": f"{row.owner.name} {row.owner.number}"}
    lines = [
        {"kind": each.kind, "other": told(each.item), "since": typed(each.since), "until": typed(each.until)}
        for each in leading_from(row.id, today)
    ]
    return [*cells.items(), *line_start("relations", lines)]


def require_own_name(said: ItemRecord) -> None:
    """Two that are used are not called alike."""
    other = called(said.name, said.known.id if said.known else 0) if said.status in USABLE else None
    if other:
        raise Refused(same_name(other.number))


def described(said: ItemRecord) -> Described:
    """What the paper says of the item."""
    cells = {name: getattr(said, name) for name in SAME}
    return Described(owner_id=said.owner.id, unit_id=said.unit.id, **cells)


def related(said: ItemRecord) -> list[Related]:
    """What the paper says of its relations."""
    return [Related(line.other.id, line.kind, line.since, line.until) for line in said.relations]
