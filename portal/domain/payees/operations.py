"""Registering a payee, changing it, ending its use; each leaves its event in the chain."""

from collections.abc import Sequence

from sqlalchemy import select

from portal.core.audit.chain import record
from portal.core.folding import folded
from portal.core.instants import Moment
from portal.core.kinds import typed
from portal.core.pinyin import initials
from portal.domain.customers.models import Customer
from portal.domain.payees.facts import Card
from portal.domain.payees.models import Payee
from portal.extensions import db, hold, insert_once

SAID = ("code", "name", "kind", "customer", "since", "until")


class CodeTaken(Exception):
    """The code belongs to `payee` already; nothing was registered."""

    def __init__(self, payee: Payee) -> None:
        super().__init__(payee.code)
        self.payee_id, self.name, self.card = payee.id, payee.name, card_of(payee)


class ListRefused(Exception):
    """Codes of a list that are taken, by position; nothing was registered."""

    def __init__(self, taken: dict[int, str]) -> None:
        super().__init__(taken)
        self.taken = taken


class ChangedMeanwhile(Exception):
    """Somebody changed the payee after the page was opened; nothing was changed."""


def register(card: Card, person_id: int, moment: Moment) -> Payee:
    """Register a payee; raises CodeTaken."""
    first = insert_once(Payee, **columns(card), version=1)
    payee = db.session.scalars(select(Payee).filter_by(code=card.code)).one()
    if not first:
        raise CodeTaken(payee)
    record(stream(payee), "payee:registered", person_id, moment.at, card=told(card))
    return payee


def register_all(cards: Sequence[Card], person_id: int, moment: Moment) -> int:
    """Register every payee of a list, or none; raises ListRefused. Returns how many."""
    taken: dict[int, str] = {}
    for position, card in enumerate(cards):
        try:
            register(card, person_id, moment)
        except CodeTaken as known:
            taken[position] = known.name
    if taken:
        raise ListRefused(taken)
    return len(cards)


def change(payee_id: int, card: Card, seen: int, person_id: int, moment: Moment) -> None:
    """Change what the register says of a payee; its code stays. Raises ChangedMeanwhile."""
    payee = held(payee_id)
    if payee.version != seen:
        raise ChangedMeanwhile
    before, after = told(card_of(payee)), told(card)
    changes = {name: [before[name], after[name]] for name in SAID if before[name] != after[name]}
    if changes:
        for name, value in columns(card).items():
            setattr(payee, name, value)
        payee.version += 1
        record(stream(payee), "payee:changed", person_id, moment.at, changes=changes)


def end(payee_id: int, person_id: int, moment: Moment) -> None:
    """No form is offered the payee from today on; one that is not in use is left as it is."""
    payee = held(payee_id)
    if payee.used_on(moment.day):
        payee.until = moment.day
        payee.version += 1
        record(stream(payee), "payee:ended", person_id, moment.at, until=moment.day.isoformat())


def card_of(payee: Payee) -> Card:
    """What the register says of a payee, as somebody would have filled it in."""
    said = {name: getattr(payee, name) for name in SAID if name != "customer"}
    return Card(**said, customer=payee.customer.code if payee.customer else "")


def columns(card: Card) -> dict[str, object]:
    """A card as the table's columns, with all that searching wants."""
    plain = folded(card.name)
    said = {name: getattr(card, name) for name in SAID if name != "customer"}
    customer_id = select(Customer.id).filter_by(code=card.customer)
    said["customer_id"] = db.session.scalars(customer_id).one() if card.customer else None
    return {**said, "folded": plain[:240], "initials": initials(plain)[:240]}


def told(card: Card) -> dict[str, str]:
    """A card as text for the chain."""
    return {name: typed(getattr(card, name)) for name in SAID}


def held(payee_id: int) -> Payee:
    """The payee, locked for this operation."""
    payee = hold(Payee, id=payee_id)
    if payee is None:
        raise LookupError(payee_id)
    return payee


def stream(payee: Payee) -> str:
    """The payee's stream in the audit chain."""
    return f"payee:{payee.id}"
