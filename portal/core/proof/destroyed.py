"""Documents that lists destroyed: counted, and nothing of their content is left; nothing else says so."""

from collections.abc import Iterator

from sqlalchemy import String, cast, func, literal, or_, select

from portal.core.audit.models import AuditEvent
from portal.core.documents.models import Document, Snapshot
from portal.core.printing.models import PrintOrder
from portal.core.proof.fault import Fault
from portal.core.retention.destroying import EVENT
from portal.core.retention.models import DestructionItem, DestructionList
from portal.core.retention.queries import destroyed
from portal.extensions import db

KIND = "销毁"


def destroyed_before() -> dict[str, int]:
    """By stream of a document that a list destroyed, the position of the event that says so."""
    streams = select(literal("document:").concat(cast(destroyed().subquery().c.document_id, String)))
    query = select(AuditEvent.stream, func.max(AuditEvent.position)).where(AuditEvent.event == EVENT)
    query = query.where(AuditEvent.stream.in_(streams)).group_by(AuditEvent.stream)
    return {stream: position for stream, position in db.session.execute(query)}


def faults() -> Iterator[Fault]:
    """How many documents which lists destroyed, what is left of them, and what claims to be one of them."""
    yield from counted()
    left = or_(Snapshot.facts != "", Snapshot.view != "")
    rest = select(Snapshot.document_id).where(left).union(select(PrintOrder.document_id)).subquery()
    query = select(Document.id).where(Document.id.in_(destroyed()), Document.id.in_(select(rest)))
    for number in db.session.scalars(query.order_by(Document.id)):
        yield Fault(KIND, f"单据 {number}", "清册已销毁，内容还在")
    listed = destroyed().where(DestructionItem.list_id == Document.destroyed_by)
    claims = Document.destroyed_by.is_not(None), Document.id.not_in(listed.correlate(Document))
    for number in db.session.scalars(select(Document.id).where(*claims).order_by(Document.id)):
        yield Fault(KIND, f"单据 {number}", "写着已销毁，没有签过字的清册")


def counted() -> Iterator[Fault]:
    """How many documents were destroyed, and by which lists."""
    count = func.count(DestructionItem.id)
    query = select(DestructionList.number, count).join(DestructionItem.list)
    query = query.where(DestructionList.state == "done", DestructionItem.released_at.is_(None))
    rows = db.session.execute(query.group_by(DestructionList.number).order_by(DestructionList.number)).all()
    if rows:
        lists = "、".join(number for number, _ in rows)
        yield Fault(
            KIND, f"{sum(n for _, n in rows)} 份（清册 {lists}）", "内容已销毁，编号和签字在清册上", True
        )
