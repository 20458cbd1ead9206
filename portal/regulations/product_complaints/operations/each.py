"""One operation for the form of every policy."""

from collections.abc import Callable
from typing import TypeVar

from portal.core.document_type import DocumentType
from portal.core.documents.models import Document
from portal.regulations.product_complaints.documents import OF
from portal.regulations.product_complaints.parameters import OF as PARAMETERS_OF
from portal.regulations.product_complaints.parameters import Parameters

Operation = TypeVar("Operation", bound=Callable[..., object])
Hook = Callable[[DocumentType], Callable[[Operation], Operation]]


def each_of(hook: Hook[Operation], form: str) -> Callable[[Operation], Operation]:
    """Let an operation run on a form (its name among `Forms`) of every policy."""

    def mark(operation: Operation) -> Operation:
        for forms in OF.values():
            hook(getattr(forms, form))(operation)
        return operation

    return mark


def regulation_of(document: Document) -> str:
    """The code of the regulation whose form a document is."""
    return next(code for code, forms in OF.items() if document.type in {form.code for form in forms})


def parameters_of(document: Document) -> Parameters:
    """The figures of the regulation whose form a document is."""
    return PARAMETERS_OF[regulation_of(document)]


def case_of(document: Document) -> int:
    """The case that a paper is kept in."""
    assert document.case_id is not None  # noqa: S101 - its form is one within a case
    return document.case_id
