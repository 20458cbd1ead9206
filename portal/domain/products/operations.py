"""Registering a product, changing it, ending its use; each leaves its event in the chain."""

from collections.abc import Sequence

from sqlalchemy import select

from portal.core.audit.chain import record
from portal.core.folding import folded
from portal.core.instants import Moment
from portal.core.kinds import typed
from portal.core.pinyin import initials
from portal.domain.products.facts import Card
from portal.domain.products.models import Product
from portal.extensions import db, hold, insert_once

SAID = ("code", "name", "spec", "unit", "since", "until")


class CodeTaken(Exception):
    """The code belongs to `product` already; nothing was registered."""

    def __init__(self, product: Product) -> None:
        super().__init__(product.code)
        self.product_id, self.label, self.card = product.id, product.label, card_of(product)


class ListRefused(Exception):
    """Codes of a list that are taken, by position; nothing was registered."""

    def __init__(self, taken: dict[int, str]) -> None:
        super().__init__(taken)
        self.taken = taken


class ChangedMeanwhile(Exception):
    """Somebody changed the product after the page was opened; nothing was changed."""


def register(card: Card, person_id: int, moment: Moment) -> Product:
    """Register a product; raises CodeTaken."""
    first = insert_once(Product, **columns(card), version=1)
    product = db.session.scalars(select(Product).filter_by(code=card.code)).one()
    if not first:
        raise CodeTaken(product)
    record(stream(product), "product:registered", person_id, moment.at, card=told(card))
    return product


def register_all(cards: Sequence[Card], person_id: int, moment: Moment) -> int:
    """Register every product of a list, or none; raises ListRefused. Returns how many."""
    taken: dict[int, str] = {}
    for position, card in enumerate(cards):
        try:
            register(card, person_id, moment)
        except CodeTaken as known:
            taken[position] = known.label
    if taken:
        raise ListRefused(taken)
    return len(cards)


def change(product_id: int, card: Card, seen: int, person_id: int, moment: Moment) -> None:
    """Change what the register says of a product; its code stays. Raises ChangedMeanwhile."""
    product = held(product_id)
    if product.version != seen:
        raise ChangedMeanwhile
    before, after = told(card_of(product)), told(card)
    changes = {name: [before[name], after[name]] for name in SAID if before[name] != after[name]}
    if changes:
        for name, value in columns(card).items():
            setattr(product, name, value)
        product.version += 1
        record(stream(product), "product:changed", person_id, moment.at, changes=changes)


def end(product_id: int, person_id: int, moment: Moment) -> None:
    """No form is offered the product from today on; one that is not in use is left as it is."""
    product = held(product_id)
    if product.used_on(moment.day):
        product.until = moment.day
        product.version += 1
        record(stream(product), "product:ended", person_id, moment.at, until=moment.day.isoformat())


def card_of(product: Product) -> Card:
    """What the register says of a product, as somebody would have filled it in."""
    return Card(**{name: getattr(product, name) for name in SAID})


def columns(card: Card) -> dict[str, object]:
    """A card as the table's columns, with all that searching wants."""
    plain = folded(card.name + card.spec)
    said = {name: getattr(card, name) for name in SAID}
    return {**said, "folded": plain[:240], "initials": initials(plain)[:240]}


def told(card: Card) -> dict[str, str]:
    """A card as text for the chain."""
    return {name: typed(getattr(card, name)) for name in SAID}


def held(product_id: int) -> Product:
    """The product, locked for this operation."""
    product = hold(Product, id=product_id)
    if product is None:
        raise LookupError(product_id)
    return product


def stream(product: Product) -> str:
    """The product's stream in the audit chain."""
    return f"product:{product.id}"
