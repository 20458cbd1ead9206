"""References to customers: by code, by whole name, or by a part of the name that only one has."""

import unicodedata
from functools import cache
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Integer,
    Select,
    String,
    and_,
    bindparam,
    case,
    column,
    func,
    or_,
    select,
    values,
)

from portal.core.approval.visibility import asks_himself
from portal.core.facts import Ref
from portal.core.forms.references import Asker, Found
from portal.domain.customers.models import Customer
from portal.domain.customers.names import folded
from portal.domain.customers.queries import may_see_customer, visitors_customers
from portal.extensions import db

MOST_SUGGESTIONS = 200
MOST_CHOICES = 6


class Customers:
    """The customers in use that a person sees, as a form of a unit may name them."""

    def __init__(self, asker: Asker) -> None:
        self.asker, self.visible = asker, may_see_customer(asker.person_id, asker.today)

    def resolve(self, texts: set[str], unit_id: int) -> dict[str, list[Found]]:
        """The customers each text may mean, at most a few: exact code or name first, then a part of it."""
        asked = sorted(texts)
        means: dict[str, list[Found]] = {text: [] for text in asked}
        if asked:
            for position, customer in db.session.execute(self.best(wanted(asked), unit_id)):
                means[asked[position]].append(found(customer))
        return means

    def best(self, asked: CTE, unit_id: int) -> Select[Any]:
        """SQL: position of each text with the customers that fit it best."""
        text = asked.c.text
        exact = or_(Customer.code == asked.c.code, Customer.name + " " + Customer.code == text)
        named = or_(Customer.name == text, and_(asked.c.folded != "", Customer.folded == asked.c.folded))
        part = and_(asked.c.folded != "", Customer.folded.contains(asked.c.folded))  # folded: no wildcards
        rank = case((exact, 0), (Customer.name == text, 1), (named, 2), else_=3).label("rank")
        fits: Any = select(asked.c.position, Customer.id, rank).join(Customer, or_(exact, named, part))
        fits = fits.where(*self.offered(unit_id)).cte("fits")
        best = func.min(fits.c.rank).over(partition_by=fits.c.position).label("best")
        order = func.row_number().over(partition_by=fits.c.position, order_by=(fits.c.rank, fits.c.id))
        chosen = select(fits, best, order.label("place")).cte("chosen")
        query = select(chosen.c.position, Customer).join(Customer, Customer.id == chosen.c.id)
        query = query.where(chosen.c.rank == chosen.c.best, chosen.c.place <= MOST_CHOICES)
        return query.order_by(chosen.c.position, Customer.code)

    def offered(self, unit_id: int) -> tuple[Any, ...]:
        """SQL: the customers that a form of the unit may name."""
        return offered(unit_id, self.visible)

    def suggestions(self, unit_id: int) -> list[str]:
        """Name and code of the unit's customers, by name."""
        alone = asks_himself(self.asker.person_id, self.asker.today)
        query = visitors_suggestions() if alone else suggested(self.visible)
        return [f"{name} {code}" for name, code in db.session.execute(query, {"unit_id": unit_id})]


def offered(unit_id: Any, may: ColumnElement[bool]) -> tuple[ColumnElement[bool], ...]:
    """SQL: whether a form of a unit may name a customer that somebody may see."""
    return Customer.unit_id == unit_id, Customer.state == "active", may


@cache
def visitors_suggestions() -> Select[str, str]:
    """SQL, written once as every plan asks it: what is suggested to the visitor."""
    return suggested(visitors_customers())


def suggested(may: ColumnElement[bool]) -> Select[str, str]:
    """SQL: name and code of the customers that may be seen of a `unit_id`, by name."""
    which = offered(bindparam("unit_id", type_=Integer), may)
    query = select(Customer.name, Customer.code).where(*which)
    return query.order_by(Customer.name).limit(MOST_SUGGESTIONS)


def wanted(texts: list[str]) -> CTE:
    """SQL: the texts as rows, as they are compared with codes and with names."""
    text, code, plain = (column(name, String) for name in ("text", "code", "folded"))
    rows = [(n, text, code_of(text), folded(text)) for n, text in enumerate(texts)]
    shape = values(column("position", Integer), text, code, plain, name="wanted")
    return shape.data(rows).cte("wanted")


def code_of(text: str) -> str:
    """A text as a code: half-width, in capitals."""
    return unicodedata.normalize("NFKC", text).strip().upper()


def found(customer: Customer) -> Found:
    """A customer as a reference, with what forms copy from it."""
    return Found(Ref(customer.id, customer.code, customer.name), {"grade": customer.grade})


REGISTERS = {"customer": Customers}
