"""R07 §3.2, §1.4: an advance from the desk to the ledger; the limit under races; who may read the books."""

import os
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.approval.hooks import Refused
from portal.core.approval.models import Task
from portal.core.documents.models import Document
from portal.core.money import Amount
from portal.core.org.models import Person
from portal.domain.expenses.models import Accrual
from portal.domain.ledger.models import Account, LedgerEntry, LedgerLine
from portal.domain.ledger.queries import balance, faults
from portal.extensions import db, writing
from portal.regulations.relationship_expense.facts import BUYER, HOSPITALITY
from tests.conftest import signed_in
from tests.pages import Browser, Page
from tests.regulations.relationship_expense.slips import (
    NOVEMBER,
    basis,
    decided,
    opening,
    product,
    sent,
    slip,
    special,
    with_table,
)

pytestmark = pytest.mark.both_databases
ROUNDS = 200 if "EVERY_ROUND" in os.environ else 50
REP = "1010"


def owed() -> Amount:
    """What the representative owes. Inside an app context."""
    account = db.session.scalar(select(Account).filter_by(kind="person"))
    return balance(account) if account else Amount(0)


def ask(rep: Browser, amount: str) -> Page:
    words = {"account": "客户关系维护费-进口模块", "basis": "KQF-202610-001", "reason": "推广会场地"}
    words |= {"use": "⑤客户活动、推广会及联谊", "way": "场地、印刷、运输等对外采购"}
    return rep.submit(rep.get("/forms/f07-4/new?about=2026-11"), button="act=send", amount=amount, **words)


def test_r07_3_2_an_advance_goes_from_the_desk_to_the_ledger(app: Flask) -> None:
    with_table(app)
    rep = signed_in(app, REP)
    assert "反不正当竞争法第八条" in rep.get("/forms/f07-4/new").text
    page = ask(rep, "1,409.50")
    assert "KQF-JZ-202611-001" in page.text
    assert "人民币壹仟肆佰零玖元伍角整" in page.text
    with app.app_context():
        document_id = db.session.scalars(select(Document.id).filter_by(type="F07-4")).one()
        assert owed() == Amount(0), "only an approved document posts"
        decided(document_id)
        assert owed() == Amount(140_950)
        assert faults() == []
        signers = select(Person.number).join(Task, Task.person_id == Person.id)
        numbers = list(db.session.scalars(signers.filter_by(document_id=document_id).order_by(Task.id)))
    assert numbers == ["1006", "1012"]
    assert "未核销的借支 ¥1,409.50" in rep.get("/forms/f07-4/new").text
    clerk = signed_in(app, "1012")
    assert "¥58,590.50" in clerk.get("/ledger").text
    shown = [clerk.get(link.get("href")).text for link in clerk.get("/ledger").all("a", class_="row-title")]
    assert any("KQF-JZ-202611-001" in text and "¥58,590.50" in text for text in shown)


def test_r07_8_hospitality_for_a_customers_people_needs_the_compliance_officer(app: Flask) -> None:
    account = special(app)
    with app.app_context():
        document_id = sent("F07-4", slip(account, 20_000, BUYER, HOSPITALITY), REP)
        decided(document_id)
        signers = select(Person.number).join(Task, Task.person_id == Person.id)
        numbers = list(db.session.scalars(signers.filter_by(document_id=document_id).order_by(Task.id)))
    assert numbers == ["1006", "1014", "1012"]


def test_r07_3_2_the_limit_counts_what_is_owed_and_what_is_under_review(app: Flask) -> None:
    with_table(app)
    rep = signed_in(app, REP)
    assert ask(rep, "2000.00").status == 200
    refused = ask(rep, "1000.01")
    assert refused.status == 422
    assert "未核销 ¥0.00，审核中 ¥2,000.00，每人限额 ¥3,000.00，现在最多还能借 ¥1,000.00" in refused.text
    with app.app_context():
        decided(db.session.scalars(select(Document.id).filter_by(type="F07-4")).one())
    assert "未核销 ¥2,000.00" in ask(rep, "1000.01").text
    assert ask(rep, "1000.00").status == 200


def test_what_is_rejected_frees_its_share_and_what_is_returned_does_not(app: Flask) -> None:
    account = special(app)
    with app.app_context():
        first = sent("F07-4", slip(account, 300_000), REP)
        decided(first, "return")
        with pytest.raises(Refused, match=r"审核中 ¥3,000\.00"):
            sent("F07-4", slip(account, 1), REP)
        db.session.rollback()
    with app.app_context():
        other = db.session.get_one(Document, first)
        assert other.status == "returned"


