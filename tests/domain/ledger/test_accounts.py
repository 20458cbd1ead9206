"""R07 §1.4: an account by month, brought and carried forward; on paper, and in Excel without formulas."""

import io
from datetime import UTC, date, datetime, time
from pathlib import Path
from zipfile import ZipFile

import pytest
from flask import Flask
from python_calamine import CalamineWorkbook
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from portal.core.audit.models import AuditEvent, AuditPayload
from portal.core.calendar import Calendar
from portal.core.desk.moment import this_moment
from portal.core.documents.models import Document
from portal.core.money import Amount
from portal.domain.ledger.models import Account, LedgerEntry, LedgerLine
from portal.domain.ledger.operations import Side, account_of, post
from portal.domain.ledger.queries import faults
from portal.extensions import db, writing
from tests.conftest import signed_in
from tests.core.printing.papers import text_of
from tests.pages import Page
from tests.regulations.relationship_expense.slips import drawn, opening, sent, special
from tests.turns import may

pytestmark = pytest.mark.both_databases


def place(app: Flask) -> str:
    """Where the special account is read."""
    with app.app_context():
        return f"/ledger/{db.session.scalars(select(Account.id).filter_by(kind='special')).one()}"


def moved(app: Flask, clock) -> None:
    """¥50,000 in November, ¥100 and ¥200 drawn in December, ¥300 in February."""
    account = special(app)
    app.config["CALENDAR"] = Calendar({}, range(2004, 2027), (2027,))
    for day, fen in ((date(2026, 12, 16), 10_000), (date(2026, 12, 17), 20_000), (date(2027, 2, 20), 30_000)):
        clock.moment = datetime.combine(day, time(2), UTC)
        with app.app_context():
            drawn(account.id, fen)


def figures(page: Page) -> list[str]:
    """期初, 本月增, 本月减, 期末 of the month that is shown."""
    return ["".join(e.itertext()).strip() for e in page.all("dd")]


def texts(page: Page, folder: Path) -> str:
    return "".join(text_of(page.response.data, folder, "-raw").split())


def test_a_month_begins_with_what_the_one_before_left(app: Flask, clock) -> None:
    moved(app, clock)
    address, qin = place(app), signed_in(app, "1012")
    newest = qin.get(address)
    assert "2027年2月" in newest.text
    assert figures(newest) == ["¥49,700.00", "¥0.00", "¥300.00", "¥49,400.00"]
    december = qin.get(f"{address}?month=2026-12")
    assert figures(december) == ["¥50,000.00", "¥0.00", "¥300.00", "¥49,700.00"]
    rows = [" ".join("".join(r.itertext()).split()) for r in december.all("tr")]
    assert rows[1].endswith("¥200.00 ¥49,700.00") and rows[2].endswith("¥100.00 ¥49,900.00")
    empty = qin.get(f"{address}?month=2027-01")
    assert figures(empty) == ["¥49,700.00", "¥0.00", "¥0.00", "¥49,700.00"]
    assert "这个月没有收支" in empty.text
    assert qin.get(f"{address}?month=1e9").status == 404


def test_a_span_is_printed_with_the_sums_of_each_month(app: Flask, clock, tmp_path) -> None:
    moved(app, clock)
    address, qin = place(app), signed_in(app, "1012")
    text = texts(qin.get(f"{address}/pdf?from=2026-12&to=2027-02"), tmp_path)
    assert "2026年12月至2027年2月" in text
    assert "本月合计¥0.00¥300.00¥49,700.00" in text
    assert "累计减少¥600.00" in text
    refused = qin.get(f"{address}/pdf?from=2027-02&to=2026-12")
    assert refused.address == address and "没有打印：终止月份不能早于起始月份" in refused.text
    assert "没有导出：月份请写成" in qin.get(f"{address}/xlsx?from=x").text


