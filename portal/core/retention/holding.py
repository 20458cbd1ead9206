"""暂缓销毁: a document is held for a reason, and released for another; both stay on record."""

from sqlalchemy import select

from portal.core.audit.chain import record
from portal.core.documents.models import Document
from portal.core.documents.operations import stream
from portal.core.instants import Moment
from portal.core.retention.faults import NotPossible, Settled
from portal.core.retention.models import HoldAct
from portal.extensions import db, hold


def hold_back(document_id: int, person_id: int, reason: str, moment: Moment) -> HoldAct:
    """Put off the destruction of a document; raises NotPossible, Settled."""
    document = locked(document_id)
    if is_held(document_id):
        raise Settled("这张单据已经暂缓销毁")
    return entered(document, True, person_id, reason, moment)


def let_go(document_id: int, person_id: int, reason: str, moment: Moment) -> HoldAct:
    """It need not be put off any more; raises NotPossible, Settled."""
    document = locked(document_id)
    if not is_held(document_id):
        raise Settled("这张单据没有暂缓销毁")
    return entered(document, False, person_id, reason, moment)


def locked(document_id: int) -> Document:
    """The document, held by this transaction; raises NotPossible for one that is destroyed."""
    document = hold(Document, id=document_id)
    if document is None or document.destroyed_by:
        raise NotPossible("这张单据已经销毁")
    return document


def is_held(document_id: int) -> bool:
    """Whether the newest act holds it."""
    query = select(HoldAct.held).filter_by(document_id=document_id).order_by(HoldAct.id.desc())
    return bool(db.session.scalar(query.limit(1)))


def entered(document: Document, held: bool, person_id: int, reason: str, moment: Moment) -> HoldAct:
    """The act, on record and in the document's stream."""
    row = HoldAct(document_id=document.id, held=held, person_id=person_id, reason=reason, at=moment.at)
    db.session.add(row)
    record(stream(document), f"hold:{'set' if held else 'lifted'}", person_id, moment.at, reason=reason)
    db.session.flush()
    return row
