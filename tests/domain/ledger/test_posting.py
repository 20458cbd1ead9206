"""R07 §1.4: what a document moves is entered once, balanced, and can be taken out again; balances by day."""

from datetime import UTC, date, datetime, time

import msgspec
import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from portal.core.audit.models import AuditEvent, AuditPayload
from portal.core.desk.moment import this_moment
from portal.core.documents.models import Document
from portal.core.facts import Month
from portal.core.money import Amount
from portal.domain.ledger import queries
from portal.domain.ledger.models import Account, LedgerEntry, LedgerLine
from portal.domain.ledger.operations import Side, Unbalanced, account_of, advance_account, post, reverse
from portal.domain.ledger.spans import Span, Turnover
from portal.extensions import db, writing
from tests.core.org.changes import person
from tests.plans import plan

OCTOBER, NOVEMBER, DECEMBER = (Month(2026, month) for month in (10, 11, 12))
DAYS = (
    (date(2026, 9, 30), 1),
    (date(2026, 10, 1), 20),
    (date(2026, 10, 31), -300),
    (date(2026, 11, 1), 4_000),
)


def document(app: Flask) -> Document:
    return db.session.get_one(Document, plan(app))


def sides(fen: int) -> list[Side]:
    """So much comes into the special account out of nothing. Inside a writing transaction."""
    return [
        Side(account_of("KQF-1", "专户一", "special"), Amount(fen)),
        Side(account_of("opening", "期初", "opening"), Amount(-fen)),
    ]


def special() -> Account:
    return db.session.scalars(select(Account).filter_by(code="KQF-1")).one()


@pytest.fixture
def moved(app: Flask, clock) -> Flask:
    """A fen before October, 20 on its first day, 300 out on its last, 4,000 on the first of November."""
    posted(app, clock, DAYS, 2027)
    return app


def posted(app: Flask, clock, days: tuple[tuple[date, int], ...], year: int) -> None:
    """So much comes into the special account on each day, by a plan of each month of a year."""
    papers = [plan(app, month=Month(year, month)) for month in range(1, 1 + len(days))]
    for paper, (day, fen) in zip(papers, days, strict=True):
        clock.moment = datetime.combine(day, time(2), UTC)
        with app.app_context(), writing():
            post(db.session.get_one(Document, paper), f"收支 {fen}", sides(fen), this_moment())


@pytest.mark.parametrize(
    ("more", "currency"),
    [(1, "CNY"), (-1, "CNY"), (0, "USD")],
    ids=["too much", "too little", "two currencies"],
)
def test_r07_1_4_sides_that_do_not_cancel_out_are_not_entered(app: Flask, more: int, currency: str) -> None:
    with app.app_context():
        paper = document(app)
        with pytest.raises(Unbalanced, match="期初余额"), writing():
            (mine, amount), other = sides(500)
            uneven = [Side(mine, Amount(amount.fen + more, currency)), other]
            post(paper, "期初余额", uneven, this_moment())
        assert db.session.scalar(select(func.count(LedgerEntry.id))) == 0


def test_r07_1_4_what_a_void_document_posted_is_taken_out_once(app: Flask) -> None:
    with app.app_context():
        paper = document(app)
        with writing():
            assert reverse(paper, "冲销", this_moment()) is None
            post(paper, "期初余额", sides(500), this_moment())
        with writing():
            entry = reverse(paper, "冲销", this_moment())
        assert (entry.reverses, entry.text, entry.day) == (True, "冲销", this_moment().day)
        fens = db.session.scalars(select(LedgerLine.fen).filter_by(entry_id=entry.id).order_by(LedgerLine.id))
        assert fens.all() == [-500, 500]
        assert queries.balance(special()) == Amount(0)
        with pytest.raises(IntegrityError), writing():
            reverse(paper, "冲销", this_moment())


def test_a_posting_and_its_reversal_are_told_with_their_lines(app: Flask) -> None:
    with app.app_context():
        paper = document(app)
        with writing():
            made = [post(paper, "期初余额", sides(500), this_moment()), reverse(paper, "冲销", this_moment())]
        told = select(AuditEvent.event, AuditPayload.payload).join(AuditPayload).order_by(AuditEvent.id)
        events = db.session.execute(told.where(AuditEvent.event.startswith("ledger:"))).all()
        assert [event for event, _ in events] == ["ledger:posted", "ledger:reversed"]
        assert [msgspec.json.decode(payload) for _, payload in events] == [
            {"entry": entry.id, "text": text, "lines": [["KQF-1", fen, "CNY"], ["opening", -fen, "CNY"]]}
            for entry, text, fen in zip(made, ("期初余额", "冲销"), (500, -500), strict=True)
        ]


def test_the_account_of_a_code_is_opened_once_and_keeps_its_name(app: Flask) -> None:
    with app.app_context():
        with writing():
            chen, lin = (person(number).id for number in ("1001", "1002"))
            mine, others = advance_account(chen, "陈立"), advance_account(lin, "林晓")
            again = advance_account(chen, "陈力")
        assert mine.id == again.id != others.id
        assert (mine.code, mine.name, mine.kind) == (f"advance:{chen}", "个人借支·陈立", "person")
        assert (mine.person_id, mine.currency) == (chen, "CNY")


