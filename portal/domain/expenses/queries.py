"""Questions about standards, purchases and accruals."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import BigInteger, Select, cast, func, or_, select
from sqlalchemy.orm import joinedload

from portal.core.facts import Month
from portal.core.money import Amount
from portal.domain.customers.models import Customer
from portal.domain.expenses.models import Accrual, Contract, Purchase, Standard
from portal.domain.products.codes import code_of
from portal.domain.products.models import Product
from portal.extensions import db


def standards_on(products: Iterable[int], day: date) -> dict[int, Amount]:
    """What each product may cost on a day, by its id; of two from one day the later approved counts."""
    query = select(Standard).where(Standard.product_id.in_(set(products)), Standard.since <= day)
    rows = db.session.scalars(query.order_by(Standard.since, Standard.id))
    return {row.product_id: Amount(row.fen) for row in rows}


def standards() -> Select[Any]:
    """SQL: every standard with its product."""
    return select(Standard).options(joinedload(Standard.product))


def purchases(month: Month) -> Select[Any]:
    """SQL: a month's purchases, with customers and products."""
    around = joinedload(Purchase.customer), joinedload(Purchase.product)
    return select(Purchase).where(Purchase.month == month.first()).options(*around)


def purchases_of(person_id: int, month: Month) -> list[Purchase]:
    """What the customers bought that a person looks after, by customer and product."""
    query = purchases(month).join(Purchase.customer).join(Purchase.product)
    query = query.where(Customer.owner_id == person_id).order_by(Customer.code, Product.code)
    return list(db.session.scalars(query))


def bought(month: Month, customers: Iterable[int]) -> dict[tuple[int, int], Purchase]:
    """The purchases of some customers in a month, by customer and product."""
    query = purchases(month).where(Purchase.customer_id.in_(set(customers)))
    return {(row.customer_id, row.product_id): row for row in db.session.scalars(query)}


def collected_since(customer_id: int, product_id: int, first: Month, last: Month) -> Amount:
    """What a customer paid of a product in some months, both included."""
    total = cast(func.coalesce(func.sum(Purchase.collected_fen), 0), BigInteger)
    query = select(total).filter_by(customer_id=customer_id, product_id=product_id)
    query = query.where(Purchase.month.between(first.first(), last.first()))
    return Amount(int(db.session.scalar(query) or 0))


def months_bought() -> list[Month]:
    """The months that purchases were entered for, the newest first."""
    days = db.session.scalars(select(Purchase.month).distinct().order_by(Purchase.month.desc()))
    return [Month(day.year, day.month) for day in days]


def sums_of(month: Month) -> tuple[Amount, Amount]:
    """What a month's purchases came to, and what of it is paid."""
    sums = (func.coalesce(func.sum(column), 0) for column in (Purchase.invoiced_fen, Purchase.collected_fen))
    found = db.session.execute(select(*sums).where(Purchase.month == month.first())).one()
    invoiced, collected = (Amount(int(fen)) for fen in found)
    return invoiced, collected


def accrued(document_id: int) -> list[Accrual]:
    """The lines of a table in force."""
    query = select(Accrual).filter_by(document_id=document_id).order_by(Accrual.position)
    return list(db.session.scalars(query.options(joinedload(Accrual.customer), joinedload(Accrual.product))))


def one_purchase(purchase_id: int) -> Purchase | None:
    """A row with its customer and product."""
    around = joinedload(Purchase.customer), joinedload(Purchase.product)
    found: Purchase | None = db.session.scalar(select(Purchase).filter_by(id=purchase_id).options(*around))
    return found


def contracts(text: str) -> Select[Any]:
    """SQL: the contracts whose number or customer has a text in it."""
    query = select(Contract)
    if not text:
        return query
    numbered = Contract.number.contains(contract_number(text), autoescape=True)
    return query.where(or_(numbered, Contract.customer.contains(text, autoescape=True)))


def contract_number(text: str) -> str:
    """A contract's number as the register writes it."""
    return code_of(text)


def contracts_numbered(numbers: Iterable[str]) -> dict[str, Contract]:
    """Contracts by their numbers."""
    query = select(Contract).where(Contract.number.in_(set(numbers)))
    rows = db.session.scalars(query.options(joinedload(Contract.registered)))
    return {row.number: row for row in rows}