def many(app: Flask, lines: int, text: str = "期初余额") -> None:
    """A special account with so many lines of one fen, of one document."""
    with app.app_context():
        document_id = sent("F07-6", opening(), "1011")
        with writing():
            document = db.session.get_one(Document, document_id)
            document.status = "approved"
            account = account_of("KQF-many", "客户关系维护费-多", "special")
            from_where = account_of("opening", "期初", "opening")
            sides = [Side(account, Amount(1))] * lines + [Side(from_where, Amount(-lines))]
            post(document, text, sides, this_moment())


@pytest.mark.parametrize("lines", [1000, 1001] if may([0]) else [1001])
def test_more_lines_than_a_paper_takes_are_told_and_come_in_parts(app: Flask, lines: int, tmp_path) -> None:
    many(app, lines)
    address, qin = place(app), signed_in(app, "1012")
    page = qin.get(f"{address}/pdf")
    if lines == 1000:
        assert "¥10.00" in texts(page, tmp_path)
        return
    assert "每份最多打印 1000 行，分成 2 份" in page.text
    parts = [link.get("href") for link in page.all("a") if "part=" in link.get("href", "")]
    assert len(parts) == 2
    last = texts(qin.get(parts[1]), tmp_path)
    assert "（第2份，共2份）" in last
    assert "期初¥10.00" in last and "期末¥10.01" in last and "累计增加¥10.01" in last
    assert qin.get(f"{address}/pdf?part=3").status == 404


def test_a_workbook_holds_text_and_figures_and_no_formula(app: Flask) -> None:
    many(app, 2, text='=HYPERLINK("http://x.example")')
    content = signed_in(app, "1012").get(f"{place(app)}/xlsx").response.data
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert rows[0] == ["日期", "单据", "摘要", "增加", "减少", "余额"]
    assert rows[1][2:] == ["期初余额", "", "", 0]
    assert rows[2][2:] == ['=HYPERLINK("http://x.example")', 0.01, "", 0.01]
    assert rows[4][2:] == ["合计与期末余额", 0.02, 0, 0.02]
    with ZipFile(io.BytesIO(content)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_the_list_of_accounts_comes_in_pages_special_ones_first(app: Flask) -> None:
    with app.app_context(), writing():
        for number in range(30):
            account_of(f"KQF-{number}", f"客户关系维护费-{number % 7}", "special")
        account_of("advance:1", "个人借支·陈立", "person", 1)
    qin = signed_in(app, "1012")
    first = qin.get("/ledger")
    assert len(first.all("a", class_="row-title")) == 30 and "陈立" not in first.text
    more = next(link.get("href") for link in first.all("a") if link.get("href", "").startswith("?after"))
    second = qin.get(f"/ledger{more}")
    assert [a.text for a in second.all("a", class_="row-title")] == ["个人借支·陈立"]


def test_every_posting_is_an_event_of_its_own_beside_the_approval(app: Flask) -> None:
    special(app)
    with app.app_context():
        query = select(AuditEvent, AuditPayload.payload).join(AuditPayload)
        events = [(e.event, text) for e, text in db.session.execute(query.order_by(AuditEvent.id))][-3:]
        assert [event for event, _ in events] == ["task:approve", "ledger:posted", "document:approved"]
        assert '"lines":[["KQF-M100",5000000,"CNY"],["opening",-5000000,"CNY"]]' in events[1][1]


def test_an_entry_that_does_not_balance_is_refused_or_found(app: Flask, engine: str) -> None:
    """PostgreSQL refuses it when the transaction ends; SQLite cannot, and `portal verify` names it."""
    special(app)
    with app.app_context():
        document_id = sent("F07-6", opening(name="国产模块"), "1011")

        def uneven() -> None:
            with writing():
                account = account_of("KQF-X", "X", "special")
                moment = this_moment()
                entry = LedgerEntry(document_id=document_id, day=moment.day, text="", at=moment.at)
                db.session.add(entry)
                db.session.flush()
                db.session.add(LedgerLine(entry_id=entry.id, account_id=account.id, fen=1))

        if engine == "postgresql":
            with pytest.raises(DBAPIError, match="does not balance"):
                uneven()
            assert faults() == []
        else:
            uneven()
            assert any("借贷不平" in fault for fault in faults())
