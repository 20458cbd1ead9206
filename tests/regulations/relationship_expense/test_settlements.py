"""R07 §3.2, 反不正当竞争法§8: an advance on a signed table, settled by invoices, checked by the manager."""

import io
from datetime import date

import pytest
from flask import Flask
from msgspec.structs import replace
from sqlalchemy import select

from portal.app import keep_dates
from portal.core.approval.deciding import Verdict, decide
from portal.core.approval.hooks import Refused
from portal.core.approval.models import Task
from portal.core.approval.sending import resend
from portal.core.desk.moment import this_moment
from portal.core.documents.models import Document
from portal.core.documents.operations import current, said
from portal.core.duties.models import Occurrence
from portal.core.facts import Ref
from portal.core.money import Amount
from portal.core.org.models import Person
from portal.core.web.context import catalogue
from portal.demonstration.company import author_of
from portal.domain.advances.models import SettledLine
from portal.domain.customers.facts import PUBLIC
from portal.domain.customers.models import CustomerContact
from portal.domain.expenses.models import Accrual
from portal.domain.ledger.models import Account
from portal.domain.ledger.queries import balance, faults
from portal.extensions import db, writing
from tests.conftest import signed_in
from tests.evidence import PNG
from tests.pages import Browser, Page
from tests.regulations.relationship_expense.settling import (
    MANAGER,
    PRINTER,
    another,
    checked,
    drawn_advance,
    paid,
    paper,
    payee,
    record,
    settled,
    settlement,
    shop,
    treat,
)
from tests.regulations.relationship_expense.slips import (
    NOVEMBER,
    PAYABLE,
    REP,
    basis,
    decided,
    open_task,
    sent,
    slip,
    special,
    with_table,
)
from tests.regulations.relationship_expense.tables import bought, customers, line, table

pytestmark = pytest.mark.both_databases


def refused(code: str, facts: object, number: str = REP) -> list[tuple[tuple, str]]:
    """What is refused of a document. Inside an app context."""
    with pytest.raises(Refused) as found:
        sent(code, facts, number)
    db.session.rollback()
    return [(refusal.path, refusal.message) for refusal in found.value.refusals]


def held(kind: str) -> Amount:
    """What the one account of a kind holds. Inside an app context."""
    return balance(db.session.scalars(select(Account).filter_by(kind=kind)).one())


def signers(document_id: int) -> list[str]:
    query = select(Person.number).join(Task, Task.person_id == Person.id).filter_by(document_id=document_id)
    return list(db.session.scalars(query.order_by(Task.id)))


def test_r07_3_2_an_advance_rests_on_the_authors_signed_table_of_the_month_before(app: Flask) -> None:
    account = with_table(app)
    with app.app_context():
        good = slip(account, 100_000)
        word = replace(good, basis=Ref(0, "", "附表1 2026-10"))
        ((path, why),) = refused("F07-4", word)
        assert path == ("basis",) and "签完字" in why
        ((path, why),) = refused("F07-4", replace(good, basis=paper(1)))
        assert path == ("basis",)
        assert [path for path, _ in refused("F07-4", good, "1001")] == [("basis",)], "it is another's"
        august = paper(signed_in_august())
        ((path, why),) = refused("F07-4", replace(good, basis=august))
        assert (path, why) == (("basis",), "2026年11月借支凭2026年10月的统计表")
        assert sent("F07-4", good, REP)


def signed_in_august() -> int:
    """A document that let something be paid out for August. Inside an app context."""
    document_id = db.session.scalars(select(Document.id).filter_by(type="F07-6")).one()
    product_id = db.session.scalars(select(Accrual.product_id).limit(1)).one()
    rest = {"position": 0, "person_id": author_of(REP).person_id, "month": date(2026, 8, 1)}
    with writing() as session:
        session.add(
            Accrual(document_id=document_id, customer_id=1, product_id=product_id, use="⑤", fen=1, **rest)
        )
    return document_id


def test_r07_2_2_a_table_that_somebody_has_not_signed_feeds_no_advance(app: Flask) -> None:
    account = with_table(app)
    with app.app_context():
        (one,) = customers(1)
        bought(one)
        unsigned = replace(slip(account, 100), basis=paper(sent("F07-1", table([line(one)]), "1001")))
        assert [path for path, _ in refused("F07-4", unsigned, "1001")] == [("basis",)]


