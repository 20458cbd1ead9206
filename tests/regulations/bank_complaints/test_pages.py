"""R06: what people see: who called, hints, homes, the register, the opinion book, what is not undone."""

import pytest
from flask import Flask

from portal.core.approval.hooks import Refused
from portal.core.approval.voiding import request_void
from portal.core.desk.moment import this_moment
from portal.core.documents.models import Document
from portal.core.duties.models import Occurrence
from portal.core.duties.planning import plan
from portal.core.facts import Ref
from portal.core.web.context import today
from portal.extensions import db, writing
from portal.regulations.bank_complaints.facts import Entry, OpinionBook
from tests.conftest import signed_in
from tests.core.org.changes import person
from tests.domain.complaints.plain_sql import lines
from tests.domain.complaints.taking import chosen, links
from tests.regulations.bank_complaints.bank import (
    AID,
    BRANCH,
    CARDS,
    HEAD,
    HOTLINE,
    SUPERVISION,
    answered,
    bank,
    callback,
    decided,
    opened,
    referral,
    sent,
    taken_over,
    withdrawal,
)

PHONE = "13811112222"
SAID = {"F06-5": callback, "F06-8": withdrawal}


def test_r06_4_who_called_before_is_found_and_not_asked_again(app: Flask) -> None:
    bank(app)
    with app.app_context():
        opened(AID, phone=PHONE, name="李女士", business="银行卡")
    aid = signed_in(app, AID)
    (begin,) = links(aid.get(f"/complaints?q={PHONE}"), "再登记一件")
    sheet = aid.get(begin)
    said = chosen(sheet)
    assert (said["name"], said["phone"], said["business"]) == ("李女士", PHONE, "银行卡")
    assert "可能已经登记：KH-202611-0001" in sheet.text and "30 天内接到" in sheet.text


@pytest.mark.parametrize(("number", "form"), [(HOTLINE, "F06-8"), (HOTLINE, "F06-4"), (AID, "F06-5")])
def test_r06_4_2_what_is_not_ones_own_is_not_offered(app: Flask, number: str, form: str) -> None:
    bank(app)
    with app.app_context():
        case_id = opened(number)
    page = signed_in(app, number).get(f"/documents/{case_id}/case")
    offered = [a.get("href", "") for a in page.all("a")]
    assert any("/forms/f06-2/" in address for address in offered)
    assert not [address for address in offered if f"/forms/{form.lower()}/" in address]


def test_r06_5_homes_say_how_the_cases_stand(app: Flask, clock) -> None:
    bank(app)
    with app.app_context():
        for handled in (True, False):
            case_id = opened()
            if handled:
                taken_over(case_id)
    assert "未结 2 件，没有逾期" in signed_in(app, SUPERVISION).get("/").text
    assert "未结 2 件：受理 1、调查处理 1" in signed_in(app, BRANCH).get("/").text
    assert "未结" not in signed_in(app, CARDS).get("/").text
    clock.advance(days=15)
    assert "2 件今天到期" in signed_in(app, SUPERVISION).get("/").text
    clock.advance(days=1)
    assert "2 件逾期没有答复" in signed_in(app, SUPERVISION).get("/").text


def test_r06_a5_what_is_answered_on_the_last_day_is_in_time_and_a_day_later_is_late(
    app: Flask, clock
) -> None:
    bank(app)
    quiet = {"suitable": "不适合回访", "unsuitable": "要求不再联系"}
    with app.app_context():
        first, second = opened(), opened()
        clock.advance(days=15)
        answered(first, **quiet)
        clock.advance(days=1)
        answered(second, **quiet)
    line = signed_in(app, SUPERVISION)
    rows = lines(line, "/reports/f06-9?since=2026-11&until=2026-12")
    assert [(row[8], row[9], row[11]) for row in rows] == [
        ("2026-12-08", "2026-12-08", ""),
        ("2026-12-08", "2026-12-09", "1"),
    ]
    assert signed_in(app, HOTLINE).client.get("/reports/f06-9").status_code in (403, 404)


def entry(**other: object) -> Entry:
    said = {
        "key": "00000000", "page": 1, "written": today(), "kind": "建议", "text": "加椅子", "reply": "已加",
    }  # fmt: skip
    return Entry(**said | other)


def test_r06_2_a_day_of_the_opinion_book_closes_the_heads_duty_and_is_read_by_the_branch(app: Flask) -> None:
    bank(app)
    with app.app_context():
        with writing():
            plan(this_moment())
        mine = db.session.query(Occurrence).filter_by(person_id=person(HEAD).id, first_day=today())
        assert [each.state for each in mine] == ["open"]
        book = sent("F06-3", OpinionBook(day=today(), state="有意见", entries=(entry(),)), HEAD)
        assert [each.state for each in mine.populate_existing()] == ["done"]
        assert decided(book) == ["一级行部审阅"]


def test_r06_a5_a_quarters_report_begins_with_its_number_of_complaints(app: Flask) -> None:
    bank(app)
    with app.app_context():
        for _ in range(2):
            opened()
        sent("F06-6", referral(), AID, opened())
    line = signed_in(app, SUPERVISION)
    for day, number in (("2026-10-01", "2"), ("2026-07-01", "0")):
        said = chosen(line.get(f"/forms/f06-11/new?about={day}"))
        assert (said["day"], said["total"]) == (day, number)


def test_r06_4_a_complaint_in_the_opinion_book_names_its_record(app: Flask) -> None:
    bank(app)
    with app.app_context():
        case_id = opened(HEAD, channel="意见簿")
        slip = taken_over(case_id)
        numbers = {n: Ref(n, "", db.session.get_one(Document, n).number) for n in (case_id, slip)}

        def of(paper: int) -> OpinionBook:
            lines = (entry(), entry(key="00000001", kind="投诉", record=numbers[paper]))
            return OpinionBook(day=today(), state="有意见", entries=lines)

        with pytest.raises(Refused) as found:
            sent("F06-3", of(slip), HEAD)
        assert [refusal.path for refusal in found.value.refusals] == [("entries", 1, "record")]
        db.session.rollback()
        assert sent("F06-3", of(case_id), HEAD)


@pytest.mark.parametrize("code", ["F06-4R", "F06-5", "F06-8"])
def test_r06_what_a_paper_did_to_its_case_is_not_taken_back(app: Flask, code: str) -> None:
    bank(app)
    with app.app_context():
        case_id = opened()
        answered(case_id)
        paper = db.session.query(Document).filter_by(case_id=case_id, type="F06-4R").one().id
        if code != "F06-4R":
            from_whom = {"F06-5": SUPERVISION, "F06-8": AID}[code]
            paper = sent(code, SAID[code](), from_whom, case_id)
        author = db.session.get_one(Document, paper).author_id
        with writing():
            request_void(paper, author, "填错了", this_moment())
        with pytest.raises(Refused, match="不能作废"):
            decided(paper)
        db.session.rollback()
        assert db.session.get_one(Document, paper).status == "effective"
