"""R05 §附1, §附2: changes are approved in writing, an emergency orally and confirmed within a working day."""

from datetime import UTC, datetime, time, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.approval.hooks import Refused
from portal.core.approval.models import Task
from portal.core.clocks.models import Clock
from portal.core.documents.models import Document
from portal.core.facts import Facts
from portal.domain.operations.changes.register import state_of
from portal.domain.operations.models import Change
from portal.extensions import db
from tests.conftest import TestClock, signed_in
from tests.core.org.changes import take_post
from tests.domain.complaints.acts import agree, decided, fill, hand_back, send_again
from tests.regulations.system_maintenance.maintenance import (
    HEAD,
    MANAGER,
    NOON,
    OTHER,
    centre,
    change,
    emergency,
    ref,
    report,
    sent,
)

pytestmark = pytest.mark.both_databases


def state(document_id: int) -> str:
    """How far a change is. Inside an app context."""
    return state_of(db.session.get_one(Change, document_id))


def open_turns(document_id: int) -> dict[str, str]:
    """Whose turn it is, by step. Inside an app context."""
    found = db.session.scalars(select(Task).filter_by(document_id=document_id, state="open"))
    return {task.step.declared.name: task.person.number for task in found if task.step}


def turn_of(document_id: int, step: str) -> Task:
    """The open turn of a step. Inside an app context."""
    found = db.session.scalars(select(Task).filter_by(document_id=document_id, state="open"))
    return next(task for task in found if task.step and task.step.declared.name == step)


def refused(facts: Facts, number: str = HEAD) -> list[str]:
    """At which cells a change is refused. Inside an app context."""
    with pytest.raises(Refused) as found:
        sent("F05-4", facts, number)
    db.session.rollback()
    return [str(refusal.path[0]) for refusal in found.value.refusals]


def test_r05_3_a_change_is_approved_carried_out_reported_and_accepted(app: Flask, clock: TestClock) -> None:
    centre(app)
    clock.moment = NOON
    with app.app_context():
        paper = sent("F05-4", change())
        assert (state(paper), open_turns(paper)) == ("requested", {"书面批准": MANAGER})
        agree(paper, turn_of(paper, "书面批准"))
        assert (state(paper), open_turns(paper)) == ("approved", {"实施并报告": OTHER})
        told = report(time(22, 31), time(23, 10))
        clock.moment = NOON + timedelta(hours=12)
        assert decided(paper, {"实施并报告": told}, until="验收报告") == ["实施并报告"]
        assert state(paper) == "implemented"
        assert decided(paper, {}) == ["验收报告"]
        assert (state(paper), db.session.get_one(Document, paper).status) == ("done", "approved")


def test_r05_3_nothing_begins_before_it_was_approved(app: Flask, clock: TestClock) -> None:
    centre(app)
    clock.moment = NOON
    with app.app_context():
        assert refused(change(**report(time(10), time(11)))) == ["began_day"]
        paper = sent("F05-4", change(from_at=time(12, 1), to_at=time(13)))
        decided(paper, {}, until="实施并报告")
        clock.moment += timedelta(hours=2)
        task = turn_of(paper, "实施并报告")
        fill(paper, task, report(time(11, 59), time(12, 40)))
        with pytest.raises(Refused, match="不能早于这个时间开始"):
            agree(paper, task)
        db.session.rollback()
        fill(paper, task, report(time(12), time(12, 40)))
        agree(paper, task)
        assert state(paper) == "implemented"


def test_r05_3_what_is_reported_is_over(app: Flask, clock: TestClock) -> None:
    centre(app)
    clock.moment = NOON
    with app.app_context():
        paper = sent("F05-4", change(from_at=time(12, 1), to_at=time(13)))
        decided(paper, {}, until="实施并报告")
        task = turn_of(paper, "实施并报告")
        clock.moment += timedelta(minutes=39)
        fill(paper, task, report(time(12), time(12, 40)))
        with pytest.raises(Refused, match="这个时间还没有到"):
            agree(paper, task)
        db.session.rollback()
        clock.moment += timedelta(minutes=1)
        agree(paper, task)


def test_r05_3_a_window_is_still_to_come_when_it_is_asked_for(app: Flask, clock: TestClock) -> None:
    centre(app)
    clock.moment = NOON
    with app.app_context():
        assert refused(change(from_at=time(11, 59))) == ["from_at"]
        assert sent("F05-4", change(from_at=time(12)))


def test_r05_8_whoever_asks_neither_approves_nor_carries_out(app: Flask, clock: TestClock) -> None:
    centre(app)
    take_post(app, HEAD, "maintenance_manager", "IT")
    clock.moment = NOON
    with app.app_context():
        assert refused(change(implementer=ref(HEAD))) == ["implementer"]
        assert refused(emergency(oral_by=ref(HEAD))) == ["oral_by"]
        paper = sent("F05-4", change())
        assert set(open_turns(paper).values()) == {MANAGER}, "not himself, though he has the post"


def test_r05_5_only_the_managing_unit_approves_orally_and_before_the_paper(
    app: Flask, clock: TestClock
) -> None:
    centre(app)
    clock.moment = NOON
    with app.app_context():
        assert refused(emergency(oral_by=ref(OTHER), implementer=ref("1001"))) == ["oral_by"]
        assert refused(emergency(oral_at=time(12, 1))) == ["oral_at"]
        assert sent("F05-4", emergency(oral_at=time(12)))


