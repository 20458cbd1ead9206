"""The pages that are measured: lists, search and sheets, of people with little and with very much."""

from collections.abc import Iterator
from typing import NamedTuple

from flask import Flask
from sqlalchemy import func, select

from portal.core.approval.models import Task
from portal.core.documents.models import Document
from portal.core.org.models import Person
from portal.extensions import db

PEOPLE = {"1001": "陈立", "1003": "周敏", "1004": "吴桐", "1005": "何清", "1006": "王岚", "1007": "许文"}


class Sight(NamedTuple):
    """A page as one person sees it."""

    kind: str
    name: str
    person: str
    path: str


def sights(app: Flask) -> list[Sight]:
    """Every page that is measured, on one database."""
    with app.app_context():
        found = [*lists(), *searches(), *papers()]
        db.engine.dispose()
    return found


def lists() -> Iterator[Sight]:
    """What waits, what was sent, the register of customers."""
    yield Sight("inbox", "待办, 35 tasks", "1005", "/")
    yield Sight("inbox", "待办, thousands", "1003", "/")
    yield Sight("inbox", "待办, of all offices", "1006", "/")
    yield Sight("list", "我发起的, 60", "1004", "/mine")
    yield Sight("list", "我发起的, a twentieth of all", "1001", "/mine")
    yield Sight("list", "客户, 20,000", "1006", "/customers")


def searches() -> Iterator[Sight]:
    """Words, numbers, filters; and customers by their pinyin."""
    newest = db.session.scalars(select(Document.drawn_number).order_by(Document.id.desc()).limit(1)).one()
    yield Sight("search", "查单据, sees 60", "1004", "/documents")
    yield Sight("search", "查单据, sees all", "1007", "/documents")
    yield Sight("search", "two characters, sees 60", "1004", "/documents?q=%E5%BA%93%E5%AD%98")
    yield Sight("search", "two characters, sees all", "1007", "/documents?q=%E5%BA%93%E5%AD%98")
    yield Sight("search", "a number, sees all", "1007", f"/documents?q={newest}")
    yield Sight("search", "given back, heads all offices", "1006", "/documents?status=returned")
    yield Sight("search", "customers by pinyin", "1006", "/customers?q=binjiang")


def papers() -> Iterator[Sight]:
    """A sheet to fill, a document to read, a turn to decide."""
    mine = select(func.max(Document.id)).join(Document.author).where(Person.number == "1001")
    read = db.session.scalars(mine.where(Document.type == "F01-1")).one()
    turns = select(func.max(Task.id)).join(Task.person).join(Task.document)
    turns = turns.where(Person.number == "1003", Task.state == "open", Document.type == "F01-1")
    yield Sight("sheet", "fill a plan", "1001", f"/forms/f01-1/{'b' * 32}")
    yield Sight("sheet", "read a plan", "1001", f"/documents/{read}")
    yield Sight("sheet", "decide a plan", "1003", f"/tasks/{db.session.scalars(turns).one()}")
