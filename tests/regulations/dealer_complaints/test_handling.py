"""R16 §4, §8: a complaint is assigned, resolved, approved and only then told; it closes past its gate."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.approval.hooks import Refused
from portal.core.approval.vacancies import deliver_held_steps
from portal.core.cases.operations import NoSuchAct
from portal.core.clocks.models import Clock
from portal.core.desk.moment import this_moment
from portal.core.documents.models import Document
from portal.core.instants import local_day
from portal.core.web.context import today, zone
from portal.domain.complaints.models import Complaint
from portal.extensions import db
from tests.conftest import TestClock, signed_in
from tests.core.org.changes import take_post
from tests.domain.complaints.acts import agree, fill, stage, turn
from tests.regulations.dealer_complaints.complaints import (
    ADVISER,
    BUSINESS,
    GENERAL_WAY,
    HANDLER,
    MAJOR_WAY,
    MANAGER,
    SPECIALIST,
    dealer,
    decided,
    handling,
    inquiry,
    move,
    opened,
    place,
    record,
    ref,
    sent,
    settled,
    summary,
    told,
)

pytestmark = pytest.mark.both_databases
AN_INSTANT = timedelta(microseconds=1)


def refused(code: str, facts: object, case_id: int = 0, number: str = MANAGER) -> list[str]:
    """Why a paper of a case is refused. Inside an app context."""
    with pytest.raises(Refused) as found:
        sent(code, facts, case_id, number)
    db.session.rollback()
    return [refusal.message for refusal in found.value.refusals]


def last_days(document_id: int) -> dict[str, date]:
    """The last days of the limits that run on a document, by name. Inside an app context."""
    clocks = db.session.scalars(select(Clock).filter_by(document_id=document_id, state="running"))
    return {clock.name: local_day(clock.due_at - AN_INSTANT, zone()) for clock in clocks if clock.due_at}


def missing(case_id: int) -> list[str]:
    """By clause, what keeps a case open. Inside an app context."""
    with pytest.raises(Refused) as found:
        move(case_id, "closed")
    db.session.rollback()
    return [refusal.clause for refusal in found.value.refusals]


def signers(document_id: int) -> list[str]:
    """Who is asked at a paper's open step. Inside an app context."""
    task = turn(document_id)
    return [task.person.number] if task else []


def test_r16_4_a_general_complaint_goes_from_the_record_to_its_closing(app: Flask) -> None:
    dealer(app)
    with app.app_context():
        case_id = opened()
        assert stage(case_id) == "received" and set(last_days(case_id)) == {"告知"}
        form_id = sent("F16-2", handling(), case_id)
        assert (stage(case_id), signers(form_id)) == ("handling", [HANDLER])
        assert decided(form_id) == GENERAL_WAY
        assert (stage(case_id), set(last_days(case_id))) == ("follow_up", {"满意度询问", "投诉总结"})
        assert missing(case_id) == ["§4(一)5", "§4(一)7"]
        sent("F16-4", inquiry(), case_id, SPECIALIST)
        assert missing(case_id) == ["§4(一)7"]
        decided(sent("F16-5", summary(), case_id))
        move(case_id, "closed")
        row = db.session.get_one(Complaint, case_id)
        assert (row.category, row.liable, row.decision) == ("维修质量", "售后服务部", "一般投诉")
        assert (row.settled_fen, row.answered, row.closed) == (80_000, today(), today())
        assert (row.known_by, row.about, row.complainant) == ("粤B12345", "远行 X5", "罗先生")


