"""Codes of customers: a prefix that belongs to one unit alone, and a gap-free serial behind it."""

from sqlalchemy import select

from portal.core.documents.numbers import take
from portal.core.org.models import Unit
from portal.domain.customers.models import Customer, CustomerPrefix
from portal.extensions import db

LONGEST = 8


def draw_code(unit_id: int) -> str:
    """The next code of a unit; whoever registers there at the same time waits for this one."""
    serial = take("customer", f"customer:{unit_id}")
    return f"{prefix_of(unit_id)}{serial:04}"


def prefix_of(unit_id: int) -> str:
    """What the unit's codes begin with, chosen when its first customer is registered."""
    prefix = db.session.scalar(select(CustomerPrefix.prefix).filter_by(unit_id=unit_id))
    if prefix is None:
        prefix = next(candidate for candidate in candidates(unit_id) if is_free(candidate))
        db.session.add(CustomerPrefix(unit_id=unit_id, prefix=prefix))
        db.session.flush()
    return prefix


def candidates(unit_id: int) -> list[str]:
    """The beginnings of the unit's own code, the shortest first; at last one that nobody else has."""
    code = db.session.scalars(select(Unit.code).filter_by(id=unit_id)).one().upper()
    beginnings = [code[:length] for length in range(1, min(len(code), LONGEST) + 1)]
    return [*(b for b in beginnings if b.isascii() and b.isalpha()), f"U{unit_id}X"]


def is_free(prefix: str) -> bool:
    """Whether no unit has the prefix and no customer's code could be taken for one of its codes."""
    taken = select(CustomerPrefix.unit_id).filter_by(prefix=prefix)
    alike = select(Customer.code).where(Customer.code.startswith(prefix, autoescape=True))
    codes = db.session.scalars(alike)
    return db.session.scalar(taken) is None and not any(code[len(prefix) :].isdigit() for code in codes)