def test_acceptance_6_with_the_manager_missing_finance_cannot_sign_and_nothing_is_drawn(app: Flask) -> None:
    account = with_table(app)
    with app.app_context():
        (one,) = customers(1)
        bought(one)
        unsigned = sent("F07-1", table([line(one)]), "1001")
        task, seen = db.session.scalars(open_task(unsigned)).one(), current_id(unsigned)
        with writing():
            decide(task.id, task.person_id, Verdict("approve", "已核", seen), this_moment())
        turns = select(Person.number).join(Task, Task.person_id == Person.id)
        assert db.session.scalars(turns.filter_by(document_id=unsigned, state="open")).all() == ["1006"]
        asked = replace(slip(account, 100), basis=paper(unsigned))
        assert [path for path, _ in refused("F07-4", asked, "1001")] == [("basis",)]
        decided(unsigned)
        assert sent("F07-4", asked, "1001"), "manager and finance signed"


def current_id(document_id: int) -> int:
    """The snapshot that somebody sees who decides."""
    return db.session.get_one(Document, document_id).snapshot_id or 0


def test_r07_3_2_the_advances_on_one_table_stay_within_what_it_lets_be_paid(app: Flask) -> None:
    account, other = with_table(app), special(app, product="国产模块")
    with app.app_context():
        ((path, why),) = refused("F07-4", replace(slip(account, 1), account=other))
        assert path == ("amount",) and "可兑付 ¥0.00" in why, "the table is of another product"
        with writing():
            lower(app, 150_000)
        first = sent("F07-4", slip(account, 100_000), REP)
        ((path, why),) = refused("F07-4", slip(account, 50_001))
        assert path == ("amount",) and "可兑付 ¥1,500.00，已借和审核中 ¥1,000.00，最多还能借 ¥500.00" in why
        decided(first, "reject")
        assert sent("F07-4", slip(account, 150_000), REP)


def lower(app: Flask, fen: int) -> None:
    """One line more that takes back from the table all but so much; inside a writing transaction."""
    row = db.session.scalars(select(Accrual).filter_by(fen=PAYABLE)).one()
    same = {name: getattr(row, name) for name in ("document_id", "person_id", "month", "customer_id", "use")}
    db.session.add(Accrual(**same, product_id=row.product_id, position=99, fen=fen - PAYABLE))


def test_a_slip_of_version_1_stays_readable_and_wants_a_table_when_it_is_sent_again(app: Flask) -> None:
    form = app.extensions["catalogue"].type("F07-4")
    old = (
        '{"month":{"year":2026,"month":11},"account":{"id":1,"code":"K","label":"客户关系维护费-进口模块"},'
        '"basis":"附表1 2026-10","use":"⑤客户活动、推广会及联谊","way":"场地、印刷、运输等对外采购",'
        '"amount":{"fen":100,"currency":"CNY"},"reason":"会"}'
    )
    assert form.read(old, 1).basis == Ref(0, "", "附表1 2026-10")


def test_r07_3_2_invoices_and_returned_cash_settle_an_advance_and_the_rest_is_owed(app: Flask) -> None:
    advance = drawn_advance(app)
    with app.app_context():
        before = held("special")
        document_id = sent("F07-8", settlement(advance, paid(60_000), returned=30_000, owed=10_000), REP)
        assert held("person") == Amount(100_000), "only an approved settlement posts"
        decided(document_id)
        assert held("person") == Amount(10_000)
        assert held("spent") == Amount(60_000)
        assert held("special") == before + Amount(30_000)
        assert signers(document_id) == ["1006", "1012"]
        assert faults() == []
        ((path, why),) = refused("F07-8", settlement(advance, paid(10_001, "2")))
        assert path == ("returned",) and "¥100.00" in why
        settled(advance, paid(10_000, "2"))
        assert held("person") == Amount(0)


