"""The clocks of a whole document and of its case's stages: begun with it, changed with its stage."""

from portal.core.case import CLOSED, Case
from portal.core.clocks.operations import OF_STAGES, Part, end_pauses, start, stop
from portal.core.document_type import DocumentType
from portal.core.documents.models import Document
from portal.core.instants import Moment


def begin(document: Document, form: DocumentType, moment: Moment) -> None:
    """Let the limits run that begin with the sending of a document."""
    if form.within_time:
        start(document, Part(form.title), form.within_time, moment)
    if form.case:
        enter_stage(document, form.case, form.case.first, moment)


def change_stage(document: Document, case: Case, to: str, moment: Moment) -> None:
    """Stop the clock of the stage before, and let the new one's run; a closed case has none."""
    if to == CLOSED:
        end_pauses(document.id, moment)
    stop(document.id, moment.at, *(() if to == CLOSED else (OF_STAGES,)))
    enter_stage(document, case, to, moment)


def enter_stage(document: Document, case: Case, name: str, moment: Moment) -> None:
    """Let the limit of a stage run, if it has one."""
    stage = case.stage(name)
    if stage and stage.within_time:
        start(document, Part(stage.label, stage=name), stage.within_time, moment)
