"""R06 §4, §5, §附1 to §附4: a complaint from the call to its end, with whatever may happen on the way."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.approval.beside_models import Copy
from portal.core.approval.faults import NotYours
from portal.core.approval.hooks import Refused
from portal.core.approval.visibility import seen_by
from portal.core.cases.operations import NoSuchAct
from portal.core.documents.models import Document
from portal.core.facts import Facts
from portal.core.web.context import today
from portal.domain.complaints.queries import callbacks_of
from portal.extensions import db
from tests.conftest import signed_in
from tests.core.org.changes import person, take_post
from tests.domain.complaints.acts import agree, stage, turn
from tests.regulations.bank_complaints.bank import (
    AID,
    BRANCH,
    CARDS,
    CLERK,
    COLLEAGUE,
    GROUP,
    HEAD,
    HOTLINE,
    IN_GROUP,
    PERSONNEL,
    SUPERVISION,
    answered,
    approved,
    bank,
    callback,
    clocks,
    decided,
    more_time,
    move,
    opened,
    person_ref,
    prolonged,
    record,
    report,
    row,
    sent,
    taken_over,
    told,
    transfer,
    unit_ref,
    withdrawal,
)

pytestmark = pytest.mark.both_databases
A_DAY = timedelta(days=1)


def refused(code: str, facts: Facts, by: str, case_id: int = 0) -> list[str]:
    """Why a paper is refused: where, and under which clause. Inside an app context."""
    with pytest.raises(Refused) as found:
        sent(code, facts, by, case_id)
    db.session.rollback()
    return [f"{'.'.join(map(str, each.path))} {each.clause}" for each in found.value.refusals]


def test_r06_4_from_the_call_to_the_closed_case(app: Flask) -> None:
    bank(app)
    with app.app_context():
        case_id = opened(HOTLINE, channel="客服热线")
        assert (stage(case_id), clocks(case_id)) == ("received", {"答复": date(2026, 12, 8)})
        assert db.session.get_one(Document, case_id).drawn_number == "KH-202611-0001"
        slip = sent("F06-2", transfer(line="客户援助电话", unit=unit_ref("BANK")), HOTLINE, case_id)
        assert stage(case_id) == "transferred"
        assert decided(slip) == ["客户援助电话接收"]
        assert stage(case_id) == "handling"
        taken_over(case_id, CLERK)
        paper = sent("F06-4", report(investigator="网点员工"), CLERK, case_id)
        assert decided(paper) == ["网点负责人审核", "一级行部批准"]
        assert stage(case_id) == "replying"
        with pytest.raises(Refused, match="还没有把处理结果"):
            move(case_id, "follow_up")
            move(case_id, "closed")
        db.session.rollback()
        sent("F06-4R", told(), CLERK, case_id)
        assert stage(case_id) == "follow_up" and clocks(case_id) == {"回访投诉人": date(2026, 11, 26)}
        with pytest.raises(Refused, match="还没有回访"):
            move(case_id, "closed")
        db.session.rollback()
        sent("F06-5", callback(), SUPERVISION, case_id)
        move(case_id, "closed")
        found = row(case_id)
        assert (found.answered, found.closed, found.decision) == (today(), today(), "致歉并说明")
        assert (stage(case_id), clocks(case_id)) == ("closed", {})


def test_r06_4_every_record_is_with_the_supervision_line_at_once(app: Flask) -> None:
    bank(app)
    with app.app_context():
        for by in (AID, HOTLINE, CLERK, HEAD, BRANCH, CARDS):
            case_id = opened(by)
            copies = db.session.scalars(select(Copy.person_id).filter_by(document_id=case_id))
            assert list(copies) == [person(SUPERVISION).id], by
        assert opened(SUPERVISION)


@pytest.mark.parametrize(("at", "fine"), [(time(9, 30), True), (time(9, 29), False), (time(10, 1), False)])
def test_r06_4_it_is_taken_down_within_half_an_hour_or_says_why_not(app: Flask, at: time, fine: bool) -> None:
    bank(app)
    with app.app_context():
        if fine:
            assert opened(at=at)
        else:
            assert refused("F06-1", record(at=at), AID) == ["at §4" if at > time(10) else "late §4"]
        assert opened(at=time(9, 29), late="系统停机")


def test_r06_4_2_the_hotline_records_and_transfers_and_moves_no_case_on(app: Flask) -> None:
    bank(app)
    with app.app_context():
        case_id = opened(HOTLINE)
        assert refused("F06-2", transfer(), HOTLINE, case_id) == ["line §4(二)"]
        with pytest.raises(NoSuchAct):
            move(case_id, "handling", HOTLINE)
        db.session.rollback()
        taken_over(case_id)
        answered(case_id, suitable="不适合回访", unsuitable="要求不再联系")
        with pytest.raises(NoSuchAct):
            move(case_id, "closed", HOTLINE)
        db.session.rollback()
        for by in (CARDS, CLERK):
            with pytest.raises(NoSuchAct):
                move(case_id, "closed", by)
            db.session.rollback()
        move(case_id, "closed", BRANCH)
        assert stage(case_id) == "closed"


def test_r06_5_a_complaint_goes_to_its_level_or_above_and_its_receiver_sees_it(app: Flask) -> None:
    bank(app)
    with app.app_context():
        case_id = opened(level="一级行部")
        assert refused("F06-2", transfer(), AID, case_id) == ["unit §5"]
        assert refused("F06-2", transfer(unit=unit_ref("EAST")), AID, case_id) == ["unit §5"]
        assert sent("F06-2", transfer(unit=unit_ref("BANK")), AID, case_id)
        to_cards = transfer(line="客户援助电话", unit=unit_ref("CARD"))
        assert refused("F06-2", to_cards, HOTLINE, case_id) == ["unit §4(一)"]
        whole = opened(SUPERVISION, level="总行", unit=unit_ref("CARD"))
        assert seen_by(person(CARDS).id, whole, today()) is None
        slip = sent("F06-2", transfer(unit=unit_ref("CARD")), SUPERVISION, whole)
        assert seen_by(person(CARDS).id, whole, today()), "before he confirms that it is his"
        assert decided(slip, handler=person_ref(CARDS)) == ["承办部门接收"]
        assert refused("F06-4", report(investigator="总行部室负责人", decider=IN_GROUP), HEAD, whole) == [
            "investigator §5(四)"
        ]
        paper = sent("F06-4", report(investigator="总行部室负责人", decider=IN_GROUP), CARDS, whole)
        assert decided(paper) == ["人力资源部协调", "领导小组批准"]


def test_r06_5_1_a_case_of_the_whole_bank_is_not_decided_by_a_branch(app: Flask) -> None:
    bank(app)
    with app.app_context():
        case_id = opened(level="总行")
        assert refused("F06-4", report(), HEAD, case_id) == ["decider §5(一)"]


def test_r06_a2_the_employee_and_his_team_neither_receive_nor_report_nor_decide(app: Flask) -> None:
    bank(app)
    with app.app_context():
        assert refused("F06-1", record(employee=person_ref(AID)), AID) == ["employee §附2"]
        about_clerk = opened(employee=person_ref(CLERK))
        assert refused("F06-4", report(investigator="网点员工"), CLERK, about_clerk) == [" §附2"]
        assert refused("F06-4", report(investigator="网点员工"), COLLEAGUE, about_clerk) == [" §附2"]
        slip = sent("F06-2", transfer(), AID, about_clerk)
        with pytest.raises(Refused, match="同在一个柜组"):
            decided(slip, handler=person_ref(COLLEAGUE))
        db.session.rollback()
        assert decided(slip, handler=person_ref(HEAD)) == ["承办部门接收"]
        assert approved(about_clerk)
        about_head = opened(employee=person_ref(HEAD))
        assert refused("F06-2", transfer(), AID, about_head) == ["unit §附2"]
        by_aid = sent("F06-4", report(investigator="客户援助电话"), AID, about_head)
        assert decided(by_aid) == ["一级行部批准"]
        about_branch = opened(SUPERVISION, employee=person_ref(BRANCH))
        assert refused("F06-4", report(), HEAD, about_branch) == ["decider §附2"]
        assert sent("F06-4", report(decider=IN_GROUP), HEAD, about_branch)


def test_r06_a2_whoever_became_a_colleague_meanwhile_does_not_sign(app: Flask) -> None:
    bank(app)
    with app.app_context():
        case_id = opened(employee=person_ref(CLERK))
        paper = sent("F06-4", report(), HEAD, case_id)
        task = turn(paper)
        assert task is not None and task.person_id == person(BRANCH).id
    take_post(app, BRANCH, "outlet_clerk", "OUTLET")
    with app.app_context():
        task = turn(paper)
        assert task is not None
        with pytest.raises(NotYours):
            agree(paper, task)


def test_r06_a2_whom_a_case_concerns_moves_it_nowhere(app: Flask) -> None:
    bank(app)
    with app.app_context():
        case_id, other = opened(HOTLINE, employee=person_ref(AID)), opened(AID)
        with pytest.raises(NoSuchAct):
            move(case_id, "handling", AID)
        db.session.rollback()
        move(case_id, "handling", BRANCH)
        move(other, "handling", AID)
        slip = sent("F06-2", transfer(line="客户援助电话", unit=unit_ref("BANK")), HOTLINE, other)
        assert decided(slip)
        about_branch = opened(AID, employee=person_ref(BRANCH))
    assert offered(app, AID, other) >= {"moved", "noted"}
    assert "noted" in offered(app, BRANCH, about_branch) and "moved" not in offered(app, BRANCH, about_branch)


def offered(app: Flask, number: str, case_id: int) -> set[str]:
    """What kinds of acts somebody is offered on a case's page."""
    page = signed_in(app, number).get(f"/documents/{case_id}/case")
    return {(button.get("value") or "").partition(":")[0] for button in page.all("button")}