def test_r07_3_2_one_settlement_of_an_advance_after_the_other(app: Flask) -> None:
    advance = drawn_advance(app)
    with app.app_context():
        first = sent("F07-8", settlement(advance, paid(60_000), owed=40_000), REP)
        assert ("advance",) in [p for p, _ in refused("F07-8", settlement(advance, paid(40_000, "2")))]
        decided(first, "reject")
        assert held("person") == Amount(100_000)
        assert sent("F07-8", settlement(advance, paid(100_000)), REP), "its invoice is free"


def test_an_advance_is_settled_by_whoever_drew_it(app: Flask) -> None:
    advance = drawn_advance(app)
    with app.app_context():
        assert [p for p, _ in refused("F07-8", settlement(advance, paid(1)), "1001")] == [("advance",)]


def test_law_8_an_invoice_is_settled_once_ever(app: Flask) -> None:
    advance = drawn_advance(app)
    with app.app_context():
        settled(advance, paid(10_000, "No.77"), owed=90_000)
        ((path, why),) = refused("F07-8", settlement(advance, paid(10_000, "no 77"), owed=80_000))
        assert path == ("lines", 0, "invoice") and "KQF-HX-202611-001" in why
        other = paid(10_000, "No.77", payee=payee(PRINTER, "青山印务有限公司"))
        assert settled(advance, other, owed=80_000)
        assert len(db.session.scalars(select(SettledLine)).all()) == 2


def test_law_8_uses_1_to_3_need_the_compliance_officer_and_a_private_customer(app: Flask) -> None:
    advance = drawn_advance(app)
    with app.app_context():
        document_id = settled(advance, treat(20_000), owed=80_000)
        assert signers(document_id) == ["1006", "1014", "1012"]
        for nature, why in (("", "还没有登记"), (PUBLIC, "国有或公共单位")):
            theirs = treat(20_000, "2")
            shop(nature)
            ((path, told),) = refused("F07-8", settlement(advance, theirs, owed=60_000))
            assert path == ("lines", 0, "use") and why in told


def test_law_8_a_position_at_a_customer_gets_at_most_500_a_year_in_all_settlements(app: Flask) -> None:
    advance = drawn_advance(app)
    with app.app_context():
        settled(advance, treat(20_000, "1"), treat(20_000, "2"), owed=60_000)
        ((path, why),) = refused("F07-8", settlement(advance, treat(10_001, "3"), owed=49_999))
        assert path == ("lines", 0, "amount") and "每人已有 ¥400.00，每年最多 ¥500.00" in why
        assert settled(advance, treat(10_000, "3"), owed=50_000)


def test_law_8_no_text_names_a_contact_of_the_customer(app: Flask) -> None:
    advance = drawn_advance(app)
    with app.app_context():
        ref = shop()
        with writing() as session:
            rest = {"title": "", "phone": "", "digits": "", "tail": "", "consent_how": "", "note": ""}
            session.add(CustomerContact(customer_id=ref.id, name="欧阳知秋", **rest))
        naming = treat(10_000, guests="采购部欧阳知秋")
        ((path, why),) = refused("F07-8", settlement(advance, naming, owed=90_000))
        assert path == ("lines", 0, "guests") and "第八条" in why


def test_r07_3_2_the_debt_is_a_duty_until_it_is_settled(app: Flask, clock) -> None:
    advance = drawn_advance(app)
    with app.app_context():
        keep_dates()
        duty = db.session.scalars(select(Occurrence).filter_by(duty=f"advance:{advance.id}")).one()
        assert (duty.due, duty.state_at(this_moment())) == (date(2026, 12, 7), "coming")
        assert (
            "核销借支 KQF-JZ-202611-001（¥1,000.00）" in signed_in(app, REP).get("/duties?month=2026-12").text
        )
        settled(advance, paid(60_000), owed=40_000)
        keep_dates()
        db.session.refresh(duty)
        assert duty.state == "open", "something is still owed"
    clock.advance(days=15)
    with app.app_context():
        duty = db.session.get_one(Occurrence, duty.id)
        assert duty.state_at(this_moment()) == "late"
        assert "核销借支" in signed_in(app, "1006").get("/duties/team?month=2026-12").text
        settled(advance, paid(40_000, "2"))
        keep_dates()
        db.session.refresh(duty)
        assert duty.state_at(this_moment()) == "behind"


