"""R09 §4.4.2, §4.4.3, §8: from the report to the closing; who may, within which time, what holds it up."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.approval.deciding import Verdict, decide
from portal.core.approval.hooks import Refused
from portal.core.approval.overdue import watch_clocks
from portal.core.approval.route import newest_round
from portal.core.approval.visibility import seen_by
from portal.core.cases.operations import Act, NoSuchAct, act_on
from portal.core.clocks.models import Clock
from portal.core.clocks.operations import pause, resume
from portal.core.desk.moment import this_moment
from portal.core.documents.case_files import newest_position
from portal.core.documents.models import Document
from portal.core.instants import local_text
from portal.core.notices.models import Notice
from portal.core.web.context import now, today, zone
from portal.domain.operations.limits import INTAKE, REPAIR, RESPONSE, clock_of, kept
from portal.domain.operations.words import told as told_of
from portal.extensions import db, writing
from tests.conftest import TestClock
from tests.core.org.changes import person
from tests.domain.complaints.acts import acting, decided, hand_back, move, stage, turn
from tests.regulations.it_service.incidents import (
    ADMIN,
    DESK,
    FILLED,
    LEAD,
    OTHER,
    USER,
    WHOLE_WAY,
    assigned,
    at_once,
    close,
    incident,
    ref,
    reported,
    restored,
    staffed,
    ticket,
)

pytestmark = pytest.mark.both_databases
MORNING = datetime(2026, 11, 18, 1, 0, tzinfo=UTC)  # Wednesday, 09:00


@pytest.fixture
def desk(app: Flask, clock: TestClock) -> Flask:
    clock.moment = MORNING
    staffed(app)
    return app


def refused(act: object, *args: object) -> list[str]:
    """By clause, why something is refused. Inside an app context."""
    with pytest.raises(Refused) as found:
        act(*args)  # type: ignore[operator]
    db.session.rollback()
    return [refusal.clause for refusal in found.value.refusals]


def due(case_id: int, name: str) -> str:
    """When a limit is over. Inside an app context."""
    clock = clock_of(case_id, name)
    return local_text(clock.due_at, zone()) if clock and clock.due_at else ""


def told(number: str) -> list[str]:
    """The kinds of what somebody was told. Inside an app context."""
    query = select(Notice.kind).filter_by(person_id=person(number).id).order_by(Notice.id)
    return list(db.session.scalars(query))


def test_r09_from_the_report_to_the_closing(desk: Flask) -> None:
    with desk.app_context():
        case_id = reported()
        row = incident(case_id)
        assert (row.reporter.number, row.level, stage(case_id)) == (USER, "", "received")
        assert db.session.get_one(Document, case_id).number == "FW-20261118-001"
        ticket_id = assigned(case_id)
        assert db.session.get_one(Document, ticket_id).number == "INC-20261118-001"
        assert (incident(case_id).level, incident(case_id).resolver.number) == ("P3", ADMIN)
        assert stage(case_id) == "handling"
        assert decided(ticket_id, FILLED, until="用户确认") == WHOLE_WAY[:2]
        assert (stage(case_id), incident(case_id).solution) == ("confirming", "更换搓纸轮，清洁进纸口")
        assert turn(ticket_id).person.number == USER  # type: ignore[union-attr]
        assert decided(ticket_id, {}) == ["用户确认"]
        close(case_id)
        assert (stage(case_id), incident(case_id).closed) == ("closed", today())


def test_r09_4_4_2_only_the_desk_reports_for_others_who_then_see_their_case(desk: Flask) -> None:
    with desk.app_context():
        other = {"channel": "电话", "caller": ref(OTHER)}
        assert refused(lambda: reported(USER, **other)) == ["§4.4.2"]
        case_id = reported(DESK, **other)
        assert incident(case_id).reporter.number == OTHER
        assert seen_by(person(OTHER).id, case_id, today()) is not None
        assert seen_by(person(USER).id, case_id, today()) is None


def test_r09_8_limits_run_from_the_report_in_the_service_hours_of_the_desk(
    desk: Flask, clock: TestClock
) -> None:
    with desk.app_context():
        case_id = reported()
        assert due(case_id, INTAKE) == "2026-11-18 09:15"
        clock.advance(minutes=10)
        assigned(case_id, ticket(impact="全公司或核心业务", urgency="不能工作", priority="P1"))
        assert (due(case_id, RESPONSE), due(case_id, REPAIR)) == ("2026-11-18 09:15", "2026-11-18 14:00")
        assert clock_of(case_id, INTAKE).state == "stopped"  # type: ignore[union-attr]


def test_r09_8_the_first_act_meets_the_response_and_restoring_the_repair(
    desk: Flask, clock: TestClock
) -> None:
    with desk.app_context():
        case_id = reported()
        ticket_id = assigned(case_id)
        clock.advance(minutes=20)
        decided(ticket_id, FILLED, until="处理并恢复")
        response, repair = clock_of(case_id, RESPONSE), clock_of(case_id, REPAIR)
        assert response and repair and (response.state, repair.state) == ("stopped", "running")
        assert incident(case_id).responded_at == now() and kept(response, now())
        clock.advance(days=9)
        decided(ticket_id, FILLED, until="用户确认")
        repair = clock_of(case_id, REPAIR)
        assert repair and repair.state == "stopped" and not kept(repair, now())


def test_r09_8_not_solved_sends_it_back_and_the_repair_limit_runs_on(desk: Flask, clock: TestClock) -> None:
    with desk.app_context():
        case_id = reported()
        ticket_id = restored(case_id)
        before = clock_of(case_id, REPAIR).due_at  # type: ignore[union-attr]
        clock.advance(minutes=30)
        task = turn(ticket_id)
        back = next(s for s in newest_round(ticket_id) if s.declared.name == "处理并恢复")
        hand_back(ticket_id, task, back.id)  # type: ignore[arg-type]
        assert (stage(case_id), incident(case_id).restored_at) == ("handling", None)
        repair = clock_of(case_id, REPAIR)
        assert repair and repair.state == "running"
        assert repair.due_at == before + timedelta(minutes=30)  # type: ignore[operator]
        assert turn(ticket_id).person.number == ADMIN  # type: ignore[union-attr]
        decided(ticket_id, FILLED)
        close(case_id)


def test_r09_8_a_pause_with_a_reason_moves_the_end(desk: Flask, clock: TestClock) -> None:
    with desk.app_context():
        case_id = reported()
        assigned(case_id)
        before = clock_of(case_id, REPAIR)
        assert before and before.due_at
        end = before.due_at
        with writing():
            pause(before.id, "等备件", person(ADMIN).id, this_moment())
        clock.advance(hours=1)
        with writing():
            resume(before.id, person(ADMIN).id, this_moment())
        assert clock_of(case_id, REPAIR).due_at == end + timedelta(hours=1)  # type: ignore[union-attr]


def test_r09_8_whoever_restores_while_the_limit_stands_still_ends_the_pause(desk: Flask) -> None:
    with desk.app_context():
        case_id = reported()
        ticket_id = assigned(case_id)
        with writing():
            pause(clock_of(case_id, REPAIR).id, "等备件", person(ADMIN).id, this_moment())  # type: ignore[union-attr]
        decided(ticket_id, FILLED, until="用户确认")
        repair = clock_of(case_id, REPAIR)
        assert repair and repair.state == "stopped" and repair.due_at


def test_r09_8_what_is_overdue_is_told_to_the_resolver_and_the_technical_lead(
    desk: Flask, clock: TestClock
) -> None:
    with desk.app_context():
        case_id = reported()
        clock.advance(minutes=14)
        watch_clocks(this_moment())
        assert "step_overdue" not in told(DESK)
        clock.advance(minutes=3)
        watch_clocks(this_moment())
        assert "step_overdue" in told(DESK) and "escalated" in told(LEAD)
        assigned(case_id)
        clock.advance(hours=3)
        watch_clocks(this_moment())
        assert "step_overdue" in told(ADMIN) and told(LEAD).count("escalated") == 2
        assert "step_overdue" not in told(USER)


def test_r09_8_silence_confirms_after_three_working_days(desk: Flask, clock: TestClock) -> None:
    with desk.app_context():
        case_id = reported()
        ticket_id = restored(case_id)
        assert refused(close, case_id) == ["", "§8"]
        clock.moment = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # Monday 17:00, the third working day
        watch_clocks(this_moment())
        assert incident(case_id).confirmed_at is None
        clock.moment = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
        watch_clocks(this_moment())
        assert incident(case_id).confirmed_at == now()
        assert db.session.get_one(Document, ticket_id).status == "approved"
        close(case_id)


def test_r09_8_only_the_desk_closes_and_nothing_before_it_works(desk: Flask) -> None:
    with desk.app_context():
        case_id = reported()
        assert refused(close, case_id) == ["§8"]
        decided(assigned(case_id), FILLED)
        with pytest.raises(NoSuchAct):
            move(case_id, "closed", acting(ADMIN, "terminal_admin"))
        db.session.rollback()
        close(case_id)


def test_r09_4_4_3_what_the_desk_solves_at_once_only_the_user_confirms(desk: Flask) -> None:
    with desk.app_context():
        case_id = reported()
        ticket_id = assigned(case_id, at_once())
        assert (stage(case_id), incident(case_id).solution) == ("confirming", "插上电源")
        assert turn(ticket_id).person.number == USER  # type: ignore[union-attr]
        assert decided(ticket_id, {}) == ["用户确认"]


def test_r09_4_4_3_one_incident_at_a_time_by_somebody_of_operations(desk: Flask) -> None:
    with desk.app_context():
        case_id = reported()
        assert refused(assigned, case_id, ticket(resolver=ref(OTHER))) == ["§4.4.3"]
        assigned(case_id)
        assert refused(assigned, case_id) == ["§4.4.3"]


def test_r09_8_a_reporter_who_refuses_the_ticket_reopens_the_repair(desk: Flask) -> None:
    with desk.app_context():
        case_id = reported()
        ticket_id = restored(case_id)
        task, seen = turn(ticket_id), db.session.get_one(Document, ticket_id).snapshot_id or 0
        with writing():
            decide(task.id, task.person_id, Verdict("reject", "还是卡纸", seen), this_moment())  # type: ignore[union-attr]
        assert stage(case_id) == "handling" and incident(case_id).restored_at is None
        assert clock_of(case_id, REPAIR).state == "running"  # type: ignore[union-attr]
        assert assigned(case_id)
        running = select(Clock).filter_by(document_id=case_id, name=REPAIR, state="running")
        assert len(db.session.scalars(running).all()) == 1


def test_r09_8_a_case_that_was_opened_again_is_handled_and_closed_anew(desk: Flask, clock: TestClock) -> None:
    with desk.app_context():
        case_id = reported()
        decided(restored(case_id), {})
        close(case_id)
        before = clock_of(case_id, REPAIR).due_at  # type: ignore[union-attr]
        clock.advance(minutes=90)
        act = Act("reopened", "handling", "又卡纸了", newest_position(case_id))
        with writing():
            act_on(case_id, act, acting(DESK, "service_desk"), this_moment())
        ticket_id = assigned(case_id, ticket(part="应用系统"))
        row = incident(case_id)
        assert (row.restored_at, row.confirmed_at, row.part) == (None, None, "应用系统")
        assert told_of(row, "handling") == "处理中"
        repair = clock_of(case_id, REPAIR)
        assert repair and repair.due_at == before + timedelta(minutes=90)  # type: ignore[operator]
        decided(ticket_id, FILLED, until="用户确认")
        assert refused(close, case_id) == ["", "§8"]
        decided(ticket_id, {})
        close(case_id)
