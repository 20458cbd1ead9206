"""Databases kept from earlier releases: migrated up they lose nothing, and everything in them still works."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.audit.chain import faults
from portal.core.code_lists.operations import register
from portal.core.desk.moment import this_moment
from portal.core.documents.models import PENDING, Document
from portal.core.proof.destroyed import destroyed_before
from portal.core.proof.documents import faults as of_documents
from portal.domain.complaints.models import Complaint
from portal.domain.ledger.queries import faults as unbalanced
from portal.domain.products.facts import Card
from portal.domain.products.register import PRODUCTS
from portal.extensions import db, writing
from portal.regulations.product_complaints.models import ProductComplaint
from tests.conftest import signed_in
from tests.kept.rows import kept

pytestmark = pytest.mark.both_databases(whole=True)


def test_there_is_a_kept_database() -> None:
    assert kept()


def test_every_paper_is_read_by_its_author_and_the_chain_holds(app: Flask) -> None:
    auditor = signed_in(app, "1007")
    with app.app_context():
        assert [*faults(destroyed_before()), *unbalanced(), *of_documents()] == []
        rows = db.session.execute(select(Document.id, Document.number))
        numbers = {row.id: row.number for row in rows}
    assert len(numbers) > 4
    for document_id, number in numbers.items():
        page = auditor.get(f"/documents/{document_id}")
        assert (page.status, (number or PENDING) in page.text) == (200, True)


def test_work_goes_on(app: Flask) -> None:
    with app.app_context(), writing():
        card = Card(code="M999", name="新模块", unit="件", since=date(2020, 1, 1))
        register(PRODUCTS, card, 1, this_moment())
    chen = signed_in(app, "1001")
    sheet = chen.get("/forms/f01-5/new")
    cells = {"product": "新模块", "stock": "3", "safety": "5", "turnover": "20", "advice": "补货"}
    lines = {f"lines-0-{name}": text for name, text in cells.items()}
    sent = chen.submit(sheet, button="act=send", customer="E0001", frequency="每月", **lines)
    assert "已提交" in sent.text


def test_complaints_still_say_who_complained_and_of_what(app: Flask) -> None:
    """R10 §7.3: what was taken apart by a migration is all there."""
    with app.app_context():
        query = select(Complaint, ProductComplaint).outerjoin_from(Complaint, ProductComplaint)
        for complaint, also in db.session.execute(query).all():
            assert complaint.customer and complaint.complainant == complaint.customer.name
            assert also.loss and also.region and complaint.about.endswith(" M100")
