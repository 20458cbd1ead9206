"""Files of a paper that came back: its next version shows them, or no longer does; earlier ones always do."""

from sqlalchemy import select

from portal.core.attachments.models import Attachment
from portal.core.audit.chain import record
from portal.core.documents.models import Document
from portal.core.documents.operations import current, stream
from portal.core.instants import Moment
from portal.extensions import db, hold


def take_away(document_id: int, attachment_id: int, person_id: int, moment: Moment) -> None:
    """The next version of a returned paper does not show the file."""
    document, file = held(document_id, attachment_id)
    if file and file.gone_from is None:
        file.gone_from = current(document).position + 1
        note("document:file_removed", document, file, person_id, moment)


def put_back(document_id: int, attachment_id: int, person_id: int, moment: Moment) -> None:
    """The next version shows the file after all."""
    document, file = held(document_id, attachment_id)
    if file and file.gone_from == current(document).position + 1:
        file.gone_from = None
        note("document:file_kept", document, file, person_id, moment)


def held(document_id: int, attachment_id: int) -> tuple[Document, Attachment | None]:
    """The document, locked for this operation, and its file while the paper is back with its author."""
    document = hold(Document, id=document_id)
    if document is None:
        raise LookupError(document_id)
    file = select(Attachment).filter_by(id=attachment_id, document_id=document_id)
    file = file.execution_options(populate_existing=True)
    return document, db.session.scalar(file) if document.status == "returned" else None


def note(event: str, document: Document, file: Attachment, person_id: int, moment: Moment) -> None:
    """Say in the document's stream who did what to which file."""
    record(stream(document), event, person_id, moment.at, name=file.name, digest=file.digest)
