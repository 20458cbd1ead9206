"""§4.4.6, §9: a change is asked for, approved, carried out and reported; who may not do what."""

from collections.abc import Iterator
from datetime import date
from typing import Any, cast

from portal.core.approval.hooks import Refused, facts_of, on_decided, on_filling, on_proposed, on_submitted
from portal.core.approval.models import Decision
from portal.core.approval.visibility import seen_by
from portal.core.documents.models import Document
from portal.core.facts import Ref
from portal.core.forms.fields import Fields
from portal.core.forms.sheet_form import Said
from portal.core.instants import Moment
from portal.core.terms import Terms
from portal.core.web.posted import source_of
from portal.domain.configuration.impact import impact_of, told_of
from portal.domain.configuration.operations import note_paper
from portal.domain.operations.changes.papers import About, Changing
from portal.domain.operations.models import Incident, Problem
from portal.extensions import db
from portal.regulations.it_service import REGULATION
from portal.regulations.it_service.documents import change
from portal.regulations.it_service.facts import ChangeRequest
from portal.regulations.it_service.flows import (
    APPROVALS,
    CARRIED_OUT,
    CARRIED_OUT_AT_ONCE,
    LEAD,
    MANAGER,
)
from portal.regulations.it_service.operations.people import may_resolve
from portal.regulations.it_service.rules.changes import CITED, business_hours, no_implementer

CHANGING = Changing(
    REGULATION.code, CITED, (*LEAD, *MANAGER), APPROVALS, (CARRIED_OUT, CARRIED_OUT_AT_ONCE), business_hours
)

CAUSES: dict[str, Any] = {"incident": Incident, "problem": Problem}


@on_submitted(change)
def ask(document: Document, said: ChangeRequest, moment: Moment) -> None:
    """§4.4.6: a change that may be asked for enters the calendar."""
    if refusal := no_implementer(may_resolve(said.implementer.id, moment.day)):
        raise Refused(refusal)
    CHANGING.ask(document, said, About(said.part, said.thing, said.subject), moment)
    note_paper(document.id, said.item.id if said.item else None)


@on_decided(change)
def go_on(document: Document, decision: Decision, moment: Moment) -> None:
    """§9: what is approved may be carried out; what was carried out is reported."""
    CHANGING.go_on(document, cast(ChangeRequest, facts_of(document)), decision, moment)


@on_filling(change)
def warn(_person_id: int, said: Said, terms: Terms) -> Iterator[str]:
    """§9: that a window touches the business hours, and which other changes it overlaps; §4.4.7: what the
    item touches."""
    yield from CHANGING.warnings(said, terms)
    if isinstance(item := said.head["item"], Ref):
        yield f"{item.label}：{told_of(impact_of(item.id, terms.day))}"


@on_proposed(change)
def begin(person_id: int, today: date, of: str) -> Fields:
    """§4.4.6: a change that an incident or a problem (problem-17) asks for."""
    word, case_id = source_of(of)
    if word not in CAUSES or not seen_by(person_id, case_id, today):
        return []
    row = db.session.get(CAUSES[word], case_id)
    if row is None:
        return []
    told = {"origin": row.document.number, "part": row.part, "thing": row.thing, "reason": row.symptom}
    return [*told.items()]