def test_r07_3_2_two_slips_at_one_instant_never_pass_the_limit(app: Flask) -> None:
    """Round after round, of two slips that together pass the limit, exactly one is taken."""
    account = special(app)
    barrier = Barrier(2)
    with app.app_context():
        asked = slip(account, 200_000)

    def press(_n: int) -> int:
        with app.app_context():
            barrier.wait()
            try:
                return sent("F07-4", asked, REP)
            except Refused:
                return 0

    with ThreadPoolExecutor(2) as pool:
        for number in range(ROUNDS):
            taken = [document_id for document_id in pool.map(press, range(2)) if document_id]
            assert len(taken) == 1, f"round {number}: {taken}"
            with app.app_context():
                decided(taken[0], "reject")
    with app.app_context():
        assert owed() == Amount(0)


def test_two_approvals_at_one_instant_post_once_each_and_the_books_balance(app: Flask) -> None:
    account = special(app)
    with app.app_context():
        papers = [sent("F07-4", slip(account, fen), REP) for fen in (100_000, 150_000)]
    barrier = Barrier(2)

    def approve(document_id: int) -> None:
        with app.app_context():
            barrier.wait()
            decided(document_id)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(approve, papers))
    with app.app_context():
        assert owed() == Amount(250_000)
        assert faults() == []
        assert len(db.session.scalars(select(LedgerEntry)).all()) == 4


@pytest.mark.parametrize("fen", [99_999_999_999_999, -99_999_999_999_999, 1, 0])
def test_money_survives_the_ledger_to_the_fen(app: Flask, fen: int) -> None:
    account = special(app, fen)
    with app.app_context():
        assert balance(db.session.get_one(Account, account.id)) == Amount(fen)
        assert sum(line.fen for line in db.session.scalars(select(LedgerLine))) == 0
        assert faults() == []


def test_r07_1_4_a_product_has_one_special_account(app: Flask) -> None:
    special(app)
    with app.app_context(), pytest.raises(Refused, match="已经有专户"):
        sent("F07-6", opening(), "1011")


def test_a_representative_reads_his_own_account_and_no_other(app: Flask) -> None:
    account = special(app)
    with app.app_context():
        decided(sent("F07-4", slip(account, 100_000), REP))
        own = db.session.scalars(select(Account.id).filter_by(kind="person")).one()
    rep, stranger, clerk = signed_in(app, REP), signed_in(app, "1001"), signed_in(app, "1012")
    assert [rep.get(f"/ledger/{number}").status for number in (own, account.id)] == [200, 404]
    assert [stranger.get(f"/ledger/{number}").status for number in (own, account.id)] == [404, 404]
    assert rep.get("/ledger").status == 404
    paper = clerk.get(f"/ledger/{account.id}/pdf").response
    assert paper.mimetype == "application/pdf"


def begun(app: Flask, *names: str) -> list[str]:
    """What a fresh slip of the representative says in some cells."""
    page = signed_in(app, REP).get("/forms/f07-4/new")
    said = dict(page.fields(page.address))
    return [said[name] for name in names]


def test_r07_3_2_a_fresh_slip_rests_on_the_signed_table_and_draws_on_its_only_account(app: Flask) -> None:
    account = special(app)
    assert begun(app, "basis", "account") == ["", ""], "no table yet"
    with app.app_context():
        basis(account, NOVEMBER.before())
    table, special_account = begun(app, "basis", "account")
    assert table == "2026年10月采购及客情费 KQF-202610-001"
    assert special_account == f"{account.label} {account.code}"


def test_r07_3_2_of_two_accounts_a_fresh_slip_names_none(app: Flask) -> None:
    special(app, product="国产模块")
    with_table(app)
    also_lets_pay(app, position=1, fen=0)
    assert begun(app, "account") != [""], "a line that lets nothing be paid does not count"
    also_lets_pay(app, position=2, fen=1)
    assert begun(app, "basis", "account") == ["2026年10月采购及客情费 KQF-202610-001", ""]


def also_lets_pay(app: Flask, position: int, fen: int) -> None:
    """One more line of the table, of another product."""
    with app.app_context():
        product_id, row = product("国产模块").id, db.session.scalars(select(Accrual).limit(1)).one()
        same = {n: getattr(row, n) for n in ("document_id", "person_id", "month", "customer_id", "use")}
        with writing():
            db.session.add(Accrual(**same, position=position, product_id=product_id, fen=fen))
