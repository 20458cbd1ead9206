"""R07 §2.1-2: both tables are owed by the third working day, and checked by the end of the eighth."""

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.approval.beside_models import Copy
from portal.core.audit.models import AuditEvent
from portal.core.documents.models import Document
from portal.core.notices.models import Notice
from portal.core.org.models import Person
from portal.extensions import db
from tests.conftest import TestClock, signed_in
from tests.duties import keep, occurrence
from tests.regulations.relationship_expense.applications import summary
from tests.regulations.relationship_expense.slips import decided, sent
from tests.regulations.relationship_expense.tables import REP

pytestmark = pytest.mark.both_databases
SLUG = "relationship_expense"


def filed(app: Flask, clock: TestClock) -> int:
    """November's summary, filed on 2 December; the eighth working day is 10 December."""
    clock.advance(days=9)
    with app.app_context():
        return sent("F07-2", summary(), REP)


def told(app: Flask, paper: int) -> list[str]:
    """Who got a copy because it is overdue."""
    with app.app_context():
        query = select(Person.number).join(Copy, Copy.person_id == Person.id)
        return list(db.session.scalars(query.where(Copy.document_id == paper)))


def test_r07_2_1_both_tables_are_owed_until_they_are_filed(app: Flask, clock: TestClock) -> None:
    clock.advance(days=8)
    keep(app)
    tables = [occurrence(app, f"{SLUG}:{key}", REP, "2026-11-01") for key in ("month_table", "summary")]
    assert [(str(row.due), row.state) for row in tables] == [("2026-12-03", "open")] * 2
    with app.app_context():
        sent("F07-2", summary(), REP)
    assert occurrence(app, f"{SLUG}:summary", REP, "2026-11-01").state == "done"
    clock.advance(days=3)
    keep(app)
    assert occurrence(app, f"{SLUG}:month_table", REP, "2026-11-01").state == "open"


def test_r07_2_2_until_the_eighth_working_day_ends_nobody_is_told(app: Flask, clock: TestClock) -> None:
    paper = filed(app, clock)
    clock.advance(days=8, hours=7, minutes=29)  # 10 December, 17:29
    keep(app)
    assert told(app, paper) == []
    clock.advance(minutes=2)
    keep(app)
    assert told(app, paper) == ["1013"]


def test_r07_2_2_the_head_of_finance_is_told_once_and_sees_it(app: Flask, clock: TestClock) -> None:
    paper = filed(app, clock)
    clock.advance(days=9)
    keep(app)
    keep(app)
    with app.app_context():
        words = db.session.scalars(select(Notice.words).filter_by(key=f"undecided:{paper}")).one()
        assert "期限内没有检核完" in words
        copied = select(AuditEvent.id).filter_by(event="document:copied", stream=f"document:{paper}")
        assert len(db.session.scalars(copied).all()) == 1
    page = signed_in(app, "1013").get(f"/documents/{paper}")
    assert "检核逾期 1 天" in page.text and "检核应在此时前完成" in page.text
    assert "检核逾期 1 天" in signed_in(app, REP).get("/mine").text


def test_r07_2_2_what_was_checked_in_time_is_not_flagged(app: Flask, clock: TestClock) -> None:
    paper = filed(app, clock)
    with app.app_context():
        decided(paper)
    clock.advance(days=9)
    keep(app)
    assert told(app, paper) == []
    text = signed_in(app, REP).get(f"/documents/{paper}").text
    assert "检核逾期" not in text and "检核迟于期限" not in text and "检核应在此时" not in text


def test_r07_2_2_what_was_checked_later_says_so_on_list_and_paper(app: Flask, clock: TestClock) -> None:
    paper = filed(app, clock)
    clock.advance(days=9)
    with app.app_context():
        decided(paper)
        assert db.session.get_one(Document, paper).status == "approved"
    rep = signed_in(app, REP)
    assert "检核迟于期限" in rep.get("/mine").text
    assert "检核应在此时前完成" in rep.get(f"/documents/{paper}").text


def test_r07_2_2_a_table_sent_after_the_eighth_day_begins_with_its_sending(
    app: Flask, clock: TestClock
) -> None:
    clock.advance(days=18)  # 11 December, a day after it was to be checked
    with app.app_context():
        paper = sent("F07-2", summary(late="出差"), REP)
    page = signed_in(app, REP).get(f"/documents/{paper}")
    said = ["".join(cell.itertext()).strip() for cell in page.all("td", **{"data-label": "处理"})]
    assert said == ["提交", "没有检核完"]
    assert "12-11 10:00" in page.text.split("流转")[1].split("文员检核")[0]
