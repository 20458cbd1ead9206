"""Who is the desk, who leads, who resolves."""

from collections.abc import Iterable
from datetime import date

from portal.core.approval.copying import declared_people
from portal.core.documents.models import Document
from portal.core.org.models import Holding
from portal.core.org.queries import capabilities, holdings, upwards
from portal.regulations.it_service.flows import DESK

WORKS = "work_tickets"


def holders(roles: Iterable[str], case: Document, day: date) -> list[Holding]:
    """Who holds these roles, the nearest from the reporter's unit upwards, else in the company."""
    return declared_people(roles, upwards(case.unit_id, day), day)


def desk_unit(case: Document, day: date) -> int:
    """The unit of the desk that answers a report; the reporter's where there is no desk."""
    desk = holders(DESK, case, day)
    return desk[0].post.unit_id if desk else case.unit_id


def is_desk(person_id: int, day: date) -> bool:
    """Whether somebody sits at a desk."""
    return any(holding.post.role in DESK for holding in holdings(person_id, day))


def may_resolve(person_id: int, day: date) -> bool:
    """Whether somebody is one of operations."""
    return WORKS in capabilities(holdings(person_id, day))