def test_r06_a2_where_nobody_is_left_to_decide_it_is_for_the_discipline_office(app: Flask) -> None:
    bank(app)
    with app.app_context():
        for number in (GROUP, PERSONNEL):
            case_id = opened(employee=person_ref(number))
            assert refused("F06-4", report(decider=IN_GROUP), HEAD, case_id) == ["decider §附2"]
            assert sent("F06-4", report(), HEAD, case_id)


@pytest.mark.parametrize(("prolongings", "last"), [(0, "2026-01-20"), (1, "2026-02-04"), (2, "2026-03-06")])
def test_acceptance_13_the_limit_of_what_came_in_on_5_january(
    app: Flask, clock, prolongings: int, last: str
) -> None:
    bank(app)
    clock.moment = datetime(2026, 1, 5, 2, tzinfo=UTC)
    with app.app_context():
        case_id = opened()
        for how in ({}, {"difficulty": "特别复杂", "decider": IN_GROUP})[:prolongings]:
            prolonged(case_id, **how)
        assert clocks(case_id) == {"答复": date.fromisoformat(last)}
        clock.moment = datetime.fromisoformat(f"{last}T23:59:00+08:00")
        answered(case_id)
        assert row(case_id).answered == date.fromisoformat(last)


def test_r06_a1_a_limit_is_prolonged_in_order_by_a_record_of_which_the_complainant_is_told(
    app: Flask, clock
) -> None:
    bank(app)
    with app.app_context():
        case_id = opened()
        twice = more_time("特别复杂", IN_GROUP)
        assert refused("F06-7", twice, HEAD, case_id) == ["difficulty §附1"]
        assert refused("F06-7", more_time(), CARDS, case_id) == ["decider §附1"]
        notice = told(matter="延长时限", ways="")
        assert refused("F06-4R", notice, HEAD, case_id) == ["matter §附1"]
        paper = sent("F06-7", more_time(), HEAD, case_id)
        assert decided(paper) == ["一级行部批准"]
        assert clocks(case_id) == {"答复": date(2026, 12, 8)}, "nobody was told"
        assert refused("F06-7", more_time(), HEAD, case_id) == [" §附1"]
        clock.moment = datetime(2026, 12, 8, 2, tzinfo=UTC)
        sent("F06-4R", told(matter="延长时限", ways=""), HEAD, case_id)
        assert clocks(case_id) == {"答复": date(2026, 12, 23)}
        assert refused("F06-7", more_time(), HEAD, case_id) == ["difficulty §附1"]
        assert decided(sent("F06-7", twice, HEAD, case_id)) == ["领导小组批准"]
        clock.moment = datetime(2026, 12, 24, 2, tzinfo=UTC)
        assert refused("F06-4R", told(matter="延长时限", ways=""), HEAD, case_id) == ["day §附1"]
        late = opened(at=time(9, 55))
        clock.moment += timedelta(days=16)
        assert refused("F06-7", more_time(), HEAD, late) == ["day §附1"]


