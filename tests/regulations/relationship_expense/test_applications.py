"""R07 §3.1, §2.1-2: applications for new customers against the register of contracts, and their summaries."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.approval.hooks import Refused
from portal.core.approval.models import RouteAct, Task
from portal.core.documents.models import Document
from portal.core.facts import Ref
from portal.core.money import Amount
from portal.core.notices.models import Notice
from portal.core.org.models import Person
from portal.domain.expenses.models import Accrual, ExpenseLine
from portal.domain.ledger.models import Account
from portal.domain.ledger.queries import balance, faults
from portal.extensions import db, writing
from tests.conftest import TestClock, signed_in
from tests.regulations.relationship_expense.applications import (
    NUMBER,
    applied,
    at,
    line,
    said,
    signed,
    summary,
)
from tests.regulations.relationship_expense.slips import decided, sent, special
from tests.regulations.relationship_expense.tables import REP, contract, customers

pytestmark = pytest.mark.both_databases
SHOP = Ref(1, "", "")


@pytest.fixture
def company(app: Flask) -> Flask:
    """A company whose imported module has an account with nothing on it; it is 23 November, 10:00."""
    special(app, 0)
    return app


def refused(code: str, facts: object) -> list[tuple[tuple, str]]:
    """What is refused. Inside an app context."""
    with pytest.raises(Refused) as found:
        sent(code, facts, REP)
    return [(refusal.path, refusal.message) for refusal in found.value.refusals]


def status(paper: int) -> str:
    db.session.expire_all()
    return db.session.get_one(Document, paper).status


def held() -> Amount:
    return balance(db.session.scalars(select(Account).filter_by(kind="special")).one())


def test_r07_3_1_it_is_signed_by_clerk_manager_and_finance_and_posts_nothing_yet(company: Flask) -> None:
    with company.app_context():
        paper = signed()
        names = select(Person.number).join(Task, Task.person_id == Person.id)
        numbers = list(db.session.scalars(names.filter_by(document_id=paper).order_by(Task.id)))
        assert numbers == ["1011", "1006", "1012"]
        assert status(paper) == "approved" and held() == Amount(0)
        (told,) = db.session.scalars(select(ExpenseLine))
        assert (told.customer, told.payee, told.fen) == ("新程电子", "迅达物流", 200_000)


def test_r07_3_1_on_the_registered_day_of_signing_it_is_refused_and_says_why(company: Flask) -> None:
    with company.app_context():
        contract(NUMBER, at(23, 8))
        ((path, why),) = refused("F07-3", said())
        assert path == ("contract",) and "2026-11-23" in why and "第三条第1项" in why


def test_r07_3_1_a_contract_of_the_same_day_entered_later_makes_it_void_for_good(company: Flask) -> None:
    with company.app_context():
        paper = applied()
        contract(NUMBER, at(23, 9, 59))
        assert status(paper) == "void"
        act = db.session.scalars(select(RouteAct).filter_by(document_id=paper)).one()
        assert act.kind == "fall" and "第三条第1项" in act.words
        assert not db.session.scalars(select(Task).filter_by(document_id=paper, state="open")).all()
        author = db.session.get_one(Document, paper).author_id
        told = db.session.scalars(select(Notice.words).filter_by(person_id=author, kind="stopped")).one()
        assert "第三条第1项" in told


def test_r07_3_1_signed_after_the_day_of_sending_it_stays_valid_whenever_the_last_signature_comes(
    company: Flask, clock: TestClock
) -> None:
    with company.app_context():
        paper = applied()
        clock.advance(days=3)
        contract(NUMBER, at(24, 9))
        assert status(paper) == "in_review"
        clock.advance(days=1)
        decided(paper)
        assert status(paper) == "approved"


def test_r07_3_1_an_approved_application_becomes_void_too_and_an_earlier_day_by_correction_counts(
    company: Flask, clock: TestClock
) -> None:
    with company.app_context():
        paper = signed()
        clock.advance(days=2)
        number = contract(NUMBER, at(25, 9))
        assert status(paper) == "approved"
    clerk = signed_in(company, "1011")
    place = f"/contracts/{number}/edit"
    clerk.submit(clerk.get(place), place, lines__0__day="2026-11-23", reason="合同上是23日")
    with company.app_context():
        assert status(paper) == "void"
        assert sum(db.session.scalars(select(ExpenseLine.fen))) == 0
    assert "登记后失效" in signed_in(company, REP).get(f"/documents/{paper}").text


def test_what_is_over_already_stays_as_it_was(company: Flask) -> None:
    with company.app_context():
        paper = applied()
        decided(paper, "reject")
        contract(NUMBER, at(23, 9))
        assert status(paper) == "rejected"


def test_r07_1_4_it_needs_an_account_of_its_product(app: Flask) -> None:
    with app.app_context():
        assert [path for path, _ in refused("F07-3", said())] == [("product",)]


def december(company: Flask, clock: TestClock) -> int:
    """The third working day of December; an application of November is signed, so is its contract."""
    with company.app_context():
        paper = signed()
        clock.advance(days=1)
        contract(NUMBER, at(24, 9))
    clock.advance(days=8)
    return paper


def test_r07_2_1_a_fresh_summary_says_what_stands_of_the_month_s_applications(
    company: Flask, clock: TestClock
) -> None:
    december(company, clock)
    page = signed_in(company, REP).get("/forms/f07-2/new")
    told = dict(page.fields(page.address))
    names = ("applied", "approved", "signed", "collected", "payable")
    assert told["month"] == "2026-11" and told["lines-0-application"].startswith("KQF-XK-202611-001")
    assert [told[f"lines-0-{name}"] for name in names] == [
        "2,000.00", "2,000.00", "2026-11-24", "0.00", "0.00",
    ]  # fmt: skip


def test_r07_2_1_a_summary_shows_the_numbers_of_its_applications(company: Flask, clock: TestClock) -> None:
    december(company, clock)
    rep = signed_in(company, REP)
    with company.app_context():
        (shop,) = customers(1)
    page = rep.get("/forms/f07-2/new")
    assert "先登记客户" in page.text
    done = rep.submit(page, button="act=send", lines__0__customer=shop.code)
    shown = [cell for cell in done.all("td") if cell.get("data-label") == "申请表编号"]
    assert ["".join(cell.itertext()).strip() for cell in shown] == ["KQF-XK-202611-001"], done.faults()


def test_r07_2_2_signed_by_everybody_it_lets_the_special_cost_be_paid_once(
    company: Flask, clock: TestClock
) -> None:
    paper = december(company, clock)
    with company.app_context():
        (shop,) = customers(1)
        table = sent("F07-2", summary(line(paper, shop)), REP)
        assert held() == Amount(0), "nothing without every signature"
        decided(table)
        assert held() == Amount(200_000) and faults() == []
        assert [row.fen for row in db.session.scalars(select(Accrual))] == [200_000]
    clock.advance(days=31)
    with company.app_context():
        again = summary(line(paper, shop), month=said().month.after(), late="")
        assert (("lines", 0, "payable"), "按回款和以前的汇总表，现在最多 ¥0.00") in refused("F07-2", again)


def test_r07_3_1_an_application_that_falls_takes_back_what_a_summary_let_be_paid(
    company: Flask, clock: TestClock
) -> None:
    paper = december(company, clock)
    with company.app_context():
        (shop,) = customers(1)
        table = sent("F07-2", summary(line(paper, shop)), REP)
        decided(table)
    clerk = signed_in(company, "1011")
    clerk.submit(
        clerk.get("/contracts/1/edit"), "/contracts/1/edit", lines__0__day="2026-11-20", reason="更正"
    )
    with company.app_context():
        assert (status(paper), status(table)) == ("void", "approved")
        assert held() == Amount(0) and faults() == []
        assert sum(db.session.scalars(select(Accrual.fen))) == 0


@pytest.mark.parametrize(
    ("wrong", "path"),
    [
        ({"approved": Amount(199_999), "payable": Amount(199_999)}, "approved"),
        ({"applied": Amount(1)}, "applied"),
        ({"signed": date(2026, 11, 23)}, "signed"),
        ({"collected": Amount(9_999_999)}, "payable"),
        ({"remark": ""}, "remark"),
    ],
)
def test_r07_2_1_a_summary_says_what_the_registers_say(
    company: Flask, clock: TestClock, wrong: dict, path: str
) -> None:
    paper = december(company, clock)
    with company.app_context():
        (shop,) = customers(1)
        assert ("lines", 0, path) in [
            where for where, _ in refused("F07-2", summary(line(paper, shop, **wrong)))
        ]


def test_r07_3_1_only_one_s_own_signed_applications_count(company: Flask, clock: TestClock) -> None:
    paper = december(company, clock)
    with company.app_context():
        (shop,) = customers(1)
        with writing():
            db.session.get_one(Document, paper).status = "void"
        assert refused("F07-2", summary(line(paper, shop)))[0][0] == ("lines", 0, "application")


def test_r07_2_1_a_month_without_any_is_told_by_an_empty_summary_and_has_one(
    company: Flask, clock: TestClock
) -> None:
    clock.advance(days=9)
    with company.app_context():
        decided(sent("F07-2", summary(), REP))
        assert held() == Amount(0)
        assert [path for path, _ in refused("F07-2", summary())] == [("month",)]


def test_r07_2_1_late_without_a_reason_is_refused_at_its_place(company: Flask, clock: TestClock) -> None:
    clock.advance(days=11)
    with company.app_context():
        assert [path for path, _ in refused("F07-2", summary())] == [("late",)]
        sent("F07-2", summary(late="出差"), REP)
