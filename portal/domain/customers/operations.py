"""Registering a customer, changing, closing and reopening it; each leaves its event in the chain."""

from typing import NamedTuple

from portal.core.audit.chain import record
from portal.core.instants import Moment
from portal.domain.customers.cards import card_of, told, write
from portal.domain.customers.codes import draw_code
from portal.domain.customers.facts import Card
from portal.domain.customers.models import Customer
from portal.domain.customers.phones import digits
from portal.domain.customers.queries import lookalikes, registered_as
from portal.extensions import db, hold


class Registrar(NamedTuple):
    """Who registers, and for which unit."""

    person_id: int
    unit_id: int


class AlreadyRegistered(Exception):
    """The form's key was spent; `customer_id` is what came of it."""

    def __init__(self, customer_id: int) -> None:
        super().__init__(customer_id)
        self.customer_id = customer_id


class LooksLike(Exception):
    """Customers that nobody has confirmed to be others; nothing was registered."""

    def __init__(self, customers: list[Customer]) -> None:
        super().__init__([c.code for c in customers])
        self.ids = {c.id for c in customers}


class ChangedMeanwhile(Exception):
    """Somebody changed the customer after the page was opened; nothing was changed."""


def register(
    card: Card, registrar: Registrar, form_key: str, moment: Moment, others: frozenset[int] | None = None
) -> Customer:
    """Register a customer; `others` are known to be different ones (None: nobody is asked).

    Raises AlreadyRegistered and LooksLike; both leave no gap in the codes.
    """
    code = draw_code(registrar.unit_id)
    known = registered_as(form_key)
    if known:
        raise AlreadyRegistered(known)
    if others is not None:
        refuse_lookalikes(card, registrar, moment, others)
    customer = Customer(
        code=code, unit_id=registrar.unit_id, state="active", version=1, form_key=form_key, grade="",
        graded_on=None, owner_id=None,
    )  # fmt: skip
    write(customer, card, moment)
    db.session.add(customer)
    db.session.flush()
    said = {"code": code, "card": told(card)}
    record(stream(customer), "customer:registered", registrar.person_id, moment.at, **said)
    return customer


def refuse_lookalikes(card: Card, registrar: Registrar, moment: Moment, others: frozenset[int]) -> None:
    """Raise LooksLike when somebody registered may be the same and was not confirmed to be another."""
    numbers = {digits(contact.phone) for contact in card.contacts}
    alike = lookalikes(registrar.person_id, moment.day, card.name, numbers)
    if not {customer.id for customer in alike} <= others:
        raise LooksLike(alike)


def change(customer_id: int, card: Card, seen: int, person_id: int, moment: Moment) -> Customer:
    """Change what a customer's card says; raises ChangedMeanwhile."""
    customer = held(customer_id)
    if customer.version != seen:
        raise ChangedMeanwhile
    before, after = told(card_of(customer)), told(card)
    differing = [name for name in sorted(before | after) if before.get(name, "") != after.get(name, "")]
    if differing:
        write(customer, card, moment)
        customer.version += 1
        changes = {name: [before.get(name, ""), after.get(name, "")] for name in differing}
        record(stream(customer), "customer:changed", person_id, moment.at, changes=changes)
    return customer


def close(customer_id: int, person_id: int, moment: Moment) -> None:
    """Take a customer out of use: it is found and read, but offered to no form."""
    turn(held(customer_id), "closed", "customer:closed", person_id, moment)


def reopen(customer_id: int, person_id: int, moment: Moment) -> None:
    """Take a customer into use again."""
    turn(held(customer_id), "active", "customer:reopened", person_id, moment)


def turn(customer: Customer, state: str, event: str, person_id: int, moment: Moment) -> None:
    """Give a customer its other state; a second click changes nothing."""
    if customer.state != state:
        customer.state = state
        customer.version += 1
        record(stream(customer), event, person_id, moment.at)


def held(customer_id: int) -> Customer:
    """The customer, locked for this operation."""
    customer = hold(Customer, id=customer_id)
    if customer is None:
        raise LookupError(customer_id)
    return customer


def stream(customer: Customer) -> str:
    """The customer's stream in the audit chain."""
    return f"customer:{customer.id}"
