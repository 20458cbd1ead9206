"""R16 §3, §4(二), §6, §7: the alarm and the meeting, measures with their supervisor, and who answers."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.approval.beside_models import Copy
from portal.core.approval.hooks import Refused
from portal.core.clocks.models import Clock
from portal.core.documents.models import Document
from portal.core.money import Amount
from portal.core.notices.models import Notice
from portal.core.web.context import today
from portal.extensions import db
from tests.conftest import TestClock, signed_in
from tests.core.org.changes import person, take_post
from tests.domain.complaints.acts import turn
from tests.regulations.dealer_complaints.complaints import (
    ADVISER,
    BUSINESS,
    GENERAL,
    HANDLER,
    MANAGER,
    dealer,
    decided,
    handling,
    inquiry,
    liability,
    measure,
    meeting,
    move,
    opened,
    place,
    ref,
    sent,
    settled,
    summary,
)

MEETING_WAY = ["责任部门签字", "业务部门签字", "总经理签字"]


def alarmed() -> set[str]:
    """Who was told of a major complaint. Inside an app context."""
    rows = db.session.scalars(select(Notice).filter_by(kind="major_complaint"))
    numbers = {person(number).id: number for number in (BUSINESS, GENERAL, "1013", MANAGER)}
    return {numbers[row.person_id] for row in rows}


def running(case_id: int) -> set[str]:
    """The limits that run on a case. Inside an app context."""
    rows = db.session.scalars(select(Clock).filter_by(document_id=case_id, state="running"))
    return {row.name for row in rows}


def missing(case_id: int) -> list[str]:
    """By clause, what keeps a case open. Inside an app context."""
    with pytest.raises(Refused) as found:
        move(case_id, "closed")
    db.session.rollback()
    return [refusal.clause for refusal in found.value.refusals]


def test_r16_4_2_2_a_major_complaint_alarms_when_its_form_is_sent_and_calls_a_meeting(app: Flask) -> None:
    dealer(app)
    with app.app_context():
        general, alone = opened(), opened()
        sent("F16-2", handling(), general)
        assert not alarmed()
        with pytest.raises(Refused, match="不用开紧急会议"):
            sent("F16-3", meeting(), general)
        db.session.rollback()
        sent("F16-2", handling(exchange="是"), alone)
        assert alarmed() == {BUSINESS, GENERAL}, "before anybody has approved anything"
        seen = set(db.session.scalars(select(Copy.person_id).filter_by(document_id=alone)))
        assert seen == {person(number).id for number in (BUSINESS, GENERAL, HANDLER)}
        assert {"紧急会议", "重大投诉上报"} <= running(alone)
        record = sent("F16-3", meeting(), alone)
        assert running(alone) == {"告知", "重大投诉上报"}
        assert decided(record) == MEETING_WAY
        assert running(alone) == {"告知"}


def test_r16_4_2_2_the_alarm_goes_to_the_liable_unit_and_never_to_whom_it_is_about(app: Flask) -> None:
    dealer(app)
    with app.app_context():
        case_id = opened(against=ref(BUSINESS))
        sent("F16-2", handling(grave="是"), case_id)
        assert alarmed() == {GENERAL}, "the next head above"
        other = opened()
        sent("F16-2", handling(grave="是", liable_unit=place("FIN")), other)
        assert alarmed() == {GENERAL, "1013"}


@pytest.mark.parametrize(
    ("at", "due"),
    [
        (datetime(2026, 11, 23, 3, tzinfo=UTC), datetime(2026, 11, 23, 6, tzinfo=UTC)),  # over lunch
        (datetime(2026, 11, 27, 9, tzinfo=UTC), datetime(2026, 11, 30, 2, tzinfo=UTC)),  # over a weekend
    ],
)
def test_r16_4_2_2_the_meeting_begins_within_two_hours_of_work(
    app: Flask, clock: TestClock, at: datetime, due: datetime
) -> None:
    dealer(app)
    clock.moment = at
    with app.app_context():
        case_id = opened()
        sent("F16-2", handling(media="是"), case_id)
        mine = select(Clock.due_at).filter_by(document_id=case_id, name="紧急会议")
        assert db.session.scalar(mine) == due


def test_r16_4_2_a_major_case_closes_only_with_its_meeting(app: Flask) -> None:
    dealer(app)
    with app.app_context():
        case_id = opened()
        settled(case_id, blockade="是")
        decided(sent("F16-5", summary(), case_id))
        sent("F16-4", inquiry(), case_id, ADVISER)
        assert missing(case_id) == ["§4(二)2"]
        decided(sent("F16-3", meeting(), case_id))
        move(case_id, "closed")
        assert db.session.get_one(Document, case_id).stage == "closed"


def test_r16_3_a_measure_has_a_supervisor_named_by_the_general_manager_and_must_work(app: Flask) -> None:
    dealer(app)
    with app.app_context():
        case_id = opened()
        settled(case_id)
        decided(sent("F16-5", summary(), case_id))
        sent("F16-4", inquiry(), case_id, ADVISER)
        paper = sent("F16-6", measure(), case_id, HANDLER)
        assert decided(paper, until="监督检查") == ["批准并指派监督人", "执行"]
        task = turn(paper)
        assert task and task.person.number == "1001", "whom the general manager named"
        assert decided(paper, **{"效果确认": {"effect": "无效"}}) == ["监督检查", "效果确认"]
        assert missing(case_id) == ["§3"]
        decided(sent("F16-6", measure(), case_id, HANDLER))
        move(case_id, "closed")


def test_r16_6_2_a_handler_who_proposed_late_answers_for_that_and_by_how_much(
    app: Flask, clock: TestClock
) -> None:
    dealer(app)
    clock.moment = datetime(2026, 11, 23, 2, tzinfo=UTC)
    with app.app_context():
        case_id = opened()
        form_id = sent("F16-2", handling(), case_id)
        clock.moment += timedelta(days=3)
        decided(form_id)
    switch_on(signed_in(app, "1009"))
    clock.moment += timedelta(days=1)
    manager = signed_in(app, MANAGER)
    page = manager.get(f"/documents/{case_id}/case")
    assert "受理责任人吴桐：解决办法迟提 2 天" in page.text
    ways = [a.get("href", "") for a in page.all("a") if "of=" in a.get("href", "")]
    late, loss, head = [dict(manager.get(way).fields("/forms/f16-7")) for way in ways]
    assert (late["person"], late["ground"], late["late"]) == ("吴桐 1004", "处理延误的受理责任人", "2")
    assert (loss["unit"], loss["ground"], loss["loss"]) == (
        "售后服务部 AFTER", "造成损失的责任者", "800.00",
    )  # fmt: skip
    assert (head["person"], head["ground"]) == ("何清 1005", "部门主管")
    seen = signed_in(app, HANDLER).get(f"/documents/{case_id}/case").text
    assert "公司承担：¥800.00" in seen and "of=" not in seen
    with app.app_context():
        for late, fits in ((1, False), (2, True), (3, False)):
            told = liability(
                ground="处理延误的受理责任人", late=late, loss=Amount(0), amount=Amount(0), kind="警告"
            )
            if fits:
                assert sent("F16-7", told, case_id)
            else:
                with pytest.raises(Refused, match="迟提 2 天"):
                    sent("F16-7", told, case_id)
                db.session.rollback()


def switch_on(shen) -> None:
    """Penalties are switched on, as after a democratic procedure."""
    page = shen.get("/regulations/dealer-complaints/parameters/penalties")
    told = {"since": f"{date(2026, 11, 26)}", "value": "1", "reason": "职工大会通过"}
    assert shen.submit(page, action="/regulations", **told).status == 200


def test_r16_6_1_who_answers_is_heard_and_looked_at_by_law_and_personnel(app: Flask) -> None:
    dealer(app)
    take_post(app, "1003", "compliance_officer", "ROOT")
    with app.app_context():
        case_id = opened()
        with pytest.raises(Refused, match="没有开通"):
            sent("F16-7", liability(day=today()), case_id)


def test_r16_4_2_2_a_second_round_calls_no_second_meeting(app: Flask) -> None:
    dealer(app)
    with app.app_context():
        case_id = opened()
        form_id = sent("F16-2", handling(media="是"), case_id)
        sent("F16-3", meeting(), case_id)
        decided(form_id, answer="不接受")
        sent("F16-2", handling(media="是"), case_id)
        assert "紧急会议" not in running(case_id)


def test_r16_4_2_2_a_case_that_is_major_no_more_wants_no_meeting(app: Flask) -> None:
    dealer(app)
    with app.app_context():
        case_id = opened()
        form_id = sent("F16-2", handling(media="是"), case_id)
        decided(form_id, answer="不接受")
        settled(case_id)
        assert running(case_id) == {"满意度询问", "投诉总结"}
        decided(sent("F16-5", summary(), case_id))
        sent("F16-4", inquiry(), case_id, ADVISER)
        move(case_id, "closed")


def test_r16_7_a_general_manager_who_is_complained_of_is_not_alarmed(app: Flask) -> None:
    dealer(app)
    with app.app_context():
        sent("F16-2", handling(media="是"), opened(against=ref(GENERAL)))
        assert alarmed() == {BUSINESS}
