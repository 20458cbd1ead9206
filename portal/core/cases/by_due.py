"""Open cases by when they are due: where a page of them begins, and what runs on each."""

from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select

from portal.core.clocks.models import Clock

PAGE = 30
NEVER = datetime(9999, 1, 1, tzinfo=UTC)  # cases on which nothing runs stand last


class Place(NamedTuple):
    """Where a page begins: behind the case with this id that is due then."""

    due: datetime
    case_id: int

    def told(self) -> str:
        """The place in an address."""
        return f"{self.due:%Y%m%dT%H%M%S%f}-{self.case_id}"


def place_of(text: str) -> Place | None:
    """A place as an address tells it, if it can be read."""
    due, _, case_id = text.partition("-")
    if not (case_id.isascii() and case_id.isdigit() and len(case_id) < 10):
        return None
    try:
        return Place(datetime.strptime(due, "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC), int(case_id))
    except ValueError:
        return None


def running() -> Select[Any, Any]:
    """SQL: when each document is due whose own limit runs."""
    query = select(Clock.document_id, func.min(Clock.due_at).label("due"))
    return query.where(Clock.step_id.is_(None), Clock.state == "running").group_by(Clock.document_id)
