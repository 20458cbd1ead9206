"""The visitor at the register: which customer, what may be done with it, the form, the draft."""

from flask import abort, render_template

from portal.core.auth.visitor import HeldPost, visitor
from portal.core.documents import drafts
from portal.core.forms.fields import Fields, from_facts
from portal.core.web.context import now, today
from portal.core.web.posted import posted_fields
from portal.domain.customers.cards import card_of, key_of
from portal.domain.customers.facts import Card
from portal.domain.customers.forms import CardForm, Rights
from portal.domain.customers.models import Customer
from portal.domain.customers.phones import digits, masked
from portal.domain.customers.queries import lookalikes, owners, reads_phones, seen_by
from portal.extensions import writing

HEAD = "branch_office_manager"
REGISTRARS = ("account_manager", HEAD)


def customer_seen(customer_id: int) -> Customer:
    """The customer, if the visitor may see it; 404 otherwise, as if there were none."""
    customer = seen_by(visitor().person_id, customer_id, today())
    if customer is None:
        abort(404)
    return customer


def customer_to_change(customer_id: int) -> Customer:
    """The customer, if the visitor may change it; 404 otherwise."""
    customer = customer_seen(customer_id)
    if registrar_of(customer.unit_id) is None:
        abort(404)
    return customer


def registrar_of(unit_id: int) -> HeldPost | None:
    """The visitor's post that lets him change the customers of a unit."""
    return next((p for p in visitor().posts if p.role in REGISTRARS and p.unit_id == unit_id), None)


def registrar() -> HeldPost:
    """The visitor's post that lets him register customers; 404 without one."""
    post = visitor().post_for(REGISTRARS)
    if post is None:
        abort(404)
    return post


def rights_to_new(post: HeldPost) -> Rights:
    """What the visitor may set of a new customer: an account manager looks after it himself."""
    return Rights(choices(post.unit_id)) if post.role == HEAD else Rights({}, visitor().number)


def rights_to(customer: Customer) -> Rights:
    """What the visitor may set and read of a customer that is registered."""
    number = customer.owner.number if customer.owner else ""
    heads = any(p.role == HEAD and p.unit_id == customer.unit_id for p in visitor().posts)
    offered = choices(customer.unit_id) if heads else {}
    if heads and customer.owner:
        offered.setdefault(number, customer.owner.name)
    open_book = reads_phones(visitor().person_id, customer, today())
    hidden = {} if open_book else {key_of(c): c.phone for c in customer.contacts if c.phone}
    return Rights(offered, number, hidden, customer.grade)


def choices(unit_id: int) -> dict[str, str]:
    """The unit's account managers, by number."""
    return {person.number: person.name for person in owners(unit_id, today())}


def fields_of(customer: Customer, rights: Rights) -> Fields:
    """The card as somebody would have typed it; hidden phones masked."""
    hidden = {f"contacts-{n}-phone": key_of(c) in rights.hidden for n, c in enumerate(customer.contacts)}
    typed = from_facts(card_of(customer))
    return [(name, masked(text) if hidden.get(name) and text else text) for name, text in typed]


def posted_card() -> Fields:
    """The posted card, without the confirmation beside it."""
    return [(name, text) for name, text in posted_fields() if name != "others"]


def keep(person_id: int, place: str, title: str) -> None:
    """Keep what was posted as a draft; inside a writing transaction."""
    drafts.keep(person_id, place, "customer", title, posted_card(), now())


def refuse(form: CardForm, place: str, title: str, customer_id: int = 0) -> tuple[str, int]:
    """The form again with every fault at its cell, and the draft kept."""
    with writing():
        keep(visitor().person_id, place, title)
    return page(form, customer_id), 422


def page(form: CardForm, customer_id: int = 0, alike: list[Customer] | None = None) -> str:
    """The form: of a new customer, or of one that is registered; with those that may be the same."""
    customer = customer_seen(customer_id) if customer_id else None
    values = {"form": form, "customer": customer, "faults": form.faults(), "alike": alike or []}
    return render_template("domain/customers/card.html", masked=masked, **values)


def alike_to(card: Card) -> list[Customer]:
    """The customers that may be the one on the card."""
    numbers = {digits(contact.phone) for contact in card.contacts}
    return lookalikes(visitor().person_id, today(), card.name, numbers)
