"""Something is reported: registered at once, and the desk is to answer in time."""

from portal.core.approval.copying import give
from portal.core.approval.hooks import Hint, Refused, on_filling, on_submitted
from portal.core.documents.models import Document
from portal.core.forms.sheet_form import Said
from portal.core.instants import Moment
from portal.core.terms import Terms
from portal.domain.operations.knowledge.known import hints
from portal.domain.operations.limits import INTAKE, Running
from portal.domain.operations.operations import Reported, register
from portal.regulations.it_service import REGULATION
from portal.regulations.it_service.documents import intake
from portal.regulations.it_service.facts import Intake
from portal.regulations.it_service.operations.people import desk_unit, is_desk
from portal.regulations.it_service.parameters import INTAKE as INTAKE_MINUTES
from portal.regulations.it_service.rules.intake import not_the_desk

FOR_YOU = "服务台替你登记了报修"


@on_submitted(intake)
def enter(document: Document, said: Intake, moment: Moment) -> None:
    """§4.4.2: registered for whom it is, who follows his case; answered within so many minutes."""
    if refusal := not_the_desk(said.channel, is_desk(document.author_id, moment.day)):
        raise Refused(refusal)
    reporter = said.caller.id if said.caller else document.author_id
    register(document, Reported(REGULATION.code, reporter, said.what, said.thing))
    give(document, {reporter}, None, FOR_YOU, moment.at)
    minutes = moment.terms.value(INTAKE_MINUTES)
    Running(document, desk_unit(document, moment.day), "§4.4.2").run(INTAKE, 0, minutes, moment)


@on_filling(intake)
def tell(person_id: int, said: Said, terms: Terms) -> list[Hint]:
    """§4.4.2: what helped others before."""
    words = f"{said.head['what'] or ''}{said.head['thing'] or ''}"
    return hints(words, person_id, terms.day)
