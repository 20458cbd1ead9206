"""An incident on its way: named, responded to, restored, confirmed or not."""

from collections.abc import Callable
from typing import cast

from sqlalchemy import select

from portal.core.approval.hooks import Refused, facts_of, on_approved, on_decided, on_submitted
from portal.core.approval.models import Decision
from portal.core.cases.limits import met
from portal.core.cases.operations import carry
from portal.core.clocks.operations import run_on_after
from portal.core.documents.models import ON_ITS_WAY, Document
from portal.core.facts import Refusal
from portal.core.instants import Moment
from portal.domain.configuration.operations import note_paper
from portal.domain.operations.limits import INTAKE, REPAIR, RESPONSE, Running, clock_of, end
from portal.domain.operations.operations import (
    Classified,
    break_again,
    classify,
    confirm,
    respond,
    restore,
    take_over,
)
from portal.extensions import db
from portal.regulations.it_service.documents import ticket
from portal.regulations.it_service.facts import Ticket
from portal.regulations.it_service.facts.words import AT_ONCE
from portal.regulations.it_service.flows import CONFIRMED, CONFIRMING, HANDLING, RESPOND, RESTORE
from portal.regulations.it_service.operations.people import desk_unit, may_resolve
from portal.regulations.it_service.parameters import REPAIR as REPAIR_HOURS
from portal.regulations.it_service.parameters import RESPONSE as RESPONSE_MINUTES
from portal.regulations.it_service.rules.tickets import no_resolver

NOT_SOLVED = "报修人说没有解决"


@on_submitted(ticket)
def assign(document: Document, said: Ticket, moment: Moment) -> None:
    """§8: classified, and both limits run from the report on."""
    case = case_of(document)
    if refusal := one_at_a_time(document, case):
        raise Refused(refusal)
    resolver = said.resolver.id if said.resolver else None
    if resolver and (refusal := no_resolver(may_resolve(resolver, moment.day))):
        raise Refused(refusal)
    incident = classify(case.id, Classified(said.symptom, said.thing, said.part, said.priority, resolver))
    note_paper(document.id, said.item.id if said.item else None)
    met(case.id, INTAKE, moment)
    if incident.restored_at:
        work_again(case.id, "已恢复过", document.author_id, moment)
    running = Running(case, desk_unit(case, moment.day), "§8")
    if incident.responded_at is None:
        running.run(RESPONSE, 0, moment.terms.value(RESPONSE_MINUTES[said.priority]), moment)
    running.run(REPAIR, moment.terms.value(REPAIR_HOURS[said.priority]), 0, moment)
    carry(case.id, HANDLING, document.author_id, f"事件单：{said.priority}，{told_way(said)}", moment)
    if said.way == AT_ONCE:
        responded(document, document.author_id, moment)
        restored(document, document.author_id, moment, said)


def told_way(said: Ticket) -> str:
    """Who resolves it, in words."""
    return f"由{said.resolver.label}处理" if said.resolver else said.way


def one_at_a_time(document: Document, case: Document) -> Refusal | None:
    """§4.4.3: a case has one incident on its way."""
    other = select(Document).where(Document.case_id == case.id, Document.type == ticket.code)
    standing = other.where(Document.id != document.id, Document.status.in_(ON_ITS_WAY))
    found = db.session.scalars(standing.limit(1)).first()
    return Refusal((), f"这件报修已有没办完的事件单 {found.number}", "§4.4.3") if found else None


def case_of(document: Document) -> Document:
    """The case that a paper is kept in."""
    return db.session.get_one(Document, document.case_id)


@on_decided(ticket)
def follow(document: Document, decision: Decision, moment: Moment) -> None:
    """§8: the first act responds, restoring ends the repair; "not solved" lets its limit run on."""
    step = decision.step.declared.name
    if decision.step.purpose == "void":
        return
    if decision.kind == "approve" and step in ACTS:
        take_over(case_of(document).id, decision.for_id or decision.person_id)
        ACTS[step](document, decision.person_id, moment)
    elif decision.kind in ("return", "reject") and step == CONFIRMED:
        broken_again(document, decision.person_id, decision.opinion, moment)


def responded(document: Document, _person_id: int, moment: Moment) -> None:
    """The resolver has taken it on."""
    case = case_of(document)
    if respond(case.id, moment.at):
        met(case.id, RESPONSE, moment)


def restored(document: Document, person_id: int, moment: Moment, said: Ticket | None = None) -> None:
    """It works again, by what the resolver did; a limit that stands still counts until now."""
    case = case_of(document)
    restore(case.id, (said or cast(Ticket, facts_of(document))).action, moment.at)
    end(case.id, REPAIR, person_id, moment)
    carry(case.id, CONFIRMING, person_id, "已恢复，待报修人确认", moment)


def broken_again(document: Document, person_id: int, words: str, moment: Moment) -> None:
    """Its reporter says that it does not work."""
    case = case_of(document)
    work_again(case.id, "待报修人确认", person_id, moment)
    carry(case.id, HANDLING, person_id, f"{NOT_SOLVED}：{words}" if words else NOT_SOLVED, moment)


def work_again(case_id: int, reason: str, person_id: int, moment: Moment) -> None:
    """What had worked is handled again; while it worked, no time ran."""
    break_again(case_id)
    if clock := clock_of(case_id, REPAIR):
        run_on_after(clock, reason, person_id, moment)


ACTS: dict[str, Callable[[Document, int, Moment], None]] = {RESPOND: responded, RESTORE: restored}


@on_approved(ticket)
def note_confirmed(document: Document, _said: Ticket, moment: Moment) -> None:
    """§8: its reporter said so, or his time was over."""
    confirm(case_of(document).id, moment.at)