def test_the_sweep_finds_what_is_undone_and_run_again_changes_nothing(app: Flask, clock) -> None:
    advance = drawn_advance(app)
    with app.app_context():
        for _ in range(2):
            keep_dates()
            assert [duty.state for duty in duties(advance)] == ["open"]
        settled(advance, paid(100_000))
        finished = db.session.scalars(select(Document.finished_at).filter_by(type="F07-8")).one()
        clock.advance(hours=1)
        for _ in range(2):
            keep_dates()
            (duty,) = duties(advance)
            assert (duty.state, duty.closed_at) == ("done", finished)


def duties(advance: Ref) -> list[Occurrence]:
    db.session.rollback()
    return list(db.session.scalars(select(Occurrence).filter_by(duty=f"advance:{advance.id}")))


def test_r07_3_2_the_next_advance_waits_until_the_payment_is_checked(app: Flask) -> None:
    advance = drawn_advance(app)
    account = special_of(app)
    with app.app_context():
        settled(advance, paid(100_000))
        ((path, why),) = refused("F07-4", slip(account, 100))
        assert path == ("amount",) and "KQF-HX-202611-001 还没有抽查" in why
        checked()
        assert another(account, 100)


def test_r07_3_2_a_slip_that_waits_is_not_drawn_before_the_payment_is_checked(app: Flask) -> None:
    advance, account = drawn_advance(app), special_of(app)
    with app.app_context():
        waiting = sent("F07-4", slip(account, 100), REP)
        settled(advance, paid(100_000))
        with pytest.raises(Refused, match="还没有抽查"):
            decided(waiting)
        db.session.rollback()
        checked()
        decided(waiting)
        assert held("person") == Amount(100)


def test_law_8_what_came_back_and_is_sent_again_claims_its_invoices_anew(app: Flask) -> None:
    advance = drawn_advance(app)
    with app.app_context():
        first = sent("F07-8", settlement(advance, paid(60_000, "1"), owed=40_000), REP)
        decided(first, "return")
        other = settlement(advance, paid(50_000, "1"), paid(10_000, "2"), owed=40_000)
        form, mine = catalogue().type("F07-8"), select(Task.id).filter_by(document_id=first, state="open")
        task_id = db.session.scalars(mine).one()
        with writing():
            resend(task_id, author_of(REP).person_id, form, other, "test:again", this_moment())
        claimed = select(SettledLine.invoice, SettledLine.fen).order_by(SettledLine.invoice)
        assert db.session.execute(claimed).all() == [("1", 50_000), ("2", 10_000)]


def test_r07_3_2_a_check_that_is_void_checked_nothing(app: Flask) -> None:
    advance, account = drawn_advance(app), special_of(app)
    with app.app_context():
        settled(advance, paid(100_000))
        record_id = checked()
        with writing():
            db.session.get_one(Document, record_id).status = "void"
        assert [path for path, _ in refused("F07-4", slip(account, 100))] == [("amount",)]
        assert checked()


def special_of(app: Flask) -> Ref:
    with app.app_context():
        account = db.session.scalars(select(Account).filter_by(kind="special")).one()
        return Ref(account.id, account.code, account.name)


def test_r07_3_2_cash_that_came_back_whole_paid_nobody_and_waits_for_no_check(app: Flask) -> None:
    advance, account = drawn_advance(app), special_of(app)
    with app.app_context():
        settled(advance, returned=100_000)
        assert another(account, 100)


def test_r07_3_2_a_settlement_is_checked_once_and_not_by_whoever_paid(app: Flask) -> None:
    advance = drawn_advance(app)
    with app.app_context():
        settled(advance, paid(100_000))
        good = record()
        ((path, why),) = refused("F07-5", good, REP)
        assert path == ("settlement",) and "自己" in why
        assert ("drawn",) in [p for p, _ in refused("F07-5", replace(good, drawn="随便"), MANAGER)]
        sent("F07-5", good, MANAGER)
        ((path, why),) = refused("F07-5", good, MANAGER)
        assert path == ("settlement",) and "已经抽查过" in why