def test_r06_a4_nothing_is_told_before_it_is_approved_and_no_result_twice(app: Flask, clock) -> None:
    bank(app)
    with app.app_context():
        case_id = opened()
        assert refused("F06-4R", told(), HEAD, case_id) == ["matter §附4"]
        paper = sent("F06-4", report(), HEAD, case_id)
        assert refused("F06-4R", told(), HEAD, case_id) == ["matter §附4"]
        assert refused("F06-4", report(), HEAD, case_id) == [" §5"]
        clock.advance(days=1)
        decided(paper)
        assert refused("F06-4R", told(day=today() - A_DAY), HEAD, case_id) == ["day §附4"]
        sent("F06-4R", told(), HEAD, case_id)
        assert refused("F06-4R", told(), HEAD, case_id) == ["matter §附4"]


def test_r06_a3_a_withdrawal_closes_the_case_on_its_day_and_stops_everything(app: Flask, clock) -> None:
    bank(app)
    with app.app_context():
        case_id = opened()
        paper = sent("F06-4", report(), HEAD, case_id)
        clock.advance(days=2)
        before = today() - timedelta(days=3)
        assert refused("F06-8", withdrawal(day=before), AID, case_id) == ["day §附3"]
        sent("F06-8", withdrawal(day=today() - A_DAY), AID, case_id)
        assert (stage(case_id), row(case_id).closed, clocks(case_id)) == ("closed", today() - A_DAY, {})
        assert db.session.get_one(Document, paper).status == "terminated" and turn(paper) is None
        waiting = opened()
        answered(waiting)
        assert len(callbacks_of(waiting)) == 1
        sent("F06-8", withdrawal(), AID, waiting)
        assert callbacks_of(waiting) == [] and clocks(waiting) == {}


