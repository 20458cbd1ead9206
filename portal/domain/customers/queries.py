"""Questions to the register: who sees which customers, a page of a search, who looks like a new one."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, true
from sqlalchemy.orm import joinedload, selectinload

from portal.core.org.models import Holding, Person, Post, UnitPlace
from portal.core.org.queries import in_force, reads_all, units_headed
from portal.domain.customers.models import Customer, CustomerContact
from portal.domain.customers.names import bare, folded
from portal.extensions import db

PAGE = 30


class Search(NamedTuple):
    """What somebody looks for: a text, in which state, behind which code (none: from the start)."""

    text: str = ""
    state: str = "active"
    after: str = ""


class Listed(NamedTuple):
    """A line of the list."""

    customer: Customer
    unit: str


def visible_customers(person_id: int, day: date) -> Select[int]:
    """SQL: ids of the customers that the person may see: his units', those of units below, all as auditor."""
    own = select(Post.unit_id).join(Holding, Holding.post_id == Post.id)
    own = own.join(Person, Holding.person_id == Person.id)
    own = own.where(Holding.person_id == person_id, *in_force(day))
    headed = select(units_headed(person_id, day).c.unit_id)
    everything = reads_all(person_id, day).exists()
    return select(Customer.id).where(or_(Customer.unit_id.in_(own), Customer.unit_id.in_(headed), everything))


def seen_by(person_id: int, customer_id: int, day: date) -> Customer | None:
    """The customer with contacts and owner, if the person may see it."""
    mine = visible_customers(person_id, day).where(Customer.id == customer_id)
    query = select(Customer).where(Customer.id.in_(mine))
    return db.session.scalar(query.options(joinedload(Customer.owner), selectinload(Customer.contacts)))


def reads_phones(person_id: int, customer: Customer, day: date) -> bool:
    """Whether phones are shown in full: to the owner, the unit's head and the heads above."""
    headed = units_headed(person_id, day)
    heads = select(headed.c.unit_id).where(headed.c.unit_id == customer.unit_id).limit(1)
    return customer.owner_id == person_id or db.session.scalar(heads) is not None


def found(person_id: int, day: date, search: Search) -> list[Listed]:
    """A page of the customers that a search finds, by code, and one more when there is a next page."""
    place = and_(UnitPlace.unit_id == Customer.unit_id, UnitPlace.in_force(day))
    query = select(Customer, UnitPlace.name).outerjoin(UnitPlace, place)
    query = query.where(Customer.id.in_(visible_customers(person_id, day)), Customer.state == search.state)
    query = query.where(matches(search.text), Customer.code > search.after)
    query = query.options(joinedload(Customer.owner), selectinload(Customer.contacts))
    rows = db.session.execute(query.order_by(Customer.code).limit(PAGE + 1))
    return [Listed(customer, unit or "") for customer, unit in rows]


def matches(text: str) -> ColumnElement[bool]:
    """SQL: name, code, pinyin or the end of a phone; a text of signs alone is looked for as it stands."""
    if not text:
        return true()
    plain = folded(text)
    if not plain:
        return Customer.name.contains(text, autoescape=True)
    ways = [Customer.folded.contains(plain, autoescape=True)]
    if plain.isascii():
        ways += [Customer.code.startswith(plain.upper(), autoescape=True)]
        ways += [Customer.initials.contains(plain, autoescape=True)]
        ways += [Customer.pinyin.contains(plain, autoescape=True) if len(plain) > 1 else false()]
    if len(plain) == 4 and plain.isdigit():
        ways += [Customer.contacts.any(CustomerContact.tail == plain)]
    return or_(*ways)


def lookalikes(person_id: int, day: date, name: str, numbers: set[str]) -> list[Customer]:
    """Visible customers, closed ones too, with the same name but for its legal form, or with a same phone."""
    same = or_(
        Customer.bare == bare(folded(name)),
        Customer.contacts.any(CustomerContact.digits.in_(numbers - {""})),
    )
    query = select(Customer).where(Customer.id.in_(visible_customers(person_id, day)), same)
    query = query.options(joinedload(Customer.owner), selectinload(Customer.contacts))
    return list(db.session.scalars(query.order_by(Customer.code).limit(20)))


def looked_after(person_id: int, others: Collection[int]) -> list[Customer]:
    """The customers in use that the person looks after, and some others by their ids, by code."""
    mine = or_(Customer.owner_id == person_id, Customer.id.in_(others))
    query = select(Customer).where(mine, Customer.state == "active")
    return list(db.session.scalars(query.order_by(Customer.code)))


def owners(unit_id: int, day: date) -> list[Person]:
    """Who can look after a customer of the unit: its account managers."""
    query = select(Person).join(Holding, Holding.person_id == Person.id)
    query = query.join(Post, Holding.post_id == Post.id).where(*in_force(day))
    query = query.where(Post.unit_id == unit_id, Post.role == "account_manager").distinct()
    return list(db.session.scalars(query.order_by(Person.number)))


def registered_as(form_key: str) -> int | None:
    """The customer that came of a form's key."""
    return db.session.scalar(select(Customer.id).filter_by(form_key=form_key))


def natures(customers: Iterable[int]) -> dict[int, str]:
    """What nature each of some customers has; empty where nobody said."""
    query = select(Customer.id, Customer.nature).where(Customer.id.in_(set(customers)))
    return {id_: nature for id_, nature in db.session.execute(query)}