def test_r07_3_2_the_manager_finds_the_record_begun(app: Flask) -> None:
    advance = drawn_advance(app)
    with app.app_context():
        settled(advance, paid(100_000))
    manager = signed_in(app, MANAGER)
    assert "1 张核销单等待抽查" in manager.get("/").text
    page = manager.get("/forms/f07-5/new")
    said_so = dict(page.fields(page.address))
    assert "KQF-HX-202611-001" in said_so["settlement"] and "取前 1 家" in said_so["drawn"]
    typed = {"lines__0__how": "电话", "lines__0__result": "属实"}
    assert "KQF-CC-202611-001" in manager.submit(page, button="act=send", **typed).text
    assert "等待抽查" not in manager.get("/").text


def test_r07_8_a_settlement_is_filled_at_the_desk_with_its_invoices(app: Flask) -> None:
    drawn_advance(app)
    with app.app_context():
        ref, vendor = shop(), payee()
    rep = signed_in(app, REP)
    page = rep.get("/forms/f07-8/new")
    assert "反不正当竞争法第八条" in page.text and "未核销 ¥1,000.00" in page.text
    typed = {
        "advance": "KQF-JZ-202611-001", "returned": "0", "owed": "400", "lines-0-day": "2026-11-23",
        "lines-0-payee": vendor.code, "lines-0-invoice": "25310001", "lines-0-customer": ref.code,
        "lines-0-use": "⑤客户活动、推广会及联谊", "lines-0-way": "场地、印刷、运输等对外采购",
        "lines-0-amount": "600", "lines-0-key": "00000001",
    }  # fmt: skip
    bare = post(rep, page, typed | {"act": "send"})
    assert bare.status == 422 and "发票和收款凭证" in bare.text, "no settlement without invoices"
    assert "核销后仍欠 ¥400.00" in bare.text
    with_file = typed | {"act": "attach", "file": (io.BytesIO(PNG), "发票.png")}
    page = post(rep, page, with_file, "/attachments")
    done = post(rep, page, typed | {"act": "send"})
    assert "KQF-HX-202611-001" in done.text, done.faults()
    with app.app_context():
        document = db.session.scalars(select(Document).filter_by(type="F07-8")).one()
        assert said(current(document), catalogue().type("F07-8")).owed == Amount(40_000)
    assert "2026年11月借支 KQF-JZ-202611-001" in rep.get(done.address).text


def begun(app: Flask) -> str:
    """The advance that a fresh settlement of the representative names."""
    page = signed_in(app, REP).get("/forms/f07-8/new")
    return dict(page.fields(page.address))["advance"]


def test_r07_3_2_a_fresh_settlement_names_the_advance_where_only_one_waits(app: Flask) -> None:
    account = special(app)
    with app.app_context():
        assert begun(app) == "", "nothing was drawn"
        decided(sent("F07-4", slip(account, 100_000), REP))
    assert begun(app) == "2026年11月借支 KQF-JZ-202611-001"
    with app.app_context():
        other = another(account, 50_000)
    assert begun(app) == "", "two wait"
    with app.app_context():
        sent("F07-8", settlement(other, paid(10_000), owed=40_000), REP)
    assert begun(app) == "2026年11月借支 KQF-JZ-202611-001", "the other is being settled"


def post(rep: Browser, page: Page, typed: dict[str, object], behind: str = "") -> Page:
    """Post a sheet as it stands with some cells filled."""
    own = {name: text for name, text in page.fields("/forms") if name in ("csrf_token", "seen", "day")}
    data = {"content_type": "multipart/form-data"} if behind else {}
    return rep.post(page.address.removesuffix("/attachments") + behind, own | typed, **data)


def test_acceptance_8_of_two_customers_both_are_checked(app: Flask) -> None:
    account = special(app)
    with app.app_context():
        basis(account, NOVEMBER.before())
        row = db.session.scalars(select(Accrual)).one()
        same = {n: getattr(row, n) for n in ("document_id", "person_id", "month", "product_id", "use")}
        other = next(each for each in customers(2) if each.id != row.customer_id)
        with writing() as session:
            session.add(Accrual(**same, customer_id=other.id, position=1, fen=0))
        settled(another(account, 100_000), paid(100_000))
        good = record()
        assert len(good.lines) == 2
        one = replace(good, lines=good.lines[:1], other="另一家停业")
        assert [p for p, _ in refused("F07-5", one, MANAGER)] == [("settlement",)]
        assert sent("F07-5", good, MANAGER)
