"""R07 §2.1-3, §3.2: the month as finance closes it names what is missing, and lets go of what is not."""

from io import BytesIO

import pytest
from flask import Flask
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from portal.core.desk.moment import this_moment
from portal.core.documents.models import Document
from portal.core.facts import Month
from portal.core.printing.copies import Wanted, hand_out
from portal.core.printing.worker import print_document
from portal.core.web.context import now, today
from portal.domain.ledger.queries import turnover, turnovers
from portal.domain.ledger.spans import Span
from portal.extensions import db
from portal.regulations.relationship_expense.facts import SummaryTable
from portal.regulations.relationship_expense.operations.closing import closing_of
from tests.conftest import TestClock, signed_in
from tests.regulations.relationship_expense.settling import checked, drawn_advance, paid, settled
from tests.regulations.relationship_expense.slips import decided, sent, special
from tests.regulations.relationship_expense.tables import (
    OCTOBER,
    REP,
    bought,
    customers,
    line,
    signed_table,
    standard,
    table,
)

PAGE = "/relationship-expense/month"


def test_what_is_missing_is_said_until_it_is_there(app: Flask) -> None:
    special(app)
    finance = signed_in(app, "1012")
    text = finance.get(PAGE).text
    assert "客情费月度 2026年11月" in text and "11-04 17:30" in text and "11-12" in text
    assert "没有交2026年10月的月客户采购及客情费统计表（附表1）：郑一帆" in text
    assert "没有交2026年10月的月新客户特殊费用申请汇总表（附表2）：郑一帆" in text
    with app.app_context():
        standard()
        (shop,) = customers(1)
        bought(shop)
        paper = sent("F07-1", table([line(shop)]), REP)
    text = finance.get(PAGE).text
    assert "KQF-202610-001 郑一帆 还没有签完，在 苏禾 处" in text and "迟交" in text
    with app.app_context():
        decided(paper)
        decided(sent("F07-2", SummaryTable(month=OCTOBER, lines=(), late="没有"), REP))
    assert "什么都不差，可以结账" in finance.get(PAGE).text


def test_an_advance_is_told_with_its_age_until_it_is_settled_and_checked(
    app: Flask, clock: TestClock
) -> None:
    advance = drawn_advance(app, 120_000)
    text = signed_in(app, "1012").get(PAGE).text
    assert "¥1,200.00" in text and "还有 ¥1,200.00 应在" not in text
    clock.advance(days=20)
    text = signed_in(app, "1012").get(PAGE).text
    assert (
        f"郑一帆 {advance.label.split()[-1]} 还有 ¥1,200.00 应在 2026-12-07 前核销" in text
        and "已 20 天" in text
    )
    with app.app_context():
        settled(advance, paid(100_000), returned=20_000)
        number = db.session.scalars(select(Document.drawn_number).filter_by(type="F07-8")).one()
    text = signed_in(app, "1012").get(PAGE).text
    assert "没有未核销的借支" in text and f"{number} 郑一帆 兑付后还没有抽查" in text
    with app.app_context():
        checked()
    assert "还没有抽查" not in signed_in(app, "1012").get(PAGE).text


def test_originals_that_are_out_are_listed(app: Flask) -> None:
    paper = signed_table(app, 1)
    with app.app_context():
        print_document(paper)
        hand_out(paper, Wanted(10, True, "财务部", "报销", "k" * 32, today()), now())
        closing = closing_of(Month(2026, 11), this_moment().terms)
        assert [(document.id, copy.number) for copy, document in closing.out] == [(paper, 1)]
    assert "还有 1 份原件没有收回" in signed_in(app, "1012").get(PAGE).text


def test_each_list_is_a_workbook_too(app: Flask) -> None:
    signed_table(app, 1)
    finance = signed_in(app, "1012")
    for name, title in (
        ("tables", "统计表"),
        ("accounts", "专户"),
        ("owed", "未核销借支"),
        ("out", "未收回原件"),
    ):
        content = finance.get(f"{PAGE}.xlsx?list={name}").response.data
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        assert book.sheet_names == [title]
        rows = book.get_sheet_by_index(0).to_python()
        assert len(rows) == {"tables": 3, "accounts": 2}.get(name, 1)
    assert finance.get(f"{PAGE}.xlsx?list=x").status == 404


@pytest.mark.parametrize("number", ["1001", "1010", "1003"])
def test_who_does_not_read_the_books_does_not_find_the_page(app: Flask, number: str) -> None:
    assert signed_in(app, number).get(PAGE).status == 404


def test_a_month_that_cannot_be_read_is_not_there(app: Flask) -> None:
    finance = signed_in(app, "1012")
    assert finance.get(f"{PAGE}?month=2026-13").status == 404
    assert finance.get(f"{PAGE}?month=2026-10").status == 200


def test_the_accounts_of_a_month_are_what_each_of_them_says(app: Flask, clock: TestClock) -> None:
    advance = drawn_advance(app, 120_000)
    clock.advance(days=10)
    with app.app_context():
        settled(advance, paid(100_000), returned=20_000)
        for month in (OCTOBER, OCTOBER.after(), OCTOBER.after().after()):
            span = Span(month, month)
            found = turnovers("special", span)
            assert found == [(account, turnover(account, span)) for account, _ in found] and found
