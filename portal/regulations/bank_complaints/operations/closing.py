"""The gate: what a case needs before it is closed."""

from collections.abc import Iterator

from portal.core.approval.hooks import on_closing, on_unfinished
from portal.core.documents.models import Document
from portal.core.facts import Refusal
from portal.core.instants import Moment
from portal.domain.complaints.operations import close
from portal.domain.complaints.queries import callbacks_of, complaint_of, papers_sent
from portal.regulations.bank_complaints.documents import record, referral
from portal.regulations.bank_complaints.facts import Record
from portal.regulations.bank_complaints.operations.limits import replying


@on_closing(record)
def note_the_day(document: Document, _said: Record, moment: Moment) -> None:
    """§4: the register says when it was closed."""
    close(document.id, moment.day)


@on_unfinished(record)
def missing(case: Document) -> Iterator[Refusal]:
    """§附4, §4(三): what still keeps a case open; the discipline office answers to nobody here."""
    if papers_sent(case.id)[referral.code]:
        return
    answered = complaint_of(case.id).answered is not None
    if not answered:
        why = "还没有把处理结果和核查、调解、仲裁、诉讼的途径告知投诉人（F06-4、F06-4R），也没有撤回（F06-8）"
        yield Refusal((), why, "§附4")
    if answered and replying(case.id):
        yield Refusal((), "回访时提出的新要求还没有答复", "§4(三)")
    if any(call.document_id is None for call in callbacks_of(case.id)):
        yield Refusal((), "适合回访的，还没有回访投诉人（F06-5）", "§4(三)")
