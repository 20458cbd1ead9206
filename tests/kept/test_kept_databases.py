"""Databases kept from earlier releases: migrated up they lose nothing, and everything in them still works."""

from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import check, downgrade, upgrade
from sqlalchemy import create_engine, select

from portal.config import ROOT
from portal.core.audit.chain import faults
from portal.core.desk.moment import this_moment
from portal.core.documents.models import Document
from portal.domain.ledger.queries import faults as unbalanced
from portal.domain.products.facts import Card
from portal.domain.products.operations import register
from portal.extensions import db, writing
from tests.conftest import signed_in
from tests.kept.rows import dump, kept, restore, revision_of

pytestmark = pytest.mark.both_databases
MIGRATIONS = str(ROOT / "migrations")


@pytest.fixture(params=kept(), ids=revision_of)
def filled(request: pytest.FixtureRequest, app: Flask) -> Flask:
    """The app on a kept database, migrated to today."""
    path: Path = request.param
    with app.app_context():
        downgrade(MIGRATIONS, revision="base")
        upgrade(MIGRATIONS, revision=revision_of(path))
        plain = create_engine(db.engine.url)  # the app's own lets nobody write outside an operation
        restore(plain, path)
        before = dump(plain)
        plain.dispose()
        db.engine.dispose()
        upgrade(MIGRATIONS)
        check(MIGRATIONS)
        after = dump(db.engine)
    fewer = {name: len(rows) for name, rows in before.items() if len(after.get(name, ())) < len(rows)}
    assert fewer == {}
    return app


def test_there_is_a_kept_database() -> None:
    assert kept()


def test_every_paper_is_read_by_its_author_and_the_chain_holds(filled: Flask) -> None:
    auditor = signed_in(filled, "1007")
    with filled.app_context():
        assert [*faults(), *unbalanced()] == []
        rows = db.session.execute(select(Document.id, Document.number))
        numbers = {row.id: row.number for row in rows}
    assert len(numbers) > 4
    for document_id, number in numbers.items():
        page = auditor.get(f"/documents/{document_id}")
        assert (page.status, number in page.text) == (200, True)


def test_work_goes_on(filled: Flask) -> None:
    with filled.app_context(), writing():
        register(Card(code="M999", name="新模块", unit="件", since=date(2020, 1, 1)), 1, this_moment())
    chen = signed_in(filled, "1001")
    sheet = chen.get("/forms/f01-5/new")
    cells = {"product": "新模块", "stock": "3", "safety": "5", "turnover": "20", "advice": "补货"}
    lines = {f"lines-0-{name}": text for name, text in cells.items()}
    sent = chen.submit(sheet, button="act=send", customer="E0001", frequency="每月", **lines)
    assert "已提交" in sent.text
