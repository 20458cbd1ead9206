"""R09 §4.4.9: what F09-8T says is what the records say."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import insert, select

from portal.core.approval.passing import transfer
from portal.core.approval.route import newest_round
from portal.core.clocks.models import Clock
from portal.core.clocks.operations import pause
from portal.core.desk.moment import terms, this_moment
from portal.core.documents.models import Document
from portal.core.web.context import now, zone
from portal.domain.operations.counting import Span, counted
from portal.domain.operations.limits import REPAIR, clock_of
from portal.domain.operations.models import Incident
from portal.domain.operations.statistics import window
from portal.extensions import db, writing
from portal.regulations.it_service.flows import CONFIRMING, HANDLING
from portal.regulations.it_service.operations.counting import notes
from tests.conftest import TestClock, signed_in
from tests.core.org.changes import person, take_post
from tests.domain.complaints.acts import decided, hand_back, turn
from tests.domain.complaints.plain_sql import lines
from tests.questions import count
from tests.regulations.it_service.incidents import (
    ADMIN,
    DESK,
    FILLED,
    LEAD,
    assigned,
    at_once,
    close,
    incident,
    reported,
    restored,
    staffed,
    ticket,
)

pytestmark = pytest.mark.both_databases
THURSDAY = datetime(2026, 11, 19, 1, 0, tzinfo=UTC)  # 09:00
DOCUMENT, INCIDENT, CLOCK = (kind.__table__ for kind in (Document, Incident, Clock))
KEYS, MANY, MOST_ASKED = ("week", "month", "level", "part", "resolver"), 10_000, 12
PAGE = "/reports/f09-8t?since=2026-11&until=2026-11"


@pytest.fixture
def desk(app: Flask, clock: TestClock) -> Flask:
    clock.moment = THURSDAY
    staffed(app)
    return app


def told(app: Flask, by: str, number: str = DESK) -> dict[str, list[str]]:
    """The lines of the report, by what stands first; the foot is 合计."""
    *rows, foot = lines(signed_in(app, number), f"{PAGE}&by={by}")
    return {name: figures for name, *figures in rows} | {"合计": foot[-11:]}


def test_r09_4_4_9_each_figure_is_of_the_records(desk: Flask, clock: TestClock) -> None:
    with desk.app_context():
        first = reported()
        decided(restored(first), {})
        reported(thing="邮件系统")
        assigned(reported(thing="二楼 212 工位"), at_once(thing="二楼 212 工位", part="应用系统"))
    clock.advance(days=4)  # Monday
    with desk.app_context():
        late = assigned(reported(thing="二楼 212 工位"), ticket(part="网络和安全", thing="二楼 212 工位"))
        close(first)
        clock.advance(hours=3)
        decided(late, FILLED, until="处理并恢复")
    weeks = told(desk, "week")
    assert weeks["2026-11-16 至 11-22"] == [
        "3",
        "2",
        "0",
        "3",
        "2",
        "100%",
        "2",
        "100%",
        "0",
        "0",
        "0 小时",
    ]
    assert weeks["2026-11-23"] == ["1", "0", "1", "3", "0", "0%", "0", "", "0", "1", ""]
    whole = ["4", "2", "1", "3", "2", "66.7%", "2", "100%", "0", "1", "0 小时"]
    assert weeks["合计"] == whole
    assert told(desk, "month") == {"2026年11月": whole, "合计": whole}
    assert [*told(desk, "level")] == ["P3", "还没有定", "合计"]
    parts = told(desk, "part")
    assert parts["应用系统"] == ["1", "1", "0", "1", "1", "100%", "1", "100%", "0", "0", "0 小时"]
    assert parts["还没有定"][:4] == ["1", "0", "0", "1"]
    resolvers = told(desk, "resolver")
    assert (resolvers["苏禾 1011"][0], resolvers["服务台"][0], resolvers["还没有指派"][0]) == ("2", "1", "1")


def test_r09_4_4_9_what_did_not_last_is_counted_as_handled_again(desk: Flask, clock: TestClock) -> None:
    with desk.app_context():
        case_id = reported()
        ticket_id = restored(case_id)
        clock.advance(minutes=30)
        back = next(s for s in newest_round(ticket_id) if s.declared.name == "处理并恢复")
        hand_back(ticket_id, turn(ticket_id), back.id)  # type: ignore[arg-type]
    assert told(desk, "month")["合计"][1:] == ["0", "0", "1", "1", "100%", "0", "", "1", "0", ""]
    with desk.app_context():
        clock.advance(minutes=30)
        decided(ticket_id, FILLED)
        close(case_id)
    assert told(desk, "month")["合计"][1:] == ["1", "1", "0", "1", "100%", "1", "100%", "1", "0", "0.5 小时"]


def test_r09_4_4_9_what_stands_still_is_neither_in_time_nor_late(desk: Flask, clock: TestClock) -> None:
    with desk.app_context():
        case_id = reported()
        assigned(case_id)
        with writing():
            pause(clock_of(case_id, REPAIR).id, "等备件", person(ADMIN).id, this_moment())  # type: ignore[union-attr]
    clock.advance(days=9)
    assert told(desk, "month")["合计"][4:8] == ["0", "0%", "0", ""]


def test_r09_4_4_9_whoever_it_was_handed_over_to_resolves_it(desk: Flask) -> None:
    with desk.app_context():
        case_id = reported()
        ticket_id = assigned(case_id)
        decided(ticket_id, FILLED, until="处理并恢复")
        task = turn(ticket_id)
        with writing():
            transfer(task.id, task.person_id, person(LEAD).id, "我在外地", this_moment())  # type: ignore[union-attr]
        assert incident(case_id).resolver_id == person(ADMIN).id
        decided(ticket_id, FILLED, until="用户确认")
        assert incident(case_id).resolver_id == person(LEAD).id
    assert told(desk, "resolver")["秦悦 1012"][1] == "1"


def test_r09_4_4_9_faults_of_others_and_months_before_do_not_count(desk: Flask, clock: TestClock) -> None:
    with desk.app_context():
        reported()
        other = incident(reported())
        with writing():
            other.regulation = "R05"
    assert told(desk, "month")["合计"][0] == "1"
    clock.advance(days=15)
    page = "/reports/f09-8t?since=2026-12&until=2026-12&by=week"
    (week, *figures), _ = lines(signed_in(desk, DESK), page)
    assert (week, figures[:4]) == ("2026-12-01 至 12-04", ["0", "0", "0", "1"])


def test_r09_4_4_9_the_report_is_for_whoever_runs_the_systems(desk: Flask) -> None:
    take_post(desk, "1013", "project_owner", "ROOT")
    for number in (DESK, ADMIN, LEAD, "1013", "1007", "1008"):
        assert signed_in(desk, number).get("/reports/f09-8t").status == 200
    for number in ("1001", "1006"):
        assert signed_in(desk, number).get("/reports/f09-8t").status == 404


def multiplied(number: int) -> None:
    """The only incident so many times more, each reported some hours before the last; its clocks too. Inside
    an app context."""
    (case_id,) = db.session.scalars(select(Incident.case_id)).all()
    with writing() as session:
        (paper,), (row,), clocks = (
            [dict(each) for each in session.execute(select(table).where(key == case_id)).mappings()]
            for table, key in (
                (DOCUMENT, DOCUMENT.c.id),
                (INCIDENT, INCIDENT.c.case_id),
                (CLOCK, CLOCK.c.document_id),
            )
        )
        others = range(MANY, MANY + number)
        reported_at = {n: THURSDAY - timedelta(hours=5 * (n - MANY)) for n in others}
        session.execute(insert(DOCUMENT), [paper | {"id": n, "number": f"FW-{n}"} for n in others])
        session.execute(
            insert(INCIDENT), [row | {"case_id": n, "reported_at": reported_at[n]} for n in others]
        )
        copied = [clock | {"document_id": n} for n in others for clock in clocks]
        session.execute(insert(CLOCK), [{k: v for k, v in clock.items() if k != "id"} for clock in copied])


def test_r09_4_4_9_a_year_of_incidents_is_counted_by_as_many_questions_as_one(desk: Flask) -> None:
    with desk.app_context():
        decided(restored(reported()), {})
    reader = signed_in(desk, DESK)
    page = "/reports/f09-8t?since=2025-12&until=2026-11&by="
    few = {by: count(desk, reader, f"{page}{by}") for by in KEYS}
    with desk.app_context():
        multiplied(1600)
    assert {by: count(desk, reader, f"{page}{by}") for by in KEYS} == few
    assert max(few.values()) <= MOST_ASKED
    *_, foot = lines(reader, f"{page}week")
    assert foot[-11:-9] == ["1601", "1601"]


@pytest.mark.parametrize(
    ("most", "cut", "things"), [(1, True, ["邮件系统"]), (2, False, ["打印机", "邮件系统"])]
)
def test_r09_4_4_9_of_too_many_the_newest_count_and_it_is_said(
    desk: Flask, clock: TestClock, most: int, cut: bool, things: list[str]
) -> None:
    with desk.app_context():
        reported(thing="打印机")
        clock.advance(minutes=1)
        reported(thing="邮件系统")
        over = window(date(2026, 11, 1), date(2026, 11, 30), zone(), now())
        found = counted(Span("R09", over, HANDLING, (CONFIRMING,), timedelta(days=30), most=most), terms())
        assert (found.cut, [entry.thing for entry in found.entries]) == (cut, things)
        assert any("只算最近报修的" in note for note in notes(found, 1, terms())) is cut
