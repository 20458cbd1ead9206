"""What a complaint's sheet begins with: a customer, whoever called, an earlier complaint, or a visit."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import func, select

from portal.core.approval.hooks import facts_of
from portal.core.approval.visibility import seen_by
from portal.core.documents.models import Document
from portal.core.facts import Facts, Line, Ref, columns, tables
from portal.core.org.queries import capabilities, holdings
from portal.domain.complaints.cars import is_plate
from portal.domain.complaints.models import Complaint
from portal.domain.customers.models import Customer, CustomerContact
from portal.domain.customers.phones import is_phone
from portal.domain.customers.queries import visible_customers
from portal.extensions import db

TAKES = "take_complaints"
SOURCE = re.compile(r"(customer|contact|complaint|visit)-([0-9]{1,9})(?:-([0-9a-f]{8}))?", re.ASCII)
HEARD = "heard-"
CALLED, VISITED = "电话", "巡访"
VISITS = "visited"
LONGEST_TEXT = 300


class Proposal(NamedTuple):
    """What is known of a complaint before it is taken down, as somebody would type it: the customer, what the
    complainant is called, who called for him and from where, what it is about and known by, how it came in,
    what was said.

    `case_id` is the newest complaint of the same customer, or the one that it is begun from.
    """

    customer: str = ""
    name: str = ""
    caller: str = ""
    phone: str = ""
    about: str = ""
    known_by: str = ""
    channel: str = ""
    what: str = ""
    case_id: int | None = None

    def fields(self, cells: Mapping[str, str]) -> list[tuple[str, str]]:
        """What is known, by the cells of a form that ask for it (name of the part -> name of the cell)."""
        return [(cell, text) for part, cell in cells.items() if (text := getattr(self, part))]


def proposed(person_id: int, today: date, of: str) -> Proposal:
    """What is known from a source that the person may use, or from a caller's words; else nothing."""
    if of.startswith(HEARD):
        return heard(of.removeprefix(HEARD))
    match = SOURCE.fullmatch(of)
    return SOURCES[match[1]](person_id, today, int(match[2]), match[3] or "") if match else Proposal()


def heard(words: str) -> Proposal:
    """What was asked for and is in no register: a phone, a licence plate, or a name."""
    called = Proposal(channel=CALLED)
    if is_phone(words):
        return called._replace(phone=words)
    return called._replace(known_by=words) if is_plate(words) else called._replace(name=words)


def of_customer(_person_id: int, _today: date, customer_id: int, _key: str) -> Proposal:
    """Whoever takes complaints down may name any customer in use."""
    customer = db.session.get(Customer, customer_id)
    if customer is None or customer.state != "active":
        return Proposal()
    before = select(func.max(Complaint.case_id)).filter_by(customer_id=customer_id)
    named = f"{customer.name} {customer.code}"
    return Proposal(named, name=customer.name, channel=CALLED, case_id=db.session.scalar(before))


def of_contact(person_id: int, today: date, contact_id: int, _key: str) -> Proposal:
    """The customer of somebody who called; his name, if the person may read it."""
    contact = db.session.get(CustomerContact, contact_id)
    if contact is None:
        return Proposal()
    proposal = of_customer(person_id, today, contact.customer_id, "")
    if reads(person_id, today, contact):
        return proposal._replace(caller=contact.name, phone=contact.phone)
    return proposal


def reads(person_id: int, today: date, contact: CustomerContact) -> bool:
    """Whether somebody takes calls for the company, or sees the customer."""
    if TAKES in capabilities(holdings(person_id, today)):
        return True
    seen = visible_customers(person_id, today).where(Customer.id == contact.customer_id)
    return db.session.scalar(seen) is not None


def of_complaint(person_id: int, today: date, case_id: int, _key: str) -> Proposal:
    """The complainant of a complaint that the person may see, and what it is about."""
    if seen_by(person_id, case_id, today) is None:
        return Proposal()
    row = db.session.get(Complaint, case_id)
    if row is None:
        return Proposal()
    known = Proposal(channel=CALLED)
    if row.customer_id and not (known := of_customer(person_id, today, row.customer_id, "")).customer:
        return known
    told = {"name": row.complainant, "phone": row.phone, "about": row.about, "known_by": row.known_by}
    return known._replace(**told, case_id=case_id)


def of_visit(person_id: int, today: date, document_id: int, key: str) -> Proposal:
    """The customer and the words of a visit, whose journal the person may see."""
    document = seen_by(person_id, document_id, today)
    visit = next((each for each in visits_in(document) if each.key == key), None) if document else None
    if visit is None:
        return Proposal()
    proposal = of_customer(person_id, today, visit.customer.id, "")
    return proposal._replace(channel=VISITED, what=visit.words[:LONGEST_TEXT])


class VisitLine(NamedTuple):
    """A line of a journal: its key, the customer who was visited, and what was noted."""

    key: str
    customer: Ref
    words: str


def visits_in(document: Document) -> list[VisitLine]:
    """The visits that a document tells of: the lines that name a visited customer."""
    if document.destroyed_by:
        return []
    facts = facts_of(document)
    return [
        VisitLine(line.key, getattr(line, name), getattr(line, "summary", ""))
        for line in lines_of(facts)
        for name, column in columns(type(line)).items()
        if column.cell.of == VISITS and isinstance(getattr(line, name), Ref)
    ]


def lines_of(facts: Facts) -> Iterator[Line]:
    """Every line of every table."""
    for name in tables(type(facts)):
        yield from getattr(facts, name)


SOURCES: dict[str, Callable[..., Any]] = {
    "customer": of_customer, "contact": of_contact, "complaint": of_complaint, "visit": of_visit,
}  # fmt: skip
