"""As whom a request reads, and what is known with whoever asks. Nothing outside a request is read by
anybody."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from flask import g, has_request_context, request
from sqlalchemy import ColumnElement, column, func, or_, select, table

from portal.extensions import Instant

NOBODY: frozenset[str] = frozenset()
# These tables stand above whoever needs this.
DOCUMENT = table("document", column("id"), column("compartment"))
DELEGATION = table("delegation", column("person_id"), column("delegate_id"), column("until", Instant))
ENTRY, CHANGE = (table(name, column("id")) for name in ("calendar_entry", "parameter_change"))
COMPARTMENTS = select(DOCUMENT.c.id).where(DOCUMENT.c.compartment.is_not(None)).exists()
READING = ("GET", "HEAD")


class Known(NamedTuple):
    """What the question who it is tells besides: whether that person gave or received a delegation that is
    not over; the newest entry in the calendar; the newest change of parameters, and how many there are (two
    at once may be stored in the other order)."""

    person_id: int
    delegates: bool
    entry: int
    change: tuple[int, int]


def besides(person_id: Any, at: Any) -> Iterator[ColumnElement[Any]]:
    """SQL: the columns of it, of a person at an instant; and whether there are compartments."""
    yield COMPARTMENTS.label("compartments")
    his = or_(DELEGATION.c.person_id == person_id, DELEGATION.c.delegate_id == person_id)
    yield select(DELEGATION.c.until).where(his, DELEGATION.c.until > at).exists().label("delegates")
    yield select(func.coalesce(func.max(ENTRY.c.id), 0)).scalar_subquery().label("entry")
    yield select(func.coalesce(func.max(CHANGE.c.id), 0)).scalar_subquery().label("change")
    yield select(func.count()).select_from(CHANGE).scalar_subquery().label("changes")


def knows(row: Any) -> None:
    """It is known from here on: the compartments, and if the request only reads all that was seen with
    them."""
    knows_of_compartments(row.compartments)
    if request.method in READING:
        g.known = Known(row.person_id, row.delegates, row.entry, (row.change, row.changes))


def known() -> Known | None:
    """What is known of the visitor; None where it has to be asked anew."""
    return g.get("known") if has_request_context() else None


def knows_of_compartments(there_are: bool) -> None:
    """Whether any document stands in a compartment: known for the whole request."""
    g.compartments = there_are


def reads_with(roles: Iterable[str]) -> None:
    """Whoever asks holds these roles."""
    g.reader_roles = frozenset(roles)


def reader_roles() -> frozenset[str]:
    """The roles of whoever asks; none for somebody unknown."""
    roles: frozenset[str] = g.get("reader_roles", NOBODY)
    return roles


def is_read() -> bool:
    """Whether somebody asks, and not the portal itself."""
    return has_request_context() and not g.get("reads_for_itself", False)


def read_for_itself() -> None:
    """What is asked from here to the end of the request is the portal's own business: it comes to an end that
    its reader will not see."""
    if has_request_context():
        g.reads_for_itself = True
