"""As whom a request reads: the roles of whoever asks. Nothing outside a request is read by anybody."""

from collections.abc import Iterable

from flask import g, has_request_context
from sqlalchemy import column, select, table

NOBODY: frozenset[str] = frozenset()
DOCUMENT = table("document", column("id"), column("compartment"))  # the table stands above whoever needs this
COMPARTMENTS = select(DOCUMENT.c.id).where(DOCUMENT.c.compartment.is_not(None)).exists()


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
