"""Hooks: operations of a regulation that run when its documents are begun, sent or come into force."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Literal, NamedTuple, TypeVar, cast

from flask import current_app

from portal.core.approval.models import Decision
from portal.core.clocks.models import Clock
from portal.core.document_type import DocumentType
from portal.core.documents.models import Document
from portal.core.documents.operations import current, said
from portal.core.facts import Facts, Month, Refusal, columns, tables
from portal.core.forms.fields import Fields
from portal.core.forms.sheet_form import Said
from portal.core.instants import Moment
from portal.core.report import Report
from portal.core.terms import Terms
from portal.core.web.context import catalogue

Event = Literal[
    "begun", "submitted", "approved", "voided", "gathered", "opened", "filling", "closing", "reported",
    "refused", "entered", "received", "proposed", "unfinished", "recused", "decided", "late",
    "escalated",
]  # fmt: skip
Operation = Callable[..., Any]
Marked = TypeVar("Marked", bound=Operation)
Hooks = dict[tuple[Event, str], list[Operation]]


class Refused(Exception):
    """What only the registers know speaks against it; nothing was changed."""

    def __init__(self, *refusals: Refusal) -> None:
        super().__init__([refusal.message for refusal in refusals])
        self.refusals = refusals


class Refusing(NamedTuple):
    """A sheet that was refused: its form, who filled it, what it said, and all that spoke against it."""

    form: DocumentType
    person_id: int
    said: Said
    refusals: tuple[Refusal, ...]


class Hint(NamedTuple):
    """A sentence beside a sheet that is being filled, perhaps with the document or the page that it speaks
    of."""

    words: str
    document_id: int = 0
    address: str = ""


def on_begun(form: DocumentType) -> Callable[[Marked], Marked]:
    """Ask an operation what a fresh sheet already says: it gets the author's person id and the sheet's
    period, and returns what it knows as somebody would have typed it, perhaps with another period."""
    return marks("begun", form)


def on_proposed(form: DocumentType) -> Callable[[Marked], Marked]:
    """Ask an operation what a fresh sheet says that is begun from something else: it gets the author's person
    id, today and what the address names (customer-17), and returns fields as somebody would have typed them;
    none for what the author may not see."""
    return marks("proposed", form)


def on_submitted(form: DocumentType) -> Callable[[Marked], Marked]:
    """Run an operation whenever a document is sent, in the same transaction; it may raise Refused.

    A record is in force from then on.
    """
    return marks("submitted", form)


def on_received(form: DocumentType) -> Callable[[Marked], Marked]:
    """Run an operation when a document got its number on receipt, in the same transaction."""
    return marks("received", form)


def on_approved(form: DocumentType) -> Callable[[Marked], Marked]:
    """Run an operation when a document is approved, in the same transaction; it may raise Refused."""
    return marks("approved", form)


def on_voided(form: DocumentType) -> Callable[[Marked], Marked]:
    """Run an operation when a finished document is made void, in the same transaction: it takes back what the
    document posted, or raises Refused."""
    return marks("voided", form)


def on_gathered(form: DocumentType) -> Callable[[Marked], Marked]:
    """Ask an operation what there is to note beside a person's records of a week: it gets his person id and
    the first and last day, and returns sentences."""
    return marks("gathered", form)


def on_opened(form: DocumentType) -> Callable[[Marked], Marked]:
    """Ask an operation what somebody who fills the form should know: it gets his person id and the terms, and
    returns sentences."""
    return marks("opened", form)


def on_filling(form: DocumentType) -> Callable[[Marked], Marked]:
    """Ask an operation what to hint at beside a sheet as far as it is filled: it gets the author's person id,
    the sheet as it could be read, and the terms, and returns sentences, or a `Hint` that leads to a document
    which the author may see. A hint refuses nothing."""
    return marks("filling", form)


def on_unfinished(form: DocumentType) -> Callable[[Marked], Marked]:
    """Ask an operation what keeps a case open: it gets the case's document and returns refusals. The case's
    page lists them, and nobody closes it while there are any."""
    return marks("unfinished", form)


def on_recused(form: DocumentType) -> Callable[[Marked], Marked]:
    """Ask an operation who may decide no step of a document besides whoever wrote it, nor move it on where it
    is a case: it gets the document and returns person ids."""
    return marks("recused", form)


def on_closing(form: DocumentType) -> Callable[[Marked], Marked]:
    """Run an operation before a case is closed, in the same transaction; it may raise Refused."""
    return marks("closing", form)


def on_decided(form: DocumentType) -> Callable[[Marked], Marked]:
    """Run an operation when a decision ends a step, gives the document back or refuses it, in the same
    transaction: it gets the document, the decision and the moment."""
    return marks("decided", form)


def on_late(form: DocumentType) -> Callable[[Marked], Marked]:
    """Ask an operation who is told that a limit on a whole document is over, instead of its author: it gets
    the document and the clock, and returns person ids."""
    return marks("late", form)


def on_escalated(form: DocumentType) -> Callable[[Marked], Marked]:
    """Ask an operation who takes part when such a limit has been over for as long as it says: it gets the
    document and the clock, and returns person ids."""
    return marks("escalated", form)


def on_reported(report: Report) -> Callable[[Marked], Marked]:
    """Let an operation compute a report: it gets what was asked (reports/asking.py) and returns Reported."""
    return marks("reported", report)


def on_refused(form: DocumentType) -> Callable[[Marked], Marked]:
    """Run an operation after a sheet was refused, in a transaction of its own: it gets a `Refusing`."""
    return marks("refused", form)


def on_entered(register: str) -> Callable[[Marked], Marked]:
    """Run an operation when a row of a register is entered or corrected, in the same transaction: it gets the
    row's id, who did it, and the moment."""
    return marks_named("entered", register)


