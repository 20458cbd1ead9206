"""Who bears the name of a contact, and which customers are registered."""

from collections.abc import Iterable

from sqlalchemy import select

from portal.core.folding import folded
from portal.domain.customers.models import Customer, CustomerContact
from portal.extensions import db


def names_of_contacts(names: Iterable[str]) -> set[str]:
    """Those of some names, folded, that a contact of a customer bears."""
    wanted = {folded(name) for name in names} - {""}
    known = db.session.scalars(select(CustomerContact.name).distinct()) if wanted else ()
    return wanted & {folded(name) for name in known}


def known_customers(codes: Iterable[str]) -> set[str]:
    """Those of some codes that are a registered customer's."""
    wanted = {*codes} - {""}
    query = select(Customer.code).where(Customer.code.in_(wanted))
    return set(db.session.scalars(query)) if wanted else set()