def test_r06_4_3_a_new_demand_opens_the_handling_again(app: Flask, clock) -> None:
    bank(app)
    with app.app_context():
        case_id = opened()
        assert refused("F06-5", callback(), SUPERVISION, case_id) == [" §4(三)"]
        answered(case_id)
        clock.advance(days=1)
        sent("F06-5", callback(further="有新的要求", wish="退手续费"), SUPERVISION, case_id)
        assert (stage(case_id), clocks(case_id)) == ("handling", {"再次答复": date(2026, 12, 9)})
        move(case_id, "replying")
        move(case_id, "follow_up")
        with pytest.raises(Refused, match="新要求还没有答复"):
            move(case_id, "closed")
        db.session.rollback()
        assert refused("F06-4R", told(), HEAD, case_id) == ["matter §附4"], "the first result was told"
        answered(case_id)
        assert row(case_id).answered == date(2026, 11, 23), "by which the limit is counted"
        sent("F06-5", callback(), SUPERVISION, case_id)
        move(case_id, "closed")
        assert stage(case_id) == "closed"


@pytest.mark.parametrize(("days", "fine"), [(30, False), (31, True)])
def test_r06_4_one_complaint_is_registered_once_whichever_line_answered(
    app: Flask, clock, days: int, fine: bool
) -> None:
    bank(app)
    with app.app_context():
        opened(phone="138-1111-2222")
        clock.advance(days=days)
        again = record(phone="13811112222")
        if fine:
            assert sent("F06-1", again, HOTLINE)
        else:
            assert refused("F06-1", again, HOTLINE) == ["fresh §4"]
        assert opened(HOTLINE, phone="13811112222", fresh="是新的投诉")
        assert opened(HOTLINE, phone="13811112223")
