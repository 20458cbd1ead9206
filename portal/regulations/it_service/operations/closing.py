"""§8: only the desk closes, and only what works again and was confirmed."""

from collections.abc import Iterator

from portal.core.approval.hooks import on_closing, on_unfinished
from portal.core.documents.models import Document
from portal.core.facts import Refusal
from portal.core.instants import Moment
from portal.domain.operations.models import Incident
from portal.domain.operations.operations import close
from portal.extensions import db
from portal.regulations.it_service.documents import intake
from portal.regulations.it_service.facts import Intake
from portal.regulations.it_service.rules.tickets import unclosable


@on_unfinished(intake)
def missing_of(case: Document) -> Iterator[Refusal]:
    """§8: what still keeps a case open."""
    incident = db.session.get_one(Incident, case.id)
    yield from unclosable(incident.restored_at is not None, incident.confirmed_at is not None)


@on_closing(intake)
def note_the_day(document: Document, _said: Intake, moment: Moment) -> None:
    """§8: the register says when it was closed."""
    close(document.id, moment.day)
