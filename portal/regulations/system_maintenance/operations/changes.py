"""§附1, §附2: a change is asked for, approved in writing, carried out and reported; who may not do what."""

from collections.abc import Iterator
from typing import cast

from portal.core.approval.hooks import facts_of, on_decided, on_filling, on_submitted
from portal.core.approval.models import Decision
from portal.core.documents.models import Document
from portal.core.forms.sheet_form import Said
from portal.core.instants import Moment
from portal.core.terms import Terms
from portal.domain.operations.changes.papers import About, Changing
from portal.domain.operations.changes.rules import AFTER
from portal.regulations.system_maintenance import REGULATION
from portal.regulations.system_maintenance.documents import change
from portal.regulations.system_maintenance.facts import ChangePaper
from portal.regulations.system_maintenance.flows import CARRIED_OUT, CONFIRMED, MANAGER, WRITTEN
from portal.regulations.system_maintenance.rules.changes import CITED, hours_on

CHANGING = Changing(
    REGULATION.code, CITED, MANAGER, (WRITTEN, CONFIRMED), (CARRIED_OUT,), hours_on, (*AFTER, "documents")
)


@on_submitted(change)
def ask(document: Document, said: ChangePaper, moment: Moment) -> None:
    """§附1: a change that may be asked for enters the calendar."""
    CHANGING.ask(document, said, About(said.part, said.system, said.subject), moment)


@on_decided(change)
def go_on(document: Document, decision: Decision, moment: Moment) -> None:
    """§附1, §附2: what is approved may be carried out; what was carried out is reported."""
    CHANGING.go_on(document, cast(ChangePaper, facts_of(document)), decision, moment)


@on_filling(change)
def warn(_person_id: int, said: Said, terms: Terms) -> Iterator[str]:
    """§附1: that a window touches the business hours, and which other changes it overlaps."""
    return CHANGING.warnings(said, terms)
