"""A customer's card: read from its rows, written to them, and told flat for the chain."""

from collections.abc import Iterator
from typing import Any, cast

import msgspec
from sqlalchemy import select

from portal.core.instants import Moment
from portal.core.kinds import typed
from portal.core.org.models import Person
from portal.domain.customers.facts import Card, Contact, Nature
from portal.domain.customers.models import Customer, CustomerContact
from portal.domain.customers.names import search_names
from portal.domain.customers.phones import digits
from portal.extensions import db

PERSONAL = ("name", "title", "phone", "consent_on", "consent_how", "note")


def card_of(customer: Customer) -> Card:
    """What the register says of a customer, as somebody would have filled it in."""
    return Card(
        name=customer.name, grade=customer.grade, owner=customer.owner.number if customer.owner else "",
        address=customer.address, remark=customer.remark, nature=cast(Nature, customer.nature),
        contacts=tuple(contact_of(row) for row in customer.contacts),
    )  # fmt: skip


def contact_of(row: CustomerContact) -> Contact:
    """One contact; its id is the line's key."""
    said: dict[str, Any] = {name: getattr(row, name) for name in PERSONAL}
    return Contact(key=key_of(row), **said)


def key_of(row: CustomerContact) -> str:
    """The key under which a stored contact comes back from a form."""
    return f"{row.id:08x}"


def write(customer: Customer, card: Card, moment: Moment) -> None:
    """Give a customer what its card says, with all that searching wants; a new grade is dated today."""
    if customer.grade != card.grade:
        customer.grade, customer.graded_on = card.grade, moment.day if card.grade else None
    customer.name, customer.address, customer.remark = card.name, card.address, card.remark
    customer.nature = card.nature
    for column, text in search_names(card.name)._asdict().items():
        setattr(customer, column, text)
    number = select(Person).filter_by(number=card.owner)
    customer.owner = db.session.scalars(number).one() if card.owner else None
    known = {key_of(row): row for row in customer.contacts}
    customer.contacts = [fill(known.get(said.key, CustomerContact()), said) for said in card.contacts]


def fill(row: CustomerContact, contact: Contact) -> CustomerContact:
    """Give a contact's row what is said of it."""
    for name in PERSONAL:
        setattr(row, name, getattr(contact, name))
    row.digits = digits(contact.phone)
    row.tail = row.digits[-4:]
    return row


def told(card: Card) -> dict[str, str]:
    """Everything a card says, by place: name, address, contacts.0000002a.phone."""
    return {place: text for place, text in places(card) if text}


def places(card: Card) -> Iterator[tuple[str, str]]:
    """Each cell of a card as text."""
    for name, value in msgspec.structs.asdict(card).items():
        if name != "contacts":
            yield name, str(value)
    for contact in card.contacts:
        for name in PERSONAL:
            yield f"contacts.{contact.key}.{name}", typed(getattr(contact, name))
