"""R09 §4.4.6, §9: a change goes by lead and manager, is carried out, reported and accepted."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.approval.hooks import Refused
from portal.core.approval.models import Task
from portal.core.clocks.models import Clock
from portal.core.documents.models import Document
from portal.domain.operations.changes.register import state_of
from portal.domain.operations.models import Change
from portal.extensions import db
from tests.conftest import TestClock
from tests.core.org.changes import take_post
from tests.domain.complaints.acts import agree, decided, fill
from tests.regulations.it_service.changes import MANAGER, change, emergency, report, sent, staffed
from tests.regulations.it_service.incidents import ADMIN, DESK, LEAD, USER, ref

pytestmark = pytest.mark.both_databases
NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)  # 12:00 there


@pytest.fixture(autouse=True)
def at_noon(app: Flask, clock: TestClock) -> None:
    staffed(app)
    clock.moment = NOON


def state(paper: int) -> str:
    """How far a change is."""
    return state_of(db.session.get_one(Change, paper))


def turns(paper: int) -> dict[str, str]:
    """Whose turn it is, by step."""
    found = db.session.scalars(select(Task).filter_by(document_id=paper, state="open"))
    return {task.step.declared.name: task.person.number for task in found if task.step}


def turn(paper: int, step: str) -> Task:
    """The open turn of a step."""
    found = db.session.scalars(select(Task).filter_by(document_id=paper, state="open"))
    return next(task for task in found if task.step and task.step.declared.name == step)


def refused(facts: Any, number: str = DESK) -> list[str]:
    """At which cells a change is refused."""
    with pytest.raises(Refused) as found:
        sent(facts, number)
    db.session.rollback()
    return [str(refusal.path[0]) for refusal in found.value.refusals]


def test_r09_4_4_6_lead_then_manager_then_work_then_acceptance(app: Flask, clock: TestClock) -> None:
    with app.app_context():
        paper = sent(change())
        assert (state(paper), turns(paper)) == ("requested", {"审核变更": LEAD})
        agree(paper, turn(paper, "审核变更"))
        assert (state(paper), turns(paper)) == ("requested", {"批准变更": MANAGER}), "one is not enough"
        agree(paper, turn(paper, "批准变更"))
        assert (state(paper), turns(paper)) == ("approved", {"实施并报告": ADMIN})
        clock.moment += timedelta(hours=11, minutes=30)
        fill(paper, turn(paper, "实施并报告"), report(time(22, 31), time(23, 10)))
        agree(paper, turn(paper, "实施并报告"))
        assert (state(paper), turns(paper)) == ("implemented", {"验收": LEAD})
        agree(paper, turn(paper, "验收"))
        assert (state(paper), db.session.get_one(Document, paper).status) == ("done", "approved")


def test_r09_9_nothing_begins_before_the_second_approval(app: Flask, clock: TestClock) -> None:
    with app.app_context():
        paper = sent(change(from_at=time(12, 5), to_at=time(13)))
        agree(paper, turn(paper, "审核变更"))
        clock.moment += timedelta(minutes=10)
        agree(paper, turn(paper, "批准变更"))
        clock.moment += timedelta(hours=1)
        fill(paper, turn(paper, "实施并报告"), report(time(12, 9), time(12, 40)))
        with pytest.raises(Refused, match="不能早于这个时间开始"):
            agree(paper, turn(paper, "实施并报告"))
        db.session.rollback()
        fill(paper, turn(paper, "实施并报告"), report(time(12, 10), time(12, 40)))
        agree(paper, turn(paper, "实施并报告"))
        assert state(paper) == "implemented"


def test_r09_9_a_standard_change_needs_no_approval_but_acceptance(app: Flask, clock: TestClock) -> None:
    with app.app_context():
        paper = sent(change(kind="标准变更", standard="重启服务"))
        assert (state(paper), turns(paper)) == ("approved", {"实施并报告": ADMIN})
        clock.moment += timedelta(hours=11, minutes=30)
        decided(paper, {"实施并报告": report(time(22, 31), time(23, 10))})
        assert state(paper) == "done"


@pytest.mark.parametrize("order", [("补审", "补批"), ("补批", "补审")])
def test_r09_9_an_emergency_begins_at_once_and_both_confirm(
    app: Flask, clock: TestClock, order: tuple[str, str]
) -> None:
    with app.app_context():
        paper = sent(emergency(time(12), from_at=time(11, 55), to_at=time(13)))
        assert state(paper) == "emergency_oral"
        assert turns(paper) == {"补审": LEAD, "补批": MANAGER, "紧急实施并报告": ADMIN}
        agree(paper, turn(paper, order[0]))
        assert state(paper) == "emergency_oral", "one confirmation is not enough"
        agree(paper, turn(paper, order[1]))
        assert state(paper) == "approved"


def test_r09_9_the_written_confirmation_is_due_on_the_next_working_day(app: Flask, clock: TestClock) -> None:
    clock.moment = datetime(2026, 11, 27, 4, tzinfo=UTC)  # a Friday
    with app.app_context():
        paper = sent(emergency(time(11, 50), from_at=time(11, 55), to_at=time(13)))
        due = db.session.scalars(select(Clock.due_at).filter_by(document_id=paper)).all()
        days = {at.astimezone(UTC).date().isoformat() for at in due if at}
        assert len(due) == 2 and days == {"2026-11-30"}, "Monday"


def test_r09_9_whoever_asks_never_approves(app: Flask) -> None:
    with app.app_context():
        assert refused(change(implementer=ref(DESK))) == ["implementer"]
        assert refused(emergency(time(12), oral_by=ref(DESK))) == ["oral_by", "oral_by"]
        paper = sent(change(), LEAD)
        assert turns(paper) == {"审核变更": MANAGER}, "the next above"
        agree(paper, turn(paper, "审核变更"))
        assert turns(paper) == {"批准变更": MANAGER}
    take_post(app, DESK, "technical_lead", "OPS")
    with app.app_context():
        paper = sent(change())
        assert turns(paper) == {"审核变更": LEAD}


def test_r09_9_only_lead_or_manager_allow_orally_and_operations_carry_out(app: Flask) -> None:
    with app.app_context():
        assert refused(emergency(time(12), oral_by=ref(ADMIN), implementer=ref(LEAD))) == ["oral_by"]
        assert refused(change(implementer=ref(USER))) == ["implementer"]
        assert sent(emergency(time(12), oral_by=ref(MANAGER), from_at=time(12), to_at=time(13)))