def test_a_balance_is_told_before_and_after_each_day(moved: Flask) -> None:
    with moved.app_context():
        account = special()
        told = [queries.balance_before(account, day).fen for day, _ in DAYS]
        assert told == [0, 1, 21, -279]
        assert queries.balance(account) == Amount(3_721)
        assert queries.opened_on(account.id) == DAYS[0][0]
        assert queries.opened_on(0) is None
        lines = db.session.scalars(queries.in_order(account, Span(OCTOBER, NOVEMBER))).all()
        assert [line.fen for line in lines] == [20, -300, 4_000]
        after = [queries.balance_after(account, Span(OCTOBER, NOVEMBER), line.id).fen for line in lines]
        assert after == [21, -279, 3_721]


def test_a_span_begins_with_what_was_before_and_holds_its_first_and_last_day(moved: Flask) -> None:
    with moved.app_context():
        account, october = special(), Turnover(Amount(1), Amount(20), Amount(300))
        november = Turnover(Amount(-279), Amount(4_000), Amount(0))
        for month, turnover in ((OCTOBER, october), (NOVEMBER, november)):
            assert queries.turnover(account, Span(month, month)) == turnover
            assert queries.turnovers("special", Span(month, month)) == [(account, turnover)]
        assert queries.turnover(account, Span(OCTOBER, DECEMBER), 1) == Turnover(
            Amount(1), Amount(20), Amount(0)
        )
        assert queries.count_of(account, Span(OCTOBER, NOVEMBER)) == 3
        assert queries.months_of(account)[:2] == [(NOVEMBER, november), (OCTOBER, october)]
        empty = Turnover(Amount(3_721), Amount(0), Amount(0))
        assert queries.turnovers("special", Span(DECEMBER, DECEMBER)) == [(account, empty)]


def test_what_is_posted_later_for_an_earlier_day_stands_at_its_day(moved: Flask, clock) -> None:
    posted(moved, clock, ((date(2025, 11, 15), 50_000), (date(2026, 10, 1), 7)), 2028)
    with moved.app_context():
        account = special()
        lines = db.session.scalars(queries.in_order(account, Span(OCTOBER, NOVEMBER))).all()
        assert [line.fen for line in lines] == [20, 7, -300, 4_000]
        months = queries.months_of(account)
        assert [month for month, _ in months] == [NOVEMBER, OCTOBER, OCTOBER.before(), Month(2025, 11)]
        assert [turnover.closing.fen for _, turnover in months] == [53_728, 49_728, 50_001, 50_000]


def test_accounts_come_in_pages_each_once_in_the_order_of_their_names(app: Flask) -> None:
    with app.app_context():
        with writing():
            made = [account_of(f"K{n}", f"资金{n % 3}", "special") for n in range(62)]
            made += [advance_account(person(f"100{n}").id, f"{9 - n}") for n in (1, 2)]
            account_of("opening", "期初", "opening")
        kinds = ("special", "person")
        made.sort(key=lambda account: (kinds.index(account.kind), account.name, account.id))
        found, after = list[Account](), 0
        while rows := queries.page_of_accounts(after):
            assert len(rows) == min(31, 64 - len(found))
            found += [account for account, _ in rows[:30]]
            after = found[-1].id
        assert [account.code for account in found] == [account.code for account in made]


def test_accounts_are_listed_by_kind_and_name_with_what_they_hold(moved: Flask) -> None:
    with moved.app_context():
        with writing():
            for name in ("丙", "甲", "乙"):
                advance_account(person(f"100{'甲乙丙'.index(name) + 1}").id, name)
        names = ["个人借支·丙", "个人借支·乙", "个人借支·甲", "专户一"]
        listed = queries.balances("special", "person")
        assert [(account.name, held.fen) for account, held in listed] == [
            *zip(names, [0, 0, 0, 3_721], strict=True)
        ]
        assert [account.name for account, _ in queries.balances("special")] == ["专户一"]
        assert db.session.scalar(queries.owed_by(person("1001").id)) == 0
        nothing = Turnover(Amount(0), Amount(0), Amount(0))
        people = queries.turnovers("person", Span(OCTOBER, OCTOBER))
        assert [(account.name, turnover) for account, turnover in people] == [(n, nothing) for n in names[:3]]
        assert queries.turnover(special(), Span(DECEMBER, DECEMBER)) == Turnover(Amount(3_721), *nothing[1:])


def test_the_books_tell_of_what_is_posted_for_a_paper_not_in_force_and_not_taken_out(moved: Flask) -> None:
    with moved.app_context():
        entries = db.session.scalars(select(LedgerEntry.id).order_by(LedgerEntry.id)).all()
        assert queries.faults() == [f"分录 {number}：单据没有生效" for number in entries]
        first = db.session.scalars(select(LedgerEntry)).first()
        with writing():
            reverse(first.document, "冲销", this_moment())
            second = db.session.get_one(LedgerEntry, entries[1])
            second.document.status = "approved"
        assert queries.faults() == [f"分录 {number}：单据没有生效" for number in entries[2:]]
