"""References to customers: by code, by whole name, or by a part of the name that only one has."""

from sqlalchemy import select

from portal.core.facts import Ref
from portal.core.forms.references import Found
from portal.domain.customers.models import Customer
from portal.extensions import db

MOST_SUGGESTIONS = 200


class Customers:
    """The customers that a unit looks after."""

    def resolve(self, texts: set[str], unit_id: int) -> dict[str, list[Found]]:
        """The customers each text may mean: exact code or name first, then names that contain it."""
        known = db.session.scalars(
            select(Customer).where(Customer.unit_id == unit_id).order_by(Customer.code)
        )
        customers = list(known)
        return {text: [found(c) for c in meant(text, customers)] for text in texts}

    def suggestions(self, unit_id: int) -> list[str]:
        """Name and code of the unit's customers, by name."""
        query = select(Customer.name, Customer.code).where(Customer.unit_id == unit_id)
        rows = db.session.execute(query.order_by(Customer.name).limit(MOST_SUGGESTIONS))
        return [f"{name} {code}" for name, code in rows]


def meant(text: str, customers: list[Customer]) -> list[Customer]:
    """The customers that a text may mean."""
    for exact in (
        [c for c in customers if text in (c.code, f"{c.name} {c.code}")],
        [c for c in customers if text == c.name],
    ):
        if exact:
            return exact
    return [c for c in customers if text in c.name]


def found(customer: Customer) -> Found:
    """A customer as a reference, with what forms copy from it."""
    return Found(Ref(customer.id, customer.code, customer.name), {"grade": customer.grade})


REGISTERS = {"customer": Customers()}