def marks(event: Event, form: DocumentType | Report) -> Callable[[Marked], Marked]:
    """A decorator that notes on an operation when it runs."""
    return marks_named(event, form.code)


def marks_named(event: Event, name: str) -> Callable[[Marked], Marked]:
    """The same for whatever has a name."""

    def mark(operation: Marked) -> Marked:
        operation.__dict__.setdefault("runs_on", []).append((event, name))
        return operation

    return mark


def hooked(operations: Iterable[Any]) -> Hooks:
    """The marked operations of a module's names, by what they run on."""
    hooks: Hooks = {}
    for operation in operations:
        for place in getattr(operation, "__dict__", {}).get("runs_on", ()):
            hooks.setdefault(place, []).append(operation)
    return hooks


def run(
    event: Literal["submitted", "received", "approved", "voided", "closing"],
    document: Document,
    facts: Facts,
    moment: Moment,
) -> None:
    """Run what a regulation wants done."""
    for operation in operations(event, document.type):
        operation(document, facts, moment)


def refusing(document: Document, person_id: int, fault: Refused) -> Refusing:
    """A document that somebody wanted to decide, with all that spoke against it."""
    form = catalogue().type(document.type)
    facts = facts_of(document)
    head = {name: getattr(facts, name) for name in columns(form.facts)}
    lines = {
        name: [{cell: getattr(line, cell) for cell in columns(table.line)} for line in getattr(facts, name)]
        for name, table in tables(form.facts).items()
    }
    return Refusing(form, person_id, Said(head, lines), tuple(fault.refusals))


def looked_at(form: DocumentType) -> bool:
    """Whether a regulation wants to know what of a form is refused."""
    return bool(operations("refused", form.code))


def refused(refusing: Refusing, moment: Moment) -> None:
    """Run what a regulation wants done about a sheet that was refused."""
    for operation in operations("refused", refusing.form.code):
        operation(refusing, moment)


def entered(register: str, row_id: int, person_id: int, moment: Moment) -> None:
    """Run what regulations want done about a register's row."""
    for operation in operations("entered", register):
        operation(row_id, person_id, moment)


def begun(form: DocumentType, person_id: int, period: date | Month) -> Fields:
    """What a fresh sheet already says because of what the registers know."""
    return [field for operation in operations("begun", form.code) for field in operation(person_id, period)]


def proposed(form: DocumentType, person_id: int, today: date, of: str) -> Fields:
    """What a fresh sheet says that is begun from something else; nothing where the address names nothing."""
    asked = operations("proposed", form.code) if of else []
    return [field for operation in asked for field in operation(person_id, today, of)]


def unfinished(document: Document) -> list[Refusal]:
    """What a regulation says keeps a case open."""
    found = (operation(document) for operation in operations("unfinished", document.type))
    return [refusal for refusals in found for refusal in refusals]


def recused(document: Document) -> set[int]:
    """Whom a regulation keeps from every step of a document."""
    return {
        person_id for operation in operations("recused", document.type) for person_id in operation(document)
    }


def decided(document: Document, decision: Decision, moment: Moment) -> None:
    """Run what a regulation wants done about a decision."""
    for operation in operations("decided", document.type):
        operation(document, decision, moment)


def asked_of_clock(event: Literal["late", "escalated"], document: Document, clock: Clock) -> list[int]:
    """Whom a regulation names for a limit on a whole document that is over."""
    found = (operation(document, clock) for operation in operations(event, document.type))
    return [person_id for people in found for person_id in people]


def noted(form: DocumentType, person_id: int, first: date, last: date) -> list[str]:
    """What there is to note beside a person's records of some days."""
    found = (operation(person_id, first, last) for operation in operations("gathered", form.code))
    return [sentence for sentences in found for sentence in sentences]


def told(form: DocumentType, person_id: int, terms: Terms) -> list[str]:
    """What somebody who fills a form should know."""
    found = (operation(person_id, terms) for operation in operations("opened", form.code))
    return [sentence for sentences in found for sentence in sentences]


def hinted(form: DocumentType, person_id: int, said: Said, terms: Terms) -> list[Hint]:
    """What to hint at beside a sheet that is being filled."""
    found = (operation(person_id, said, terms) for operation in operations("filling", form.code))
    return [each if isinstance(each, Hint) else Hint(each) for hints in found for each in hints]


def operations(event: Event, code: str) -> list[Operation]:
    """What is to run for a form."""
    return cast(Hooks, current_app.extensions["hooks"]).get((event, code), [])


def facts_of(document: Document) -> Facts:
    """What a document says now."""
    return said(current(document), catalogue().type(document.type))
