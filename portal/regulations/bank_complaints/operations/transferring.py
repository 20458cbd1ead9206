"""§5: a complaint goes to whoever handles it, who confirms that he has it."""

from collections.abc import Iterator

from sqlalchemy import select

from portal.core.approval.copying import give
from portal.core.approval.hooks import on_approved, on_submitted
from portal.core.approval.models import Decision
from portal.core.cases.operations import carry
from portal.core.documents.models import Document
from portal.core.facts import Refusal
from portal.core.instants import Moment
from portal.core.org.queries import heads_of
from portal.extensions import db
from portal.regulations.bank_complaints.documents import transfer
from portal.regulations.bank_complaints.facts import Record, Transfer
from portal.regulations.bank_complaints.facts.words import HANDLER
from portal.regulations.bank_complaints.operations.file import case_of, record_of, refuse
from portal.regulations.bank_complaints.operations.people import all_interested, interested, roles_of
from portal.regulations.bank_complaints.rules.routing import level_refusals, line_refusals

YOURS = "这件投诉转你办理"


@on_submitted(transfer)
def send_on(document: Document, said: Transfer, moment: Moment) -> None:
    """§4(二), §5: by line and level; §附2: to somebody who may take it."""
    record = record_of(case_of(document))
    refuse(*against(document, said, record, moment))
    words = f"转{said.unit.label if said.unit else said.line}"
    carry(case_of(document), "transferred", document.author_id, words, moment)


def against(document: Document, said: Transfer, record: Record, moment: Moment) -> Iterator[Refusal]:
    """What speaks against passing it on to there."""
    yield from line_refusals(said, roles_of(document.author_id, moment.day))
    heads = heads_of([said.unit.id], moment.day) if said.unit else []
    yield from level_refusals(said, record.level, {head.post.role for head in heads})
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
