"""The check that follows a payment: whom to ask is drawn from the table; no payer checks himself."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Select

from portal.core.approval.copying import declared_people, give
from portal.core.approval.hooks import Refused, on_begun, on_opened, on_submitted
from portal.core.approval.visibility import asks_alone, may_see, visitors_own
from portal.core.auth.visitor import visitor_id
from portal.core.desk.moment import terms
from portal.core.documents.models import Document
from portal.core.facts import Ref, Refusal
from portal.core.forms.fields import Fields, line_start
from portal.core.instants import Moment
from portal.core.org.queries import upwards
from portal.core.terms import Terms
from portal.domain.advances.models import Settlement
from portal.domain.advances.operations import check
from portal.domain.advances.queries import (
    customers_behind,
    disputed,
    is_disputed,
    one_settlement,
    source_of,
    unchecked,
)
from portal.extensions import db, hold
from portal.regulations.relationship_expense.documents import spot_record
from portal.regulations.relationship_expense.facts import SpotRecord
from portal.regulations.relationship_expense.parameters import SPOT_CHECKED
from portal.regulations.relationship_expense.rules import Lottery, confirms, is_untrue, picking_refusals


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


@on_opened(spot_record)
def tell_what_a_dispute_does(person_id: int, terms: Terms) -> list[str]:
    """§3.2: whether anything waits, and what follows when a customer does not confirm."""
    told = "有一家不符，报销人就不能再借支，直到再填一张、写明怎样处理的；不符的都抄送财务部负责人。"
    return [told] if any(unchecked_by(person_id, terms.day)) else ["现在没有等待抽查的核销单。", told]


def waiting_for(person_id: int, day: date) -> Select[Any]:
    """SQL: the settlements of others that a person sees and that nobody has checked yet."""
    mine = may_see(person_id, day)
    return unchecked().where(mine, Document.author_id != person_id)


def unchecked_by(person_id: int, day: date) -> tuple[int, int]:
    """How many of them nobody has checked, and of how many something did not agree."""
    alone = asks_alone(person_id, day)
    query = own_waiting() if alone else waiting_for(person_id, day).with_only_columns(disputed())
    found = list(db.session.scalars(query))
    return found.count(False), found.count(True)


@cache
def own_waiting() -> Select[Any]:
    """SQL, written once as the home of the sales manager asks it: of each that waits for a visitor who acts
    for nobody, whether something did not agree."""
    mine = visitors_own(), Document.author_id != visitor_id()
    return unchecked().where(*mine).with_only_columns(disputed())


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
    refusals = [*own_refusals(document, settlement), *unsettled_refusals(said)]
    refusals += picking_refusals(said, lottery(settlement, moment.terms))
    if refusals:
        raise Refused(*refusals)
    check(document, settlement.document_id, confirms(said))
    if is_untrue(said):
        tell_finance(document, moment)


def unsettled_refusals(said: SpotRecord) -> Iterator[Refusal]:
    """§3.2: where something did not agree before, the next record says what came of it."""
    if is_disputed(said.settlement.id) and not said.settled.strip():
        yield Refusal(("settled",), "上次抽查不符，请写明怎样处理的", "§3.2")


def tell_finance(document: Document, moment: Moment) -> None:
    """§3.2: the head of finance gets a copy of what did not agree, settled or not [assumption]."""
    heads = declared_people(("finance_head",), upwards(document.unit_id, moment.day), moment.day)
    give(document, {held.person_id for held in heads}, None, "抽查不符", moment.at)


def own_refusals(document: Document, settlement: Settlement) -> Iterator[Refusal]:
    """§3.2: whoever paid, or wrote the table, does not check it."""
    if document.author_id in (settlement.person_id, settlement.advance.person_id):
        yield Refusal(("settlement",), "自己兑付的不能自己抽查", "§3.2")
