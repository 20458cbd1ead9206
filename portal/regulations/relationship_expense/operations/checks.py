"""The check that follows a payment: whom to ask is drawn from the table; no payer checks himself."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select

from portal.core.approval.hooks import Refused, on_begun, on_submitted
from portal.core.approval.visibility import visible
from portal.core.desk.moment import terms
from portal.core.documents.models import Document
from portal.core.facts import Ref, Refusal
from portal.core.forms.fields import Fields, line_start
from portal.core.instants import Moment
from portal.core.terms import Terms
from portal.domain.advances.models import Settlement
from portal.domain.advances.operations import check
from portal.domain.advances.queries import customers_behind, one_settlement, source_of, unchecked
from portal.extensions import db, hold
from portal.regulations.relationship_expense.documents import spot_record
from portal.regulations.relationship_expense.facts import SpotRecord
from portal.regulations.relationship_expense.parameters import SPOT_CHECKED
from portal.regulations.relationship_expense.rules import Lottery, picking_refusals


@on_begun(spot_record)
def propose(person_id: int, _day: date) -> Fields:
    """§3.2: a fresh record is of the oldest settlement that waits, with the customers that are drawn."""
    waiting = waiting_for(person_id, terms().day).with_only_columns(Document.id).order_by(Document.id)
    settlement = one_settlement(Settlement.document_id == waiting.limit(1).scalar_subquery())
    if settlement is None:
        return []
    paper, lots = settlement.document, lottery(settlement, terms())
    named = line_start("lines", ({"customer": f"{ref.label} {ref.code}"} for ref in lots.drawn))
    return [("settlement", f"{paper.title} {paper.number}"), ("drawn", lots.told), *named]


def waiting_for(person_id: int, day: date) -> Select[Any]:
    """SQL: the settlements of others that a person sees and that nobody has checked yet."""
    mine = Document.id.in_(visible(person_id, day))
    return unchecked().where(mine, Document.author_id != person_id)


def unchecked_by(person_id: int, day: date) -> int:
    """How many of them there are."""
    ids = waiting_for(person_id, day).with_only_columns(Document.id).subquery()
    return int(db.session.scalars(select(func.count()).select_from(ids)).one())


def lottery(settlement: Settlement, judged: Terms) -> Lottery:
    """The customers that may be drawn, and how."""
    number, digest = source_of(settlement)
    customers = [Ref(each.id, each.code, each.name) for each in customers_behind(settlement)]
    return Lottery(number, digest, customers, judged.value(SPOT_CHECKED))


@on_submitted(spot_record)
def check_settlement(document: Document, said: SpotRecord, moment: Moment) -> None:
    """§3.2: a settlement is checked once, by another than who paid, among the customers of its table."""
    hold(Document, id=said.settlement.id)
    settlement = one_settlement(Settlement.document_id == said.settlement.id)
    waits = unchecked().where(Document.id == said.settlement.id)
    if settlement is None or db.session.scalar(waits) is None:
        raise Refused(Refusal(("settlement",), "这张核销单已经抽查过，或者没有要抽查的支出", "§3.2"))
    refusals = [*own_refusals(document, settlement)]
    refusals += picking_refusals(said, lottery(settlement, moment.terms))
    if refusals:
        raise Refused(*refusals)
    check(document, settlement.document_id)


def own_refusals(document: Document, settlement: Settlement) -> Iterator[Refusal]:
    """§3.2: whoever paid, or wrote the table, does not check it."""
    if document.author_id in (settlement.person_id, settlement.advance.person_id):
        yield Refusal(("settlement",), "自己兑付的不能自己抽查", "§3.2")
