"""The desk classifies an incident: its sheet begins with what was reported, and hints at the priority."""

from datetime import date
from typing import cast

from portal.core.approval.hooks import Hint, facts_of, on_filling, on_proposed
from portal.core.documents.models import Document
from portal.core.forms.fields import Fields
from portal.core.forms.sheet_form import Said
from portal.core.terms import Terms
from portal.core.web.posted import source_of
from portal.domain.operations.knowledge.known import hints
from portal.domain.operations.models import Incident
from portal.domain.operations.priority import priority
from portal.extensions import db
from portal.regulations.it_service.documents import intake, ticket, work_order
from portal.regulations.it_service.facts import Intake
from portal.regulations.it_service.facts.words import ASSIGNED
from portal.regulations.it_service.rules.tickets import promised


@on_proposed(ticket)
def begin(_person_id: int, _today: date, of: str) -> Fields:
    """§4.4.3: what was reported; the address has been checked to name a case that may be seen."""
    case, incident = reported_in(of)
    if case is None or incident is None:
        return []
    told = {"user": user_of(incident), "symptom": incident.symptom, "thing": incident.thing, "way": ASSIGNED}
    return [*told.items(), ("urgency", cast(Intake, facts_of(case)).urgency)]


@on_proposed(work_order)
def send_out(_person_id: int, _today: date, of: str) -> Fields:
    """§4.4.4: for whom, where, who resolves it."""
    case, incident = reported_in(of)
    if case is None or incident is None:
        return []
    found = [("user", user_of(incident)), ("thing", incident.thing), ("task", incident.symptom)]
    if resolver := incident.resolver:
        found.append(("engineer", f"{resolver.name} {resolver.number}"))
    return found


def reported_in(of: str) -> tuple[Document | None, Incident | None]:
    """The case that an address names (case-17), and its incident."""
    word, case_id = source_of(of)
    case = db.session.get(Document, case_id) if word == "case" else None
    found = case is not None and case.type == intake.code
    return (case, db.session.get(Incident, case.id)) if case and found else (None, None)


def user_of(incident: Incident) -> str:
    """Whoever reported it, as somebody would type it."""
    return f"{incident.reporter.name} {incident.reporter.number}"


@on_filling(ticket)
def tell(person_id: int, said: Said, terms: Terms) -> list[Hint]:
    """§8: the priority that the matrix gives, what it promises; what helped before."""
    impact, urgency = said.head["impact"], said.head["urgency"]
    told = [Hint(f"按优先级表是 {promised(priority(impact, urgency), terms)}")] if impact and urgency else []
    words = f"{said.head['symptom'] or ''}{said.head['thing'] or ''}"
    return [*told, *hints(words, person_id, terms.day)]
