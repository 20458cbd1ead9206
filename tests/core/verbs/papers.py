"""Papers of R95 as people handle them, page by page."""

import re

from flask import Flask
from sqlalchemy import select

from portal.core.approval.models import Task
from portal.core.documents.models import Document
from portal.extensions import db
from tests.databases import PASSWORD
from tests.pages import Browser, Page


def sent(author: Browser, form: str = "f95-1", matter: str = "签合同") -> int:
    """A paper, sent; returns its id."""
    page = author.submit(author.get(f"/forms/{form}/new"), button="act=send", matter=matter)
    found = re.fullmatch(r"/documents/(\d+)", page.address)
    assert found, page.faults()
    return int(found[1])


def turn(person: Browser) -> Page:
    """The newest turn of somebody, opened from his inbox."""
    links = person.get("/").all("a", class_="row-title")
    assert links, "nothing to do"
    return person.get(links[0].get("href", ""))


def decided(person: Browser, kind: str = "approve", **typed: str) -> Page:
    """Somebody decides his newest turn."""
    page = turn(person)
    return person.submit(page, action="/tasks", button=f"kind={kind}", **typed)


def proven(person: Browser) -> Page:
    """严静 agrees, with her password."""
    return decided(person, password=PASSWORD)


def act(person: Browser, page: Page, title: str) -> Page:
    """Follow a page's link to a verb."""
    (link,) = [a for a in page.all("a") if "".join(a.itertext()).strip() == title]
    return person.get(link.get("href", ""))


def status(app: Flask, document_id: int) -> str:
    with app.app_context():
        return db.session.get_one(Document, document_id).status


def has_it(app: Flask, document_id: int) -> list[str]:
    """Who has the paper on his desk now."""
    query = select(Task).filter_by(document_id=document_id, state="open").order_by(Task.id)
    with app.app_context():
        return [task.person.name for task in db.session.scalars(query)]
