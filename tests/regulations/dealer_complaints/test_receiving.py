"""R16 §4(一)1: a complaint is taken down once, found again by plate or phone, and shown with both masked."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from portal.core.approval.hooks import Refused, hinted
from portal.core.desk.moment import terms
from portal.core.forms.sheet_form import Said
from portal.core.web.context import catalogue
from portal.extensions import db
from portal.regulations.dealer_complaints.facts import Record
from tests.conftest import TestClock, signed_in
from tests.core.org.changes import person
from tests.every_page.test_every_page import MOST_QUESTIONS
from tests.questions import count
from tests.regulations.dealer_complaints.complaints import (
    ADVISER,
    GENERAL,
    MANAGER,
    dealer,
    handling,
    inquiry,
    opened,
    record,
    sent,
    settled,
)

NEW = "/forms/f16-1/new"


def refusals(**other: object) -> list[str]:
    """Why a record is refused. Inside an app context."""
    with pytest.raises(Refused) as found:
        sent("F16-1", record(**{"fresh": ""} | other), number=ADVISER)
    db.session.rollback()
    return [refusal.message for refusal in found.value.refusals]


def test_r16_4_1_1_the_same_car_or_phone_is_not_taken_down_twice_unseen(app: Flask) -> None:
    dealer(app)
    with app.app_context():
        opened()
        assert "同一辆车" in refusals(phone="13900009999", plate="粤b·12345")[0]
        assert "30 天内接到" in refusals(plate="粤B54321", model="")[0]
        assert sent("F16-1", record(fresh="", phone="13900009999", plate="粤B54321"), number=ADVISER)
        assert opened(), "who says that it is another is not asked again"


def test_r16_4_1_1_a_phone_is_the_same_caller_for_thirty_days(app: Flask, clock: TestClock) -> None:
    dealer(app)
    clock.moment = datetime(2026, 10, 9, 2, tzinfo=UTC)
    with app.app_context():
        opened()
        clock.moment += timedelta(days=30)
        assert refusals(plate="粤B54321")
        clock.moment += timedelta(days=1)
        assert sent("F16-1", record(fresh="", plate="粤B54321"), number=ADVISER)


def said(facts: Record) -> Said:
    return Said({name: getattr(facts, name) for name in facts.__struct_fields__}, {})


def test_r16_4_1_1_what_may_be_the_same_stands_beside_the_sheet_and_leads_to_its_case_only_who_sees_it(
    app: Flask,
) -> None:
    dealer(app)
    with app.app_context():
        case_id, form = opened(), catalogue().type("F16-1")
        for other in ({"phone": "13900009999", "plate": "粤B·12345"}, {"plate": "粤B54321"}):
            sheet = said(record(fresh="", **other))
            (mine, _) = hinted(form, person(ADVISER).id, sheet, terms())
            assert mine.document_id == case_id and "TS-202611-001" in mine.words
            (others, _) = hinted(form, person("1001").id, sheet, terms())
            assert others.document_id == 0 and others.words == mine.words
        unknown = said(record(phone="13900009999", plate="粤B54321"))
        assert hinted(form, person(ADVISER).id, unknown, terms()) == []


def test_r16_4_1_1_a_record_is_taken_down_now(app: Flask) -> None:
    dealer(app)
    assert dict(signed_in(app, ADVISER).get(NEW).fields("/forms/"))["at"] == "10:00"


def test_r16_d2_lists_show_neither_phone_nor_plate_whole(app: Flask) -> None:
    dealer(app)
    with app.app_context():
        case_id = opened()
    adviser = signed_in(app, ADVISER)
    for text in ("罗先生", "粤B·12345", "001234"):
        page = adviser.get(f"/complaints?q={text}")
        assert "罗先生" in page.text and "138****1234" in page.text, text
        assert "粤B12345" not in page.text and "13800001234" not in page.text.replace("q=13800001234", "")
    assert "粤B12345" not in adviser.get("/reports/f16-8").text
    begun = adviser.get(f"{NEW}?of=complaint-{case_id}")
    fields = dict(begun.fields("/forms/"))
    assert (fields["plate"], fields["phone"], fields["model"]) == ("粤B12345", "13800001234", "远行 X5")
    assert fields["complainant"] == "罗先生"


def test_r16_the_homes_show_major_cases_first_and_whom_to_tell(app: Flask, clock: TestClock) -> None:
    dealer(app)
    clock.moment = datetime(2026, 11, 3, 2, tzinfo=UTC)
    with app.app_context():
        opened()
        sent("F16-2", handling(exchange="是"), opened())
    for day, stands in ((12, "没有告知逾期，2 件今天要告知"), (13, "2 件告知逾期")):
        clock.moment = datetime(2026, 11, day, 2, tzinfo=UTC)
        for number in (MANAGER, GENERAL):
            told = signed_in(app, number).get("/").text
            assert told.index("重大：TS-202611-002") < told.index(f"未结 2 件，{stands}")


def test_r16_the_register_and_the_statistics_count_what_the_papers_said(app: Flask, clock: TestClock) -> None:
    dealer(app)
    clock.moment = datetime(2026, 11, 3, 2, tzinfo=UTC)
    with app.app_context():
        case_id = opened()
        settled(case_id)
        sent("F16-4", inquiry(), case_id, ADVISER)
        opened(model="")
    wang = signed_in(app, MANAGER)
    listed = wang.get("/reports/f16-8")
    assert listed.status == 200, listed.faults()
    assert all(each in listed.text for each in ("TS-202611-001", "粤B***45", "一般投诉", "2026-11-12"))
    for by in ("category", "liable", "model", "month"):
        page = wang.get(f"/reports/f16-9?since=2026-11&until=2026-11&by={by}")
        assert page.status == 200, page.faults()
    assert "未填" in wang.get("/reports/f16-9?since=2026-11&until=2026-11&by=model").text


def test_r16_the_regulations_page_says_by_whom_a_named_step_is_signed(app: Flask) -> None:
    told = signed_in(app, "1001").get("/regulations/dealer-complaints").text
    assert "提出解决办法，由「受理责任人」一栏所填的人办理" in told
    assert "监督检查，由「监督人（总经理指派）」一栏所填的人办理" in told


def test_r16_the_page_of_a_case_of_three_rounds_asks_as_few_questions_as_of_one(app: Flask) -> None:
    dealer(app)
    with app.app_context():
        once, thrice = opened(), opened()
        settled(once)
        for answer in ("不接受", "不接受", "接受"):
            settled(thrice, answer)
    manager = signed_in(app, MANAGER)
    counts = [count(app, manager, f"/documents/{case_id}/case") for case_id in (once, thrice)]
    assert counts[0] == counts[1] <= MOST_QUESTIONS