def test_r05_5_an_emergency_starts_at_once_and_owes_a_written_confirmation(
    app: Flask, clock: TestClock
) -> None:
    centre(app)
    clock.moment = NOON
    with app.app_context():
        paper = sent("F05-4", emergency())
        assert state(paper) == "emergency_oral"
        assert open_turns(paper) == {"书面确认": MANAGER, "实施并报告": OTHER}
        clock.moment += timedelta(hours=1)
        task = turn_of(paper, "实施并报告")
        fill(paper, task, report(time(11, 50), time(12, 30)))
        agree(paper, task)
        assert state(paper) == "emergency_oral", "done, and still not confirmed"
        agree(paper, turn_of(paper, "书面确认"))
        assert (state(paper), set(open_turns(paper))) == ("implemented", {"验收报告"})


@pytest.mark.parametrize(
    ("at", "due"),
    [
        (datetime(2026, 11, 23, 4, tzinfo=UTC), datetime(2026, 11, 24, 9, 30, tzinfo=UTC)),  # Tuesday's end
        (datetime(2026, 11, 27, 15, 59, tzinfo=UTC), datetime(2026, 11, 30, 9, 30, tzinfo=UTC)),  # Friday
        (datetime(2026, 11, 27, 16, 1, tzinfo=UTC), datetime(2026, 11, 30, 9, 30, tzinfo=UTC)),  # Saturday
    ],
)
def test_r05_5_the_confirmation_is_due_in_one_working_day(
    app: Flask, clock: TestClock, at: datetime, due: datetime
) -> None:
    centre(app)
    clock.moment = at
    with app.app_context():
        paper = sent("F05-4", emergency(oral_at=time(0), from_at=time(0), to_at=time(23, 59)))
        clocks = db.session.scalars(select(Clock).filter_by(document_id=paper, state="running"))
        assert {clock.name: clock.due_at for clock in clocks} == {"书面确认": due}


def test_r05_3_a_standard_change_was_approved_with_its_kind(app: Flask, clock: TestClock) -> None:
    centre(app)
    clock.moment = NOON
    with app.app_context():
        paper = sent("F05-4", change(kind="标准变更", standard="更换同型号部件"))
        assert (state(paper), open_turns(paper)) == ("approved", {"实施并报告": OTHER})


def test_a_change_that_was_given_back_begins_anew(app: Flask, clock: TestClock) -> None:
    centre(app)
    clock.moment = NOON
    with app.app_context():
        paper = sent("F05-4", change())
        agree(paper, turn_of(paper, "书面批准"))
        hand_back(paper, turn_of(paper, "实施并报告"))
        assert state(paper) == "returned"
        send_again(paper)
        assert state(paper) == "requested"


def test_r05_4_a_window_that_touches_the_business_hours_is_warned_of_and_sent(
    app: Flask, clock: TestClock
) -> None:
    centre(app)
    clock.moment = NOON
    head = signed_in(app, HEAD)
    with app.app_context():
        who = f"{ref(OTHER).label} {OTHER}"
    told = {
        "day": "2026-11-23", "kind": "一般变更", "part": "配套网络", "system": "核心交换机",
        "subject": "升级固件", "from_day": "2026-11-24", "from_at": "22:00", "to_day": "2026-11-25",
        "implementer": who,
    }  # fmt: skip
    told |= dict.fromkeys(("basis", "plan", "risk", "testing", "rollback"), "有")
    page = head.get("/forms/f05-4/new")
    quiet = head.submit(page, action="/forms", act="check", **told, to_at="07:00")
    assert "碰到主要营业时间" not in quiet.text
    touching = head.submit(page, action="/forms", act="check", **told, to_at="07:01")
    assert "碰到主要营业时间（07:00–22:00）" in touching.text
    assert head.submit(touching, action="/forms", act="send", **told, to_at="07:01").status == 200
    with app.app_context():
        assert db.session.scalars(select(Change)).one().title == "升级固件", "never a block"


def test_the_calendar_shows_every_units_changes_and_flags_what_overlaps(app: Flask, clock: TestClock) -> None:
    centre(app)
    clock.moment = NOON
    later = NOON.date() + timedelta(days=7)
    with app.app_context():
        first = sent("F05-4", change())
        sent("F05-4", change(subject="更换光模块", from_at=time(23), to_at=time(23, 45)))
        sent("F05-4", change(subject="另一周", from_day=later, to_day=later))
        number = db.session.get_one(Document, first).number
    li = signed_in(app, MANAGER)
    week = li.get("/operations/changes")
    assert "升级固件" in week.text and f"与 {number} 重叠" in week.text and "另一周" not in week.text
    assert "另一周" in li.get("/operations/changes?on=2026-12-01").text
    month = li.get("/operations/changes?span=month&on=2026-11-02")
    assert "升级固件" in month.text and "另一周" in month.text
    assert signed_in(app, "1001").get("/operations/changes").status == 404


def test_beside_a_change_stands_how_far_it_is_and_what_it_overlaps(app: Flask, clock: TestClock) -> None:
    centre(app)
    clock.moment = NOON
    with app.app_context():
        first = sent("F05-4", change())
        sent("F05-4", change(subject="更换光模块", from_at=time(23), to_at=time(23, 45)))
    page = signed_in(app, HEAD).get(f"/documents/{first}")
    assert "2026-11-23 22:30 至 23:30：待批准" in page.text and "更换光模块 时间重叠" in page.text
    assert [a for a in page.all("a") if (a.get("href") or "").startswith("/operations/changes")]
    auditor = signed_in(app, "1007").get(f"/documents/{first}")
    assert "待批准" in auditor.text
    assert not [a for a in auditor.all("a") if (a.get("href") or "").startswith("/operations/changes")]
