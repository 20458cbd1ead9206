"""Whoever takes calls, and complaints that came in; by the real operations."""

from flask import Flask

from portal.core.facts import Ref
from portal.domain.customers.models import Customer
from portal.extensions import db
from tests.conftest import signed_in
from tests.core.org.changes import take_post
from tests.pages import Browser, Page
from tests.regulations.product_complaints.complaints import intake, sent

TAKER = "1010"


def taker(app: Flask) -> Browser:
    """郑一帆, who takes calls beside what else he does."""
    take_post(app, TAKER, "customer_service", "ROOT")
    return signed_in(app, TAKER)


def ref_of(code: str) -> Ref:
    """A customer. Inside an app context."""
    row = db.session.query(Customer).filter_by(code=code).one()
    return Ref(row.id, row.code, row.name)


def complaint(app: Flask, code: str = "E0001", number: str = TAKER, **other: object) -> int:
    """A complaint that came in; returns its case."""
    with app.app_context():
        return sent("F10-4D", intake(customer=ref_of(code), **other), number=number)


def links(page: Page, words: str) -> list[str]:
    """Where the links lead that say this."""
    return [a.get("href", "") for a in page.all("a") if words in "".join(a.itertext())]


def chosen(page: Page) -> dict[str, str]:
    """What a sheet says."""
    return dict(page.fields("/forms/"))