def test_r16_4_1_4_the_customer_is_told_only_after_the_general_manager_approved(app: Flask) -> None:
    dealer(app)
    with app.app_context():
        case_id = opened()
        early = refused("F16-2", handling(told=today(), how="电话", answer="接受"), case_id)
        assert len(early) == 3 and all("总经理批准解决办法以后才告知客户" in why for why in early)
        form_id = sent("F16-2", handling(), case_id)
        decided(form_id, until="批准解决办法")
        assert signers(form_id) == ["1008"] and not db.session.get_one(Complaint, case_id).answered
        decided(form_id, until="告知客户")
        assert signers(form_id) == [SPECIALIST]
        task = turn(form_id)
        assert task
        fill(form_id, task, told(told=today() - timedelta(days=1)))
        with pytest.raises(Refused, match="不能早于这一天告知客户"):
            agree(form_id, task)
        db.session.rollback()
        fill(form_id, task, told())
        agree(form_id, task)
        assert db.session.get_one(Complaint, case_id).answered == today()


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 10, 9, 6, tzinfo=UTC), date(2026, 10, 10)),  # the Saturday is worked
        (datetime(2026, 10, 16, 6, tzinfo=UTC), date(2026, 10, 19)),
    ],
)
def test_r16_4_1_3_a_solution_is_due_one_working_day_after_the_assignment(
    app: Flask, clock: TestClock, at: datetime, day: date
) -> None:
    dealer(app)
    clock.moment = at
    with app.app_context():
        form_id = sent("F16-2", handling(), opened())
        assert last_days(form_id) == {"提出解决办法": day}


@pytest.mark.parametrize(
    ("received", "day"),
    [
        (date(2026, 9, 22), date(2026, 10, 9)),  # mid-autumn and the national holiday lie between
        (date(2026, 11, 2), date(2026, 11, 11)),
    ],
)
def test_r16_8_the_customer_is_to_be_told_within_seven_working_days_of_receipt(
    app: Flask, clock: TestClock, received: date, day: date
) -> None:
    dealer(app)
    clock.moment = datetime(received.year, received.month, received.day, 2, tzinfo=UTC)
    with app.app_context():
        case_id = opened()
        assert last_days(case_id) == {"告知": day}
        form_id = sent("F16-2", handling(), case_id)
        decided(form_id, until="告知客户")
        assert set(last_days(case_id)) == {"告知"}
        decided(form_id)
        assert "告知" not in last_days(case_id)


def test_r16_8_a_complaint_of_yesterday_counts_from_yesterday(app: Flask, clock: TestClock) -> None:
    dealer(app)
    clock.moment = datetime(2026, 11, 3, 2, tzinfo=UTC)
    with app.app_context():
        assert last_days(opened(day=date(2026, 11, 2))) == {"告知": date(2026, 11, 11)}


def test_r16_4_1_5_who_refuses_or_is_not_content_is_seen_to_again(app: Flask) -> None:
    dealer(app)
    with app.app_context():
        case_id = opened()
        settled(case_id, "不接受")
        assert stage(case_id) == "handling"
        assert refused("F16-4", inquiry(), case_id) and refused("F16-5", summary(), case_id)
        settled(case_id)
        assert "客户不接受或回访不满意时才另填" in refused("F16-2", handling(), case_id)[0]
        decided(sent("F16-5", summary(), case_id))
        sent("F16-4", inquiry("2 不满意"), case_id, ADVISER)
        assert (stage(case_id), set(last_days(case_id))) == ("handling", set())
        settled(case_id)
        assert missing(case_id) == ["§4(一)5", "§4(一)7"], "both anew after the new solution"
        sent("F16-4", inquiry("3 基本满意"), case_id, ADVISER)
        decided(sent("F16-5", summary(), case_id))
        move(case_id, "closed")
        assert stage(case_id) == "closed"


def test_r16_7_nobody_takes_part_in_a_complaint_about_himself(app: Flask) -> None:
    dealer(app)
    with app.app_context():
        assert "对你的" in refused("F16-1", record(against=ref(ADVISER)), number=ADVISER)[0]
        about_manager = sent("F16-1", record(against=ref(MANAGER)), number=ADVISER)
        assert "对你的" in refused("F16-2", handling(), about_manager)[0]
        about_handler = opened(against=ref(HANDLER))
        assert refused("F16-2", handling(), about_handler) == ["被投诉的人不能作受理责任人"]
        about_specialist = opened(against=ref(SPECIALIST))
        form_id = sent("F16-2", handling(), about_specialist)
        decided(form_id, until="告知客户")
        assert signers(form_id) == [], "it waits for another specialist"
    told = signed_in(app, MANAGER).get(f"/documents/{form_id}").text
    assert "按回避的规定，与这件事有关的人不办任何一步" in told
    page = signed_in(app, SPECIALIST).get(f"/documents/{form_id}/why-not").text
    assert "这件事涉及你本人" in page
    take_post(app, "1012", "cr_specialist", "CR")
    with app.app_context():
        assert deliver_held_steps(this_moment()) == 1
        assert signers(form_id) == ["1012"]


