"""失效: what a register says now means that a document never counted; nobody is asked, nothing revives it."""

from portal.core.approval.acts import Act, act
from portal.core.approval.concluding import come_to_nothing, void_number
from portal.core.approval.telling import stopped
from portal.core.approval.withdrawing import owners
from portal.core.audit.chain import record
from portal.core.documents.models import IN_FORCE, ON_ITS_WAY, Document
from portal.core.documents.operations import stream
from portal.core.instants import Moment
from portal.core.notices.operations import tell
from portal.extensions import hold

STANDING = (*ON_ITS_WAY, "withdrawn", *IN_FORCE)


def fall(document_id: int, person_id: int, reason: str, moment: Moment) -> Document | None:
    """Make a document void for good, finished or not, by what a person entered in a register; its author and
    whoever had it on his desk are told why. What it posted the caller takes back. None where it was over."""
    document = hold(Document, id=document_id)
    if document is None or document.status not in STANDING:
        return None
    on_desk = owners(document)
    act(document, Act("fall", person_id, reason), moment)
    come_to_nothing(document, "void", moment)
    document.voiding = False
    void_number(document, reason)
    record(stream(document), "document:void", None, moment.at)
    tell([stopped(document, to, f"登记后失效，{reason}") for to in (document.author_id, *on_desk)], moment.at)
    return document
