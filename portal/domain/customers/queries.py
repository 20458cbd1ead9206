"""Questions to the register: who sees which customers, a page of a search, who looks like a new one."""

from collections.abc import Collection, Iterable
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Date, Select, String, and_, bindparam, false, or_, select, true
from sqlalchemy.orm import joinedload, selectinload

from portal.core.approval.visibility import asks_himself, the_visitor
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
    """SQL: ids of the customers that the person may see."""
    return select(Customer.id).where(may_see_customer(person_id, day))


def may_see_customer(person_id: int, day: date) -> ColumnElement[bool]:
    """SQL, over Customer: whether the person may see it."""
    return visitors_customers() if asks_himself(person_id, day) else seen_with(person_id, day)


@cache
def visitors_customers() -> ColumnElement[bool]:
    """SQL, written once: the same for the visitor; who that is, is asked each time the question is put."""
    return seen_with(*the_visitor())


def seen_with(person_id: Any, day: Any) -> ColumnElement[bool]:
    """SQL, over Customer: whether it is of the person's units, of those below, or he reads all as auditor."""
    own = select(Post.unit_id).join(Holding, Holding.post_id == Post.id)
    own = own.join(Person, Holding.person_id == Person.id)
    own = own.where(Holding.person_id == person_id, *in_force(day))
    headed = select(units_headed(person_id, day).c.unit_id)
    everything = reads_all(person_id, day).correlate(None).exists()
    return or_(Customer.unit_id.in_(own.correlate(None)), Customer.unit_id.in_(headed), everything)


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
    if asks_himself(person_id, day) and not search.text:
        query = visitors_page()
    else:
        query = listed(may_see_customer(person_id, day)).where(matches(search.text))
    rows = db.session.execute(query, {"day": day, "state": search.state, "after": search.after})
    return [Listed(customer, unit or "") for customer, unit in rows]


@cache
def visitors_page() -> Select[Customer, str]:
    """SQL, written once: a page of all that the visitor may see."""
    return listed(visitors_customers())


def listed(may: ColumnElement[bool]) -> Select[Customer, str]:
    """SQL: a page of customers in a `state`, by code `after` another, with their units' names on a `day`."""
    day: Any = bindparam("day", type_=Date)
    place = and_(UnitPlace.unit_id == Customer.unit_id, UnitPlace.in_force(day))
    query = select(Customer, UnitPlace.name).outerjoin(UnitPlace, place)
    query = query.where(may, Customer.state == bindparam("state", type_=String))
    query = query.where(Customer.code > bindparam("after", type_=String))
    query = query.options(joinedload(Customer.owner), selectinload(Customer.contacts))
    return query.order_by(Customer.code).limit(PAGE + 1)


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
    query = select(Customer).where(may_see_customer(person_id, day), same)
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
