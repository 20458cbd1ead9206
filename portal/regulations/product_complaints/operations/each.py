"""One operation for the form of every policy."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from portal.core.document_type import DocumentType
from portal.core.documents.models import Document
from portal.regulations.product_complaints.documents import OF

Operation = TypeVar("Operation", bound=Callable[..., object])
Hook = Callable[[DocumentType], Callable[[Operation], Operation]]


def each_of(hook: Hook[Operation], forms: Iterable[DocumentType]) -> Callable[[Operation], Operation]:
    """Let an operation run on the form of every policy."""

    def mark(operation: Operation) -> Operation:
        for form in forms:
            hook(form)(operation)
        return operation

    return mark


def regulation_of(document: Document) -> str:
    """The code of the regulation whose form a document is."""
    return next(code for code, forms in OF.items() if document.type in {form.code for form in forms})


def case_of(document: Document) -> int:
    """The case that a paper is kept in."""
    assert document.case_id is not None  # noqa: S101 - its form is one within a case
    return document.case_id
