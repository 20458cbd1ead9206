"""What the cells say that name a step's signer, or the unit in which he is looked for, as they are now."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from msgspec.structs import asdict

from portal.core.approval.hooks import facts_of
from portal.core.document_type import DocumentType
from portal.core.documents.models import Document
from portal.core.facts import Ref, columns
from portal.core.flow import Step
from portal.core.org.queries import Place, last_unit, upwards
from portal.core.web.context import catalogue


class Pointer(NamedTuple):
    """What such a cell is called, and whom or what it names; None while it is empty."""

    label: str
    ref: Ref | None = None


Pointers = Mapping[str, Pointer]


def pointers(steps: Iterable[Step], form: DocumentType, head: Mapping[str, Any]) -> Pointers:
    """The cells that some steps ask, by name, as a sheet's head says them so far."""
    declared, asked = columns(form.facts), {step.pointer for step in steps if step.pointer}
    return {name: Pointer(declared[name].cell.label, registered(head.get(name))) for name in asked}


def registered(said: Any) -> Ref | None:
    """What a cell refers to; None of words that no register knows."""
    return said if isinstance(said, Ref) and said.id else None


def pointers_of(document: Document, steps: Iterable[Step]) -> Pointers:
    """The same as a document says them now; asked of it only where a step needs it."""
    asking = [step for step in steps if step.pointer]
    if not asking:
        return {}
    return pointers(asking, catalogue().type(document.type), asdict(facts_of(document)))


def way_up(document: Document, step: Step, day: date) -> list[Place]:
    """Where a step's superiors are looked for, nearest first."""
    pointer = pointers_of(document, (step,)).get(step.pointer)
    return upwards((pointer and start_of(step, pointer, day)) or document.unit_id, day)


def start_of(step: Step, pointer: Pointer, day: date) -> int | None:
    """The unit that a cell names, or in which whom it names is, or was last; None while it is empty."""
    if pointer.ref is None:
        return None
    return last_unit(pointer.ref.id, day) if step.named else pointer.ref.id
