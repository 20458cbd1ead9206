"""§5: a complaint goes to whoever handles it, who confirms that he has it."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select

from portal.core.approval.copying import give, nearest
from portal.core.approval.hooks import on_approved, on_submitted
from portal.core.approval.models import Decision
from portal.core.cases.operations import carry
from portal.core.documents.models import Document
from portal.core.facts import Refusal
from portal.core.instants import Moment
from portal.core.org.queries import heads_of, holders_of, upwards
from portal.extensions import db
from portal.regulations.bank_complaints.documents import transfer
from portal.regulations.bank_complaints.facts import Record, Transfer
from portal.regulations.bank_complaints.facts.words import AID, HANDLER
from portal.regulations.bank_complaints.operations.file import case_of, record_of, refuse
from portal.regulations.bank_complaints.operations.people import (
    all_interested,
    interested,
    kept_away,
    roles_of,
)
from portal.regulations.bank_complaints.rules.routing import level_refusals, line_refusals

COMING, YOURS = "这件投诉转给你们，请接收", "这件投诉由你办理"
AID_ROLE = "aid_line_officer"


@on_submitted(transfer)
def send_on(document: Document, said: Transfer, moment: Moment) -> None:
    """§4(二), §5: by line and level; §附2: to somebody who may take it."""
    record = record_of(case_of(document))
    refuse(*against(document, said, record, moment))
    words = f"转{said.unit.label if said.unit else said.line}"
    case = db.session.get_one(Document, case_of(document))
    receivers = set(those_there(said, moment.day)) - kept_away(record, moment.day)
    give(case, receivers, None, COMING, moment.at)
    carry(case_of(document), "transferred", document.author_id, words, moment)


def those_there(said: Transfer, day: date) -> list[int]:
    """Whoever may receive it in the unit that is named: they read the case before they confirm."""
    if said.unit is None:
        return []
    if said.line == AID:
        return aid_line(said.unit.id, day)
    return [each.person_id for each in heads_of([said.unit.id], day)]


def aid_line(unit_id: int, day: date) -> list[int]:
    """Whoever answers the aid line of a unit, or the nearest above it."""
    near = [place.unit_id for place in upwards(unit_id, day)]
    return [each.person_id for each in nearest(holders_of({AID_ROLE}, set(), near, day), near)]


def against(document: Document, said: Transfer, record: Record, moment: Moment) -> Iterator[Refusal]:
    """What speaks against passing it on to there."""
    yield from line_refusals(said, roles_of(document.author_id, moment.day))
    heads = heads_of([said.unit.id], moment.day) if said.unit else []
    yield from level_refusals(said, record.level, {head.post.role for head in heads})
    if said.line == AID and said.unit and not aid_line(said.unit.id, moment.day):
        yield Refusal(("unit",), "这个机构和它的上级没有客户援助电话，请转服务监督电话", "§4(一)")
    people = [head.person_id for head in heads]
    if said.line == HANDLER and all_interested(record, people, moment.day):
        yield Refusal(("unit",), "这个机构的负责人要回避，请转上一级", "§附2")


@on_approved(transfer)
def take_over(document: Document, said: Transfer, moment: Moment) -> None:
    """§5(四): whoever received it and whom he named see the case and handle it."""
    record, handlers = record_of(case_of(document)), [said.handler.id] if said.handler else []
    refuse(*(Refusal(("handler",), why, "§附2") for why in interested(record, handlers, moment.day)))
    case = db.session.get_one(Document, case_of(document))
    give(case, {*received_by(document), *handlers}, None, YOURS, moment.at)
    carry(case.id, "handling", document.author_id, f"{document.number} 已接收", moment)


def received_by(document: Document) -> list[int]:
    """Who agreed on a paper."""
    query = select(Decision.person_id).filter_by(document_id=document.id, kind="approve", taken_back=False)
    return list(db.session.scalars(query))
