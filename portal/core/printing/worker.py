"""Carrying orders out: each paper is made once and stored by its content."""

import errno

import msgspec
from sqlalchemy import func, select

from portal.core.audit.chain import record
from portal.core.company_seal.sealer import NotSealed, sealer
from portal.core.files.store import put
from portal.core.notices.operations import News, tell
from portal.core.org.queries import holders_of
from portal.core.paper import Paper
from portal.core.printing.copies import stamp_of
from portal.core.printing.data_file import data_file
from portal.core.printing.html import paper_html
from portal.core.printing.job import Job
from portal.core.printing.models import LACKS_ROOM, LACKS_SEAL, PrintOrder
from portal.core.printing.renderer import CannotRender, RenderFailed, renderer
from portal.core.web.addresses import path_to
from portal.core.web.context import now, settings, today
from portal.extensions import db, hold, writing

MOST_ATTEMPTS = 5
NO_ROOM = {errno.ENOSPC: "磁盘满了", errno.EDQUOT: "磁盘配额用完了", errno.EROFS: "磁盘只能读"}


def print_document(document_id: int) -> None:
    """Make the PDF of an order once; run again it changes nothing."""
    make(document_id)


def make(document_id: int) -> bool:
    """The same; False where the seal could not be put on, or the disk is full: others would fare the same."""
    row = db.session.get(PrintOrder, document_id)
    if row is None or row.state != "wanted":
        return True
    paper = msgspec.json.decode(row.paper, type=Paper)
    db.session.rollback()
    try:
        content = sealed(renderer().render(job_of(document_id, paper)))
    except RenderFailed as failed:
        note_failure(document_id, str(failed), final=isinstance(failed, CannotRender))
        return True
    except NotSealed as fault:
        note_unsealed(document_id, fault)
        return False
    return kept(document_id, content)


def job_of(document_id: int, paper: Paper) -> Job:
    """How the archive PDF of a document is made."""
    return Job((paper_html(paper),), data_file(paper), stamp_of(document_id, paper))


def sealed(pdf: bytes) -> bytes:
    """The PDF with the company's electronic seal, where there is one; raises NotSealed."""
    sealing = settings().sealing
    return sealer().put_on(pdf, sealing) if sealing else pdf


def kept(document_id: int, content: bytes) -> bool:
    """Keep the finished file and enter it; False where it cannot be kept now."""
    try:
        digest = put(settings().files, content)
    except OSError as fault:
        note_unkept(document_id, fault)
        return False
    note_success(document_id, digest)
    return True


def note_success(document_id: int, digest: str) -> None:
    """Enter the finished file, and its hash into the document's audit stream."""
    with writing():
        row = hold(PrintOrder, document_id=document_id)
        if row and row.state == "wanted":
            row.state, row.digest, row.made_at, row.fault = "done", digest, now(), ""
            record(f"document:{document_id}", "document:printed", None, now(), file=digest)


def note_failure(document_id: int, fault: str, final: bool) -> None:
    """Count the attempt; after the last one, or when the paper itself is at fault, the order has failed."""
    with writing():
        row = hold(PrintOrder, document_id=document_id)
        if row and row.state == "wanted":
            row.attempts, row.fault = row.attempts + 1, fault[:300]
            row.state = "failed" if final or row.attempts >= MOST_ATTEMPTS else "wanted"
            if row.state == "failed":
                tell_administrators(document_id)


def note_unsealed(document_id: int, fault: NotSealed) -> None:
    """Enter why there is no seal; the order stays wanted, since an archive PDF is made once, with the seal or
    never. Who runs the portal is told once a day, of a passing fault when it comes a second time."""
    with writing():
        row = hold(PrintOrder, document_id=document_id)
        if row and row.state == "wanted":
            if fault.lasting or row.lacks_seal:
                words = f"公司电子签章盖不上，批准的单据等着打印：{fault}"
                tell_those_who_run_it(words, f"company_seal:{today()}")
            row.fault = f"{LACKS_SEAL}{fault}"[:300]


def note_unkept(document_id: int, fault: OSError) -> None:
    """Enter why the file was not kept; the order stays wanted, and who runs the portal is told once a day."""
    with writing():
        row = hold(PrintOrder, document_id=document_id)
        if row and row.state == "wanted":
            row.fault = f"{LACKS_ROOM}{fault.strerror}"[:300]
            why = NO_ROOM.get(fault.errno or 0, f"系统说 {fault.strerror}")
            tell_those_who_run_it(f"文件存不进去（{why}），批准的单据等着打印", f"files:{today()}")


def tell_administrators(document_id: int) -> None:
    """Let those who run the portal know that a paper could not be made; not what it says."""
    words = f"一份单据没有打印成功（单据 {document_id}），请查看原因"
    tell_those_who_run_it(words, f"paper:{document_id}")


def tell_those_who_run_it(words: str, key: str) -> None:
    """Tell every administrator something about papers, once."""
    people = {holding.person_id for holding in holders_of(set(), {"portal_admin"}, [], today())}
    tell([News(p, "paper_failed", words, path_to("lists.inbox"), key) for p in people], now())


def print_what_is_wanted() -> None:
    """The sweep: make every paper that was ordered and not yet made, while it can be sealed and kept; what
    failed before comes last and in no order, so that no paper stands before all others for ever."""
    wanted = select(PrintOrder.document_id).filter_by(state="wanted")
    for document_id in db.session.scalars(wanted.order_by(PrintOrder.fault != "", func.random())).all():
        if not make(document_id):
            return
