"""Questions to the register: who sees which customers, a page of a search, who looks like a new one."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Date, Select, String, and_, bindparam, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from portal.core.approval.seers import the_visitor
from portal.core.approval.visibility import asks_himself
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


class Wording(NamedTuple):
    """Where a text is looked for: as it stands, when it is of signs alone; else in the name, and in the code
    and initials, the whole pinyin, or the end of a phone, as far as it may be one."""

    signs: bool
    name: bool
    code: bool
    pinyin: bool
    tail: bool


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
    return seen_with(the_visitor().person_id, the_visitor().day)


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
    words, values = wording_of(search.text)
    own = asks_himself(person_id, day)
    query = visitors_page(words) if own else listed(seen_with(person_id, day), words)
    values |= {"day": day, "state": search.state, "after": search.after}
    rows = db.session.execute(query, values)
    return [Listed(customer, unit or "") for customer, unit in rows]


def wording_of(text: str) -> tuple[Wording, dict[str, Any]]:
    """Where a text is looked for, and the values to look for it with."""
    plain = folded(text)
    is_ascii = bool(plain) and plain.isascii()
    words = Wording(
        signs=bool(text) and not plain,
        name=bool(plain),
        code=is_ascii,
        pinyin=is_ascii and len(plain) > 1,
        tail=len(plain) == 4 and plain.isdigit(),
    )
    return words, {"text": text, "plain": plain, "code": plain.upper()}


@cache
def visitors_page(words: Wording) -> Select[Customer, str]:
    """SQL, written once for each wording: a page of what the visitor may see."""
    return listed(visitors_customers(), words)


def listed(may: ColumnElement[bool], words: Wording) -> Select[Customer, str]:
    """SQL: a page of customers in a `state`, by code `after` another, with their units' names on a `day`."""
    day: Any = bindparam("day", type_=Date)
    place = and_(UnitPlace.unit_id == Customer.unit_id, UnitPlace.in_force(day))
    query = select(Customer, UnitPlace.name).outerjoin(UnitPlace, place)
    query = query.where(may, Customer.state == bindparam("state", type_=String))
    query = query.where(Customer.code > bindparam("after", type_=String))
    if any(words):
        query = query.where(or_(*matches(words)))
    query = query.options(joinedload(Customer.owner), selectinload(Customer.contacts))
    return query.order_by(Customer.code).limit(PAGE + 1)


def matches(words: Wording) -> Iterator[ColumnElement[bool]]:
    """SQL: where a `text` stands, folded `plain` (without wildcards), or written as a `code`."""
    text, plain, code = (bindparam(name, type_=String) for name in ("text", "plain", "code"))
    if words.signs:
        yield func.replace(Customer.name, text, "") != Customer.name
    if words.name:
        yield Customer.folded.contains(plain)
    if words.code:
        yield Customer.code.startswith(code)
        yield Customer.initials.contains(plain)
    if words.pinyin:
        yield Customer.pinyin.contains(plain)
    if words.tail:
        yield Customer.contacts.any(CustomerContact.tail == plain)


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
