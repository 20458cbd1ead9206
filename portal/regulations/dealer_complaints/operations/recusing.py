"""§7: whoever is complained of takes no part in his own complaint: no paper of his, no step."""

from collections.abc import Callable
from typing import TypeVar

from portal.core.approval.hooks import Refused, on_recused, on_submitted
from portal.core.document_type import DocumentType
from portal.core.documents.models import Document
from portal.core.facts import Facts
from portal.core.instants import Moment
from portal.regulations.dealer_complaints.documents import PAPERS, record
from portal.regulations.dealer_complaints.operations.cases import against, case_of
from portal.regulations.dealer_complaints.rules.records import own_complaint

Operation = TypeVar("Operation", bound=Callable[..., object])
Hook = Callable[[DocumentType], Callable[[Operation], Operation]]


def each_paper(hook: Hook[Operation]) -> Callable[[Operation], Operation]:
    """Let an operation run on every paper of a case."""

    def mark(operation: Operation) -> Operation:
        for form in PAPERS:
            hook(form)(operation)
        return operation

    return mark


@each_paper(on_recused)
def whom_it_concerns(document: Document) -> set[int]:
    """§7: he decides no step."""
    employee = against(case_of(document))
    return {employee} if employee else set()


@on_recused(record)
def whose_case(case: Document) -> set[int]:
    """§7: he moves no case that is about him, and closes none."""
    employee = against(case.id)
    return {employee} if employee else set()


@each_paper(on_submitted)
def require_apart(document: Document, _said: Facts, _moment: Moment) -> None:
    """§7: he fills no paper."""
    if refusal := own_complaint(document.author_id, against(case_of(document))):
        raise Refused(refusal)
