"""Signing, holding and listing at one instant: one outcome, and a clear answer to everybody else."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.core.audit.models import AuditEvent
from portal.core.documents.models import Document
from portal.core.retention.models import DestructionItem, DestructionList, DestructionSignature
from portal.extensions import db
from tests.conftest import TestClock, signed_in
from tests.core.cases.test_races import at_once, pressing
from tests.core.proof.falsify import found
from tests.core.retention.keeping import ADMINISTRATOR, AUDITOR, HEAD, NEW_YEAR_2057, advance, listed, signed
from tests.core.retention.test_pages import OPINION, enter
from tests.databases import PASSWORD
from tests.pages import Browser, Page

pytestmark = pytest.mark.both_databases(whole=True)


@pytest.fixture
def paper(app: Flask, clock: TestClock) -> int:
    document_id = advance(app)
    clock.moment = NEW_YEAR_2057
    return document_id


def witnessing(browser: Browser, page: Page) -> Page:
    place = f"{page.address}/signature"
    return browser.submit(page, action=place, button="act=sign", password=PASSWORD)


def holding(browser: Browser, page: Page) -> Page:
    return browser.submit(page, action=page.address, button="act=hold", words="税务检查")


def test_of_two_who_witness_and_press_twice_one_does(app: Flask, paper: int) -> None:
    with app.app_context():
        row = listed("1010")
        signed(row, HEAD)
    browsers = [signed_in(app, number) for number in (AUDITOR, AUDITOR, ADMINISTRATOR, ADMINISTRATOR)]
    pages = [browser.get(f"/records/{row}") for browser in browsers]
    answers = at_once(*(pressing(witnessing, b, p) for b, p in zip(browsers, pages, strict=True)))
    assert sorted(answer.status for answer in answers) == [200, 409, 409, 409]
    assert all("已销毁" in answer.text for answer in answers)
    with app.app_context():
        assert db.session.scalar(select(func.count(DestructionSignature.id))) == 2
        gone = select(func.count(AuditEvent.id)).where(AuditEvent.event == "document:destroyed")
        assert db.session.scalar(gone) == 1
    assert found(app) == []


def test_a_hold_and_the_second_signature_at_once_have_one_outcome(app: Flask, paper: int) -> None:
    with app.app_context():
        row = listed("1010")
        signed(row, HEAD)
    auditor, keeper = signed_in(app, AUDITOR), signed_in(app, ADMINISTRATOR)
    pages = auditor.get(f"/records/{row}"), keeper.get(f"/records/holds/{paper}")
    witness, held = at_once(pressing(witnessing, auditor, pages[0]), pressing(holding, keeper, pages[1]))
    with app.app_context():
        destroyed = db.session.get_one(Document, paper).destroyed_by == row
        state = db.session.get_one(DestructionList, row).state
    assert (state == "done") is destroyed
    assert (witness.status, "已暂缓销毁" in held.text) in ((200, False), (422, True))
    assert destroyed is (witness.status == 200)
    assert found(app) == []


def test_of_two_who_list_the_same_papers_one_does(app: Flask, paper: int) -> None:
    browsers = [signed_in(app, number) for number in (AUDITOR, ADMINISTRATOR, HEAD)]
    pages = [browser.get("/records/new?year=2026&form=F07-4") for browser in browsers]
    turns = (pressing(enter, b, p, opinion=OPINION) for b, p in zip(browsers, pages, strict=True))
    answers = at_once(*turns)
    assert sorted(answer.status for answer in answers) == [200, 409, 409]
    assert sum("没有到期可以销毁的单据" in answer.text for answer in answers) == 2
    with app.app_context():
        assert [each.document_id for each in db.session.scalars(select(DestructionItem))] == [paper]
        assert db.session.scalars(select(DestructionList.number)).all() == ["XH-2057-001"]
