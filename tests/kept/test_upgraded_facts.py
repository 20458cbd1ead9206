"""Papers from before the product register: exported, decided, sent again, with the words they had."""

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.approval.models import Task
from portal.core.documents.models import Document, Snapshot
from portal.core.org.models import Person
from portal.core.web.context import catalogue
from portal.domain.ledger.models import Account
from portal.extensions import db
from portal.regulations.relationship_expense.operations.accounts import has_account
from tests.conftest import signed_in

pytestmark = pytest.mark.both_databases(whole=True)


def open_task(form: str, status: str) -> tuple[int, str, int]:
    """A task at a paper of a form, with its person's number and the paper. Inside an app context."""
    query = select(Task.id, Person.number, Document.id).join(Person, Task.person_id == Person.id)
    query = query.join(Document, Task.document_id == Document.id)
    query = query.where(Document.type == form, Document.status == status, Task.state == "open")
    return db.session.execute(query.limit(1)).one()


@pytest.fixture
def upgraded(app: Flask) -> Flask:
    """A kept database with papers of an earlier version."""
    with app.app_context():
        if not db.session.scalar(select(Document.id).where(Document.type == "F07-6").limit(1)):
            pytest.skip("kept before there were accounts")
        old = select(Snapshot.id).join(Document, Document.id == Snapshot.document_id)
        if not db.session.scalar(old.where(Document.type == "F01-5", Snapshot.version == 1).limit(1)):
            pytest.skip("kept after the facts had changed")
    return app


def test_every_paper_is_exported_and_its_facts_are_read(upgraded: Flask) -> None:
    with upgraded.app_context():
        rows = db.session.execute(select(Document.id, Document.type).order_by(Document.id)).all()
        for snapshot, code in db.session.execute(
            select(Snapshot, Document.type).join(Document, Document.id == Snapshot.document_id)
        ):
            assert catalogue().type(code).read(snapshot.facts, snapshot.version)
    auditor, seen = signed_in(upgraded, "1007"), dict[str, int]()
    for document_id, code in rows:
        seen[code] = seen.get(code, 0) + 1
        if seen[code] <= 5:
            assert auditor.get(f"/documents/{document_id}/xlsx").response.mimetype.endswith("sheet")
    assert {"F01-4", "F01-5", "F07-6"} <= seen.keys()


def test_r01_2_3_a_returned_target_of_version_1_is_sent_again_as_it_is(upgraded: Flask) -> None:
    with upgraded.app_context():
        task, number, document = open_task("F01-4", "returned")
    author = signed_in(upgraded, number)
    sheet = author.get(f"/tasks/{task}/sheet")
    assert dict(sheet.fields("/tasks"))["lines-0-product"] == "模块"
    unknown = author.submit(sheet, "/tasks", button="act=send", **{"lines-0-product": "没有登记的"})
    assert (unknown.status, unknown.faults()) == (422, ["没有找到品种「没有登记的」，请从提示中选择"])
    assert "已重新提交" in author.submit(sheet, "/tasks", button="act=send").text
    with upgraded.app_context():
        snapshots = select(Snapshot).filter_by(document_id=document).order_by(Snapshot.position)
        first, *_, last = db.session.scalars(snapshots)
        assert (first.version, last.version) == (1, 2)
        said = catalogue().type("F01-4").read(last.facts, 2)
        assert [(line.product.id, line.product.label) for line in said.lines] == [(0, "模块")]


def test_r01_2_3_a_signer_adjusts_a_target_of_version_1(upgraded: Flask) -> None:
    with upgraded.app_context():
        task, number, _ = open_task("F01-4", "in_review")
    office = signed_in(upgraded, number)
    sheet = office.get(f"/tasks/{task}/sheet")
    changed = office.submit(sheet, "/tasks", button="act=send", **{"lines-0-measure": "加派促销"})
    assert "改动已保存" in changed.text
    assert "已同意" in office.submit(changed, "/tasks/", button="kind=approve").text


def test_r07_1_4_an_account_opened_under_a_word_is_still_the_products(upgraded: Flask) -> None:
    with upgraded.app_context():
        assert "KQF-进口模块" in db.session.scalars(select(Account.code))
    clerk = signed_in(upgraded, "1011")
    card = {"code": "M100", "name": "进口模块", "unit": "件", "since": "2020-01-01"}
    assert "已登记" in clerk.submit(clerk.get("/products/new"), "/products/new", **card).text
    sheet = clerk.get("/forms/f07-6/new")
    refused = clerk.submit(sheet, button="act=send", product="M100", held="1.00")
    assert (refused.status, "已经有专户" in refused.text) == (422, True)
    with upgraded.app_context():
        form = catalogue().type("F07-6")
        paper = db.session.scalars(
            select(Snapshot)
            .where(Snapshot.document_id.in_(select(Document.id).where(Document.type == "F07-6")))
            .limit(1)
        ).one()
        assert has_account(form.read(paper.facts, paper.version).product)
