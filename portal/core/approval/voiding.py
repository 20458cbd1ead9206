"""作废 of a finished document: those who approved it must all agree, and until they do it counts."""

import msgspec
from sqlalchemy import select

from portal.core.approval.acts import Act, act
from portal.core.approval.desks import Call
from portal.core.approval.faults import NotPossible
from portal.core.approval.hooks import operations
from portal.core.approval.models import Decision, RouteStep
from portal.core.approval.panels import Setting, seat
from portal.core.approval.rights import barred
from portal.core.approval.route import advance, lay
from portal.core.approval.withdrawing import own_document, require_status
from portal.core.document_type import DocumentType
from portal.core.documents.models import IN_FORCE, Document
from portal.core.flow import Step
from portal.core.instants import Moment
from portal.core.org.models import Person
from portal.core.org.roles import SUPERIOR
from portal.core.web.context import catalogue
from portal.extensions import db

NAME = "作废会签"


def voidable(form: DocumentType) -> bool:
    """Whether a finished document of a form can be void: what it posted must be taken back by somebody."""
    return form.case is None and (
        not operations("approved", form.code) or bool(operations("voided", form.code))
    )


def request_void(document_id: int, person_id: int, reason: str, moment: Moment) -> Document:
    """Ask those who approved a document, else the author's superior, to make it void; raises NotYours,
    NotPossible."""
    document = own_document(document_id, person_id)
    require_status(document, *IN_FORCE)
    form = catalogue().type(document.type)
    fault = why_not_void(document, form)
    if fault:
        raise NotPossible(fault)
    act(document, Act("void", person_id, reason), moment)
    document.voiding = True
    people = approvers(document, moment)
    (step,) = lay(document, (Step(name=NAME, clause=form.clause, by=SUPERIOR, mode="all"),), "void")
    if people:
        ask_approvers(document, step, people, moment)
    else:
        advance(document, moment)
    return document


def why_not_void(document: Document, form: DocumentType) -> str:
    """Why nobody can be asked to make a finished document void; empty when they can."""
    if document.voiding:
        return "已经申请过作废，正在等原来批准的人会签。"
    return "" if voidable(form) else "这张单据已经入账或立案，不能整张作废；请另填单据冲销。"


def ask_approvers(document: Document, step: RouteStep, people: list[Person], moment: Moment) -> None:
    """All of them must agree."""
    names = "、".join(person.name for person in people)
    trace = (f"{NAME}由原来批准的人办理：{names}", "每人都要同意才作废")
    step.state, step.trace = "open", msgspec.json.encode(trace).decode()
    calls = [Call(person.id, NAME) for person in people]
    seat(document, step, Setting("main", "all"), calls, moment)


def approvers(document: Document, moment: Moment) -> list[Person]:
    """Those who approved a document on its last way and still work here."""
    query = select(Person).join(Decision, Decision.person_id == Person.id)
    query = query.join(RouteStep, RouteStep.id == Decision.step_id).where(
        Decision.document_id == document.id, Decision.kind == "approve", ~Decision.taken_back,
        RouteStep.state == "done", RouteStep.purpose == "approve",
        Person.in_force(moment.day), Person.id.not_in(barred(document, moment)),
    )  # fmt: skip
    return list(db.session.scalars(query.order_by(Person.id)).unique())
