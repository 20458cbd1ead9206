"""Papers to print: an approved plan, made by the real operations."""

import subprocess
from datetime import timedelta
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from portal.core.approval.deciding import Verdict, decide
from portal.core.approval.models import Task
from portal.core.approval.sending import send
from portal.core.desk.moment import this_moment
from portal.core.facts import Month, Ref
from portal.core.printing.models import PrintOrder
from portal.core.printing.worker import print_document
from portal.core.web.context import catalogue
from portal.demonstration.company import author_of
from portal.domain.customers.models import Customer
from portal.extensions import db, writing
from portal.regulations.customer_maintenance.facts import PlanLine, VisitPlan


def approved(app: Flask, visits: int = 1, **words: str) -> int:
    """An approved plan of 陈立; returns the document's id."""
    with app.app_context():
        author = author_of("1001")
        count = db.session.query(PrintOrder).count()
        month, key = Month(2026 + count, 12), f"paper:{count}"
        plan = VisitPlan(month=month, lines=lines(author.unit_id, month, visits, words))
        with writing():
            paper = send(catalogue().type("F01-1"), plan, author, key, this_moment())
            document_id, seen = paper.id, paper.snapshot_id
        with writing():
            task = db.session.scalars(select(Task).filter_by(document_id=document_id, state="open")).one()
            decide(task.id, task.person_id, Verdict("approve", "同意", seen), this_moment())
    return document_id


def archived(app: Flask, visits: int = 40) -> int:
    """An approved plan, by default of three pages, with its archive PDF; returns the document's id."""
    document_id = approved(app, visits)
    with app.app_context():
        print_document(document_id)
    return document_id


def lines(unit_id: int, month: Month, visits: int, words: dict[str, str]) -> tuple[PlanLine, ...]:
    """Visits of ten customers a day, each of them once."""
    found = db.session.scalars(select(Customer).filter_by(unit_id=unit_id).order_by(Customer.code).limit(10))
    refs = [Ref(customer.id, customer.code, customer.name) for customer in found]
    said = {"route": "滨江", "goal": "核对订货", "solution": "改小批补货"} | words
    return tuple(
        PlanLine(
            key=f"{n:08x}",
            day=month.first() + timedelta(days=n // len(refs)),
            customer=refs[n % len(refs)],
            grade="A",
            frequency=2,
            **said,
        )
        for n in range(visits)
    )


def order_of(app: Flask, document_id: int) -> PrintOrder:
    """The order as it is stored now."""
    with app.app_context():
        return db.session.get_one(PrintOrder, document_id)


def text_of(pdf: bytes, folder: Path, *options: str) -> str:
    place = folder / "paper.pdf"
    place.write_bytes(pdf)
    command = ["/usr/bin/pdftotext", *options, str(place), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
