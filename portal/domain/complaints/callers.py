"""Who calls: a customer by name, pinyin, code, phone or an earlier complaint's order, with what is open; or
somebody who is in no register and complained before."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Row, Select, and_, false, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from portal.core.approval.visibility import may_see, may_see_paper
from portal.core.case import CLOSED
from portal.core.documents.models import Document
from portal.core.org.models import UnitPlace
from portal.domain.complaints.cars import is_plate, plain
from portal.domain.complaints.models import Complaint
from portal.domain.customers.models import Customer, CustomerContact
from portal.domain.customers.phones import digits, is_phone, masked
from portal.domain.customers.queries import matches, wording_of
from portal.extensions import db

MOST_CALLERS = 10
NEWEST = 3
SHORTEST_NUMBER = 3


class Open(NamedTuple):
    """A customer's open complaints that somebody may see: how many, and the newest few."""

    number: int
    newest: list[Complaint]


class Caller(NamedTuple):
    """A customer who may be calling: his unit's name, the contact whose number was asked for, what is open,
    by which regulation his last complaint went, and what a sheet for him is begun from."""

    customer: Customer
    unit: str
    contact: CustomerContact | None
    open: Open
    regulation: str
    source: str


NOTHING_OPEN = Open(0, [])


def callers(person_id: int, day: date, text: str) -> list[Caller]:
    """The customers in use that a text means, the first few by code; one more when there are others."""
    orders, (words, values) = by_number(person_id, day, text), wording_of(text)
    asked = or_(*matches(words), has_phone(text), Customer.id.in_(orders))
    place = and_(UnitPlace.unit_id == Customer.unit_id, UnitPlace.in_force(day))
    query = select(Customer, UnitPlace.name).outerjoin(UnitPlace, place)
    query = query.where(Customer.state == "active", asked).options(selectinload(Customer.contacts))
    query = query.order_by(Customer.code).limit(MOST_CALLERS + 1)
    rows = db.session.execute(query, values).all()
    ids = [customer.id for customer, _ in rows]
    opened, last = open_of(person_id, day, ids), last_regulations(ids)
    return [
        Caller(
            customer, unit or "", contact := called(customer, text), opened.get(customer.id, NOTHING_OPEN),
            last.get(customer.id, ""), source_of(customer, contact, orders.get(customer.id)),
        )
        for customer, unit in rows
    ]  # fmt: skip


def by_number(person_id: int, day: date, text: str) -> dict[int, int]:
    """By customer, the newest complaint that is known by a number with this text in it."""
    if len(text) < SHORTEST_NUMBER:
        return {}
    query = select(Complaint.customer_id, func.max(Complaint.case_id))
    query = query.where(has_number(text))
    seen = (Complaint.customer_id.is_not(None), may_see_paper(Complaint.case_id, person_id, day))
    query = query.where(*seen).group_by(Complaint.customer_id)
    newest = query.order_by(func.max(Complaint.case_id).desc()).limit(MOST_CALLERS)
    return {customer_id: case_id for customer_id, case_id in db.session.execute(newest) if customer_id}


def strangers(person_id: int, day: date, text: str) -> list[Complaint]:
    """The newest complaints of people in no register that a text means, by name, phone or number, and that a
    person may see."""
    asked = [Complaint.complainant.icontains(text, autoescape=True)] if text else []
    if len(text) >= SHORTEST_NUMBER:
        asked.append(has_number(text))
    if is_phone(text):
        asked.append(Complaint.phone.endswith(digits(text), autoescape=True))
    query = select(Complaint).where(Complaint.customer_id.is_(None), or_(false(), *asked))
    query = query.where(may_see_paper(Complaint.case_id, person_id, day)).order_by(Complaint.case_id.desc())
    return list(db.session.scalars(query.options(joinedload(Complaint.document)).limit(MOST_CALLERS)))


def has_number(text: str) -> ColumnElement[bool]:
    """SQL: a complaint is known by a number with this text in it, or by this plate however it is written."""
    plate = [Complaint.known_by == plain(text)] if is_plate(text) else []
    return or_(Complaint.known_by.icontains(text, autoescape=True), *plate)


def has_phone(text: str) -> ColumnElement[bool]:
    """SQL: somebody at the customer has this number, or one that ends like it (an area code is left out)."""
    if not is_phone(text):
        return false()
    return Customer.contacts.any(CustomerContact.digits.endswith(digits(text), autoescape=True))


def called(customer: Customer, text: str) -> CustomerContact | None:
    """The contact whose number was asked for."""
    wanted = digits(text) if is_phone(text) else ""
    return next((each for each in customer.contacts if wanted and each.digits.endswith(wanted)), None)


def phone_told(contact: CustomerContact, text: str) -> str:
    """A number as it is shown: whole to whoever asked for it whole."""
    return contact.phone if contact.digits and contact.digits == digits(text) else masked(contact.phone)


def source_of(customer: Customer, contact: CustomerContact | None, case_id: int | None) -> str:
    """What the sheet is begun from: the complaint about the order, whoever called, or the customer."""
    if case_id:
        return f"complaint-{case_id}"
    return f"contact-{contact.id}" if contact else f"customer-{customer.id}"


def open_of(person_id: int, day: date, customers: Collection[int]) -> dict[int, Open]:
    """By customer, the open complaints that a person may see: one question for all."""
    if not customers:
        return {}
    by = Complaint.customer_id
    place = func.row_number().over(partition_by=by, order_by=Complaint.case_id.desc()).label("place")
    number = func.count().over(partition_by=by).label("number")
    seen = seen_open(person_id, day, customers)
    found = seen.with_only_columns(Complaint.case_id, place, number).subquery()
    query = select(Complaint, found.c.number).join(found, found.c.case_id == Complaint.case_id)
    query = query.where(found.c.place <= NEWEST).options(joinedload(Complaint.document))
    return grouped(db.session.execute(query.order_by(Complaint.case_id.desc())))


def seen_open(person_id: int, day: date, customers: Collection[int]) -> Select[Complaint]:
    """SQL: the open complaints of some customers that a person may see."""
    query = select(Complaint).join(Complaint.document)
    seen = may_see(person_id, day)
    return query.where(Complaint.customer_id.in_(customers), Document.stage != CLOSED, seen)


def grouped(rows: Iterable[Row[Complaint, int]]) -> dict[int, Open]:
    """The rows of each customer."""
    found: dict[int, Open] = {}
    for complaint, number in rows:
        found.setdefault(complaint.customer_id or 0, Open(number, [])).newest.append(complaint)
    return found


def last_regulations(customers: Collection[int]) -> dict[int, str]:
    """By customer, the regulation by which his newest complaint went."""
    newest = select(func.max(Complaint.case_id)).where(Complaint.customer_id.in_(customers))
    query = select(Complaint.customer_id, Complaint.regulation)
    query = query.where(Complaint.case_id.in_(newest.group_by(Complaint.customer_id)))
    rows = db.session.execute(query) if customers else ()
    return {customer_id or 0: regulation for customer_id, regulation in rows}
