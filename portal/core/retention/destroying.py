"""What goes when a list is carried out, and what stays: ADR 26. The order matters to the triggers: they let
content go while the list is `signed`, which it is within this act alone."""

from collections.abc import Iterable, Iterator

from sqlalchemy import case, delete, or_, select, update

from portal.core.approval.beside_models import Copy
from portal.core.approval.models import Decision, RouteAct, RouteStep, Task
from portal.core.attachments.models import Attachment
from portal.core.audit.chain import record
from portal.core.audit.models import AuditEvent, AuditPayload
from portal.core.batch_printing.models import PrintBatch, PrintBatchItem
from portal.core.comments.models import Comment
from portal.core.documents.models import Document, Draft, Snapshot
from portal.core.documents.operations import stream as stream_of
from portal.core.documents.texts import keep_text
from portal.core.instants import Moment
from portal.core.jobs.queue import enqueue
from portal.core.notices.models import Notice
from portal.core.printing.models import PrintedCopy, PrintOrder
from portal.core.retention.listing import stream
from portal.core.retention.models import DestructionList, DoomedFile
from portal.core.retention.queries import on_list
from portal.core.scans.models import ScanFile, ScanPage, SignedCopy
from portal.core.web.addresses import path_to
from portal.core.web.context import catalogue
from portal.extensions import after_commit, db, insert_all_once

EVENT = "document:destroyed"
AT_A_TIME = 100
GONE = "单据内容已销毁"
BLANKED = (
    (Snapshot, {"facts": "", "view": ""}),
    (Decision, {"opinion": ""}),
    (RouteAct, {"names": "", "words": ""}),
    (RouteStep, {"trace": "[]"}),
    (Copy, {"words": ""}),
)
DELETED = (Comment, Attachment, PrintOrder, SignedCopy, ScanPage)
FILES = (
    (Attachment, Attachment.digest), (PrintOrder, PrintOrder.digest), (PrintedCopy, PrintedCopy.digest),
    (SignedCopy, SignedCopy.digest), (ScanPage, ScanPage.picture),
)  # fmt: skip


def papers_on(row: DestructionList) -> list[Document]:
    """The documents on a list, held by this transaction: whoever wants to put one off waits, or was first."""
    papers = select(Document).where(Document.id.in_(select(on_list(row.id).subquery().c.document_id)))
    papers = papers.order_by(Document.id).with_for_update(key_share=True)
    return list(db.session.scalars(papers.execution_options(populate_existing=True)))


def destroy(row: DestructionList, documents: list[Document], person_id: int, moment: Moment) -> None:
    """Destroy the content of what a list names, in the transaction of its second signature."""
    row.state = "signed"
    db.session.flush()
    for first in range(0, len(documents), AT_A_TIME):
        wipe([document.id for document in documents[first : first + AT_A_TIME]])
    for document in documents:
        mark(document, row)
    db.session.flush()
    row.state = "done"
    for document in documents:
        record(stream_of(document), EVENT, person_id, moment.at, list=row.number)
    told = {"number": row.number, "documents": [document.id for document in documents]}
    record(stream(row), "destruction_list:carried_out", person_id, moment.at, **told)
    db.session.flush()
    after_commit(lambda: enqueue("delete_doomed_files"))


def wipe(ids: list[int]) -> None:
    """Let the content of some documents go."""
    doom(files_of(ids))
    for model, blank in BLANKED:
        db.session.execute(update(model).where(model.document_id.in_(ids)).values(**blank))
    streams = [f"document:{number}" for number in ids]
    events = select(AuditEvent.id).where(AuditEvent.stream.in_(streams))
    db.session.execute(delete(AuditPayload).where(AuditPayload.event_id.in_(events)))
    forget_words(ids)
    forget_batches(ids)
    uploads = set(db.session.scalars(select(ScanPage.file_id).where(ScanPage.document_id.in_(ids))))
    for beside in DELETED:
        db.session.execute(delete(beside).where(beside.document_id.in_(ids)))
    forget_uploads(uploads)


def files_of(ids: list[int]) -> Iterator[str]:
    """The files of some documents, by digest."""
    for model, column in FILES:
        yield from filter(None, db.session.scalars(select(column).where(model.document_id.in_(ids))).all())


def doom(digests: Iterable[str]) -> None:
    """Files go once this is stored, but those that something else has, too: files.py asks again."""
    insert_all_once(DoomedFile, [{"digest": digest} for digest in dict.fromkeys(digests)])


def forget_words(ids: list[int]) -> None:
    """What people began to write, and what they were told."""
    tasks = list(db.session.scalars(select(Task.id).where(Task.document_id.in_(ids))))
    kinds = ("comment", "document", "prints", "termination")
    places = [f"{kind}:{number}" for kind in kinds for number in ids] + [f"task:{number}" for number in tasks]
    begun = or_(Draft.place.in_(places), *(Draft.place.startswith(f"{place}:") for place in places))
    db.session.execute(delete(Draft).where(begun))
    pages = [path_to("documents.show", document_id=number) for number in ids]
    pages += [path_to("tasks.show", task_id=number) for number in tasks]
    db.session.execute(update(Notice).where(Notice.address.in_(pages)).values(words=GONE))


def forget_batches(ids: list[int]) -> None:
    """Files in which the papers were bound with others, if they are still kept."""
    holding = select(PrintBatchItem.batch_id).where(PrintBatchItem.document_id.in_(ids))
    kept = PrintBatch.id.in_(holding), PrintBatch.state.in_(("wanted", "done"))
    doom(filter(None, db.session.scalars(select(PrintBatch.digest).where(*kept)).all()))
    ended = case((PrintBatch.state == "done", "gone"), else_="failed")
    db.session.execute(update(PrintBatch).where(*kept).values(state=ended, digest=None))


def forget_uploads(files: set[int]) -> None:
    """Uploads of which nothing but white pages is left; one with pages of other papers stays for those."""
    others = select(ScanPage.file_id).where(ScanPage.file_id.in_(files), ScanPage.state != "blank")
    empty = files - set(db.session.scalars(others))
    for model, column in ((ScanPage, ScanPage.picture), (ScanFile, ScanFile.digest)):
        mine = (ScanPage.file_id if model is ScanPage else ScanFile.id).in_(empty)
        doom(db.session.scalars(select(column).where(mine)).all())
        db.session.execute(delete(model).where(mine))


def mark(document: Document, row: DestructionList) -> None:
    """What its row says from now on, and what it is found by."""
    document.title = catalogue().type(document.type).title
    document.summary, document.destroyed_by = f"已销毁（清册 {row.number}）", row.id
    keep_text(document, [document.title])
