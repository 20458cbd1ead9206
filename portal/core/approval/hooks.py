"""Hooks: operations of a regulation that run when its documents are sent, decided or come into force."""

from collections.abc import Callable, Iterable
from typing import Any, Literal, TypeVar, cast

from flask import current_app

from portal.core.document_type import DocumentType
from portal.core.documents.models import Document
from portal.core.documents.operations import current
from portal.core.facts import Facts, Refusal, decode
from portal.core.instants import Moment
from portal.core.web.context import catalogue

Event = Literal["submitted", "approved"]
Operation = Callable[[Document, Any, Moment], None]
Marked = TypeVar("Marked", bound=Operation)
Hooks = dict[tuple[Event, str], list[Operation]]


class Refused(Exception):
    """What only the registers know speaks against it; nothing was changed."""

    def __init__(self, *refusals: Refusal) -> None:
        super().__init__([refusal.message for refusal in refusals])
        self.refusals = refusals


def on_submitted(form: DocumentType) -> Callable[[Marked], Marked]:
    """Run an operation whenever a document is sent, in the same transaction; it may raise Refused.

    A record is in force from then on.
    """
    return marks("submitted", form)


def on_approved(form: DocumentType) -> Callable[[Marked], Marked]:
    """Run an operation when a document is approved, in the same transaction; it may raise Refused."""
    return marks("approved", form)


def marks(event: Event, form: DocumentType) -> Callable[[Marked], Marked]:
    """A decorator that notes on an operation when it runs."""

    def mark(operation: Marked) -> Marked:
        operation.__dict__.setdefault("runs_on", []).append((event, form.code))
        return operation

    return mark


def hooked(operations: Iterable[Any]) -> Hooks:
    """The marked operations of a module's names, by what they run on."""
    hooks: Hooks = {}
    for operation in operations:
        for place in getattr(operation, "runs_on", ()):
            hooks.setdefault(place, []).append(operation)
    return hooks


def run(event: Event, document: Document, facts: Facts, moment: Moment) -> None:
    """Run what a regulation wants done."""
    hooks = cast(Hooks, current_app.extensions["hooks"])
    for operation in hooks.get((event, document.type), ()):
        operation(document, facts, moment)


def facts_of(document: Document) -> Facts:
    """What a document says now."""
    return decode(current(document).facts, catalogue().type(document.type).facts)