def test_r16_4_2_2_the_liable_unit_need_not_be_the_handling_one(app: Flask) -> None:
    dealer(app)
    with app.app_context():
        case_id = opened()
        form_id = settled(case_id, liable_unit=place("FIN"), blockade="是")
        assert db.session.get_one(Document, form_id).status == "approved"
        assert db.session.get_one(Complaint, case_id).liable == "FIN"


def test_r16_4_2_3_a_major_one_is_negotiated_by_the_business_manager(app: Flask) -> None:
    dealer(app)
    with app.app_context():
        case_id = opened()
        form_id = sent("F16-2", handling(media="是"), case_id)
        assert (stage(case_id), decided(form_id, until="与客户协商")) == ("urgent", MAJOR_WAY[:2])
        assert signers(form_id) == [BUSINESS]
        assert decided(form_id) == MAJOR_WAY[2:]
        assert db.session.get_one(Complaint, case_id).decision == "重大投诉"


def test_r16_4_a_case_whose_customer_was_told_nothing_lacks_all_of_it(app: Flask) -> None:
    dealer(app)
    with app.app_context():
        case_id = opened()
        move(case_id, "handling")
        move(case_id, "follow_up")
        assert missing(case_id) == ["§4(一)4", "§4(一)5", "§4(一)7"]


def test_r16_4_1_5_what_is_seen_to_again_is_summed_up_later(app: Flask) -> None:
    dealer(app)
    with app.app_context():
        case_id = opened()
        settled(case_id)
        assert set(last_days(case_id)) == {"满意度询问", "投诉总结"}
        sent("F16-4", inquiry("1 很不满意"), case_id, ADVISER)
        assert not last_days(case_id)


def test_r16_7_a_manager_who_is_complained_of_moves_no_case_about_himself(app: Flask) -> None:
    dealer(app)
    with app.app_context():
        case_id = sent("F16-1", record(against=ref(MANAGER)), number=ADVISER)
        with pytest.raises(NoSuchAct):
            move(case_id, "handling")
    page = signed_in(app, MANAGER).get(f"/documents/{case_id}/case").text
    assert "登记进展" in page and "转到处理中" not in page
    take_post(app, "1012", "cr_manager", "CR")
    assert "转到处理中" in signed_in(app, "1012").get(f"/documents/{case_id}/case").text
    with app.app_context():
        move(case_id, "handling", "1012")
        assert stage(case_id) == "handling"


def test_r16_4_1_5_the_inquiry_and_the_summary_are_due_some_working_days_after_the_customer_was_told(
    app: Flask, clock: TestClock
) -> None:
    dealer(app)
    clock.moment = datetime(2026, 9, 23, 2, tzinfo=UTC)
    with app.app_context():
        case_id = opened()
        settled(case_id)  # the 25th to the 27th, and the first week of October, are free
        assert last_days(case_id) == {"满意度询问": date(2026, 9, 29), "投诉总结": date(2026, 10, 8)}


def test_r16_7_a_major_complaint_is_reported_upward_by_the_next_day(app: Flask, clock: TestClock) -> None:
    dealer(app)
    clock.moment = datetime(2026, 11, 27, 2, tzinfo=UTC)
    with app.app_context():
        case_id = opened()
        sent("F16-2", handling(blockade="是"), case_id)
        assert last_days(case_id)["重大投诉上报"] == date(2026, 11, 28), "a Saturday counts"
