"""R06 §5(五): what was referred to the discipline office is seen there, and nowhere else."""

import pytest
from flask import Flask

from portal.core.documents.models import Document
from portal.core.web.context import today
from portal.extensions import db
from tests.conftest import signed_in
from tests.core.org.changes import take_post
from tests.domain.complaints.acts import stage
from tests.domain.complaints.plain_sql import lines
from tests.pages import Page
from tests.regulations.bank_complaints.bank import (
    AID,
    BRANCH,
    CLERK,
    GROUP,
    HEAD,
    HOTLINE,
    INSPECTOR,
    SUPERVISION,
    answered,
    bank,
    clocks,
    decided,
    more_time,
    opened,
    person_ref,
    referral,
    sent,
    taken_over,
)

pytestmark = pytest.mark.both_databases
AUDITOR, CHIEF = "1007", "1008"
ONLOOKERS = (SUPERVISION, GROUP, AID, BRANCH, HEAD, CLERK, HOTLINE, AUDITOR, CHIEF)


def secret(app: Flask) -> tuple[int, list[int]]:
    """A complaint about a clerk that went round and was referred by the aid line; the case and its papers."""
    with app.app_context():
        case_id = opened(HOTLINE, name="匿名客户", employee=person_ref(CLERK), phone="13900009999")
        papers = [taken_over(case_id, HEAD), sent("F06-7", more_time(), HEAD, case_id)]
        return case_id, [*papers, sent("F06-6", referral(), AID, case_id)]


def test_r06_5_5_nobody_else_sees_a_referred_case_on_any_page(app: Flask) -> None:
    bank(app)
    take_post(app, CHIEF, "general_manager", "ROOT")
    case_id, papers = secret(app)
    with app.app_context():
        number = db.session.get_one(Document, case_id).drawn_number or ""
        year = f"?since={today().year}-01&until={today().year}-12"
    places = ["/", "/complaints/mine", "/cases/f06-1", f"/documents?q={number}", f"/reports/f06-9{year}"]
    for who in ONLOOKERS:
        browser = signed_in(app, who)
        for document_id in (case_id, *papers):
            for part in ("", "/case", "/pdf", "/case/pdf", "/xlsx", "/why-not", "/copies"):
                assert browser.client.get(f"/documents/{document_id}{part}").status_code == 404, (who, part)
        for place in places:
            found = browser.client.get(place).get_data(as_text=True)
            assert "匿名客户" not in found and found.count(number) == ("q=" in place), (who, place)


def test_r06_5_5_whoever_refers_reads_that_he_sees_it_no_more(app: Flask) -> None:
    bank(app)
    with app.app_context():
        case_id = opened()
    aid = signed_in(app, AID)
    sheet = next(a for a in aid.get(f"/documents/{case_id}/case").all("a") if "f06-6" in a.get("href", ""))
    page = aid.get(sheet.get("href", ""))
    own = {name: text for name, text in page.fields("/forms") if name in ("csrf_token", "seen")}
    typed = {"day": "2026-11-23", "about": "东门网点", "reason": "收受礼品", "clues": "录音"}
    told: Page = aid.post(page.address, own | typed | {"act": "send"})
    assert told.address == "/"
    assert "这件事从现在起只有纪检监察人员看得到" in told.text
    assert aid.client.get(f"/documents/{case_id}/case").status_code == 404


def test_r06_5_5_the_office_receives_the_case_and_closes_it(app: Flask) -> None:
    bank(app)
    case_id, papers = secret(app)
    with app.app_context():
        assert (stage(case_id), clocks(case_id)) == ("follow_up", {})
        assert db.session.get_one(Document, papers[1]).status == "terminated"
        assert decided(papers[2]) == ["接收移送"]
    office = signed_in(app, INSPECTOR)
    page = office.get(f"/documents/{case_id}/case")
    assert "匿名客户" in page.text and "移送纪检监察室" in page.text
    assert office.client.get(f"/documents/{case_id}/case/pdf").status_code != 404


def test_r06_5_5_what_is_walled_in_counts_nowhere_and_is_no_hint(app: Flask) -> None:
    bank(app)
    with app.app_context():
        answered(opened())
    secret(app)
    line = signed_in(app, SUPERVISION)
    assert "未结 1 件" in line.get("/").text
    rows = lines(line, "/reports/f06-10?since=2026-11&until=2026-11&by=class")
    assert rows[0] == ["服务态度", "1", "0", "0", "0", "1", "0"]
    assert len(lines(line, "/reports/f06-9?since=2026-11&until=2026-11")) == 1
