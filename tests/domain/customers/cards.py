"""Customers as tests want them: typed on the page, or registered by the real operation."""

import itertools

from flask import Flask
from sqlalchemy import select

from portal.core.desk.moment import this_moment
from portal.core.org.models import Person, Unit
from portal.domain.customers.facts import Card, Contact
from portal.domain.customers.models import Customer
from portal.domain.customers.operations import Registrar, register
from portal.extensions import db, writing
from tests.pages import Browser, Page

KEYS = itertools.count()
PHONE = {"contacts__0__name": "白女士", "contacts__0__phone": "139 1111 2222"}
CARD = PHONE | {"name": "望江商行", "grade": "B", "address": "人民路1号", "remark": "第一行\n第二行"}
CONSENT = {"contacts__0__consent_on": "2026-11-20", "contacts__0__consent_how": "当面口头"}


def registered(app: Flask, name: str, phone: str = "", number: str = "1001", unit: str = "EAST") -> int:
    """A new customer of an office, looked after by this person; returns its id."""
    contacts = (Contact(key="00000000", name="联系人", phone=phone),) if phone else ()
    with app.app_context():
        person_id = db.session.scalars(select(Person.id).filter_by(number=number)).one()
        unit_id = db.session.scalars(select(Unit.id).filter_by(code=unit)).one()
        card = Card(name=name, grade="A", owner=number, contacts=contacts)
        with writing():
            made = register(card, Registrar(person_id, unit_id), f"test:{next(KEYS)}", this_moment())
            return made.id


def typed(browser: Browser, **cells: str) -> Page:
    """A new card, filled in and posted."""
    return browser.submit(browser.get("/customers/new"), action="/customers/new", **cells)


def stored(app: Flask, code: str) -> Customer:
    """A customer as it is stored now, with its contacts."""
    with app.app_context():
        customer = db.session.scalars(select(Customer).filter_by(code=code)).one()
        _ = [contact.phone for contact in customer.contacts], customer.owner and customer.owner.name
        return customer


def count(app: Flask) -> int:
    with app.app_context():
        return len(db.session.scalars(select(Customer.id)).all())


def names(page: Page) -> list[str]:
    """The customers that a list shows."""
    return ["".join(a.itertext()).strip() for a in page.all("a", class_="row-title")]
