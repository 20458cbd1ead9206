"""R10 §3, §8-§11, §9.4: a complaint takes its form, goes through the offices, closes past its gate."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.approval.dossier import Dossier
from portal.core.approval.history import signatures
from portal.core.approval.hooks import Refused
from portal.core.clocks.models import Clock
from portal.core.clocks.operations import pause
from portal.core.desk.moment import this_moment
from portal.core.documents.models import Document
from portal.core.instants import local_day
from portal.core.web.context import zone
from portal.domain.complaints.models import Complaint
from portal.domain.customers.models import Customer
from portal.extensions import db, writing
from tests.conftest import signed_in
from tests.core.org.changes import person
from tests.domain.complaints.acts import agree, stage, turn
from tests.regulations.product_complaints.complaints import (
    customer,
    decided,
    discounted,
    handling,
    heard,
    intake,
    move,
    offices,
    result,
    sent,
    slip,
)

pytestmark = pytest.mark.both_databases
AN_INSTANT = timedelta(microseconds=1)
WAY = [
    "登记编号", "质量调查", "制造分析", "经理室意见", "生产管理组审查", "业务处理意见", "综合意见",
    "业务部经理核决",
]  # fmt: skip


def refused(code: str, facts: object, case_id: int) -> list[str]:
    """Why a paper of a case is refused. Inside an app context."""
    with pytest.raises(Refused) as found:
        sent(code, facts, case_id)
    db.session.rollback()
    return [refusal.message for refusal in found.value.refusals]


def due(case_id: int) -> list[date]:
    """The days at whose end the clocks of a case are due. Inside an app context."""
    clocks = db.session.scalars(select(Clock).filter_by(document_id=case_id, state="running"))
    return [local_day(clock.due_at - AN_INSTANT, zone()) for clock in clocks if clock.due_at]


def test_r10_9_the_form_goes_through_the_offices_and_closes_with_the_customers_answer(app: Flask) -> None:
    offices(app)
    with app.app_context():
        case_id = sent("F10-4D", intake())
        form_id = sent("F10-2", handling(), case_id)
        assert (stage(case_id), db.session.get_one(Document, form_id).drawn_number) == ("handling", None)
        assert decided(form_id) == WAY
        assert (stage(case_id), db.session.get_one(Document, form_id).status) == ("executing", "approved")
        dossier = Dossier.read(db.session.get_one(Document, form_id))
        cells = {cell.label: cell.post for cell in signatures(dossier, dossier.view)}
        assert len(cells) == len(WAY) + 2 and cells["核决"] == "销售部经理"
        with pytest.raises(Refused, match="还没有客户接受"):
            move(case_id, "follow_up")
            move(case_id, "closed")
        discounted(case_id)
        heard(form_id, case_id)
        assert stage(case_id) == "follow_up"
        move(case_id, "closed")
        row = db.session.get_one(Complaint, case_id)
        assert (row.decision, row.liable, row.settled_fen) == ("折让", "制造部门", 80_000)
        assert stage(case_id) == "closed" and row.closed and not due(case_id)


def test_r10_3_what_did_no_harm_takes_the_slip_and_what_did_takes_the_form(app: Flask) -> None:
    offices(app)
    with app.app_context():
        harmless, harmful = sent("F10-4D", intake(loss="没有损失")), sent("F10-4D", intake())
        open_yet = sent("F10-4D", intake(loss="待查明"))
        assert refused("F10-2", handling(), harmless) and refused("F10-1", slip(), harmful)
        assert sent("F10-2", handling(), open_yet) and sent(
            "F10-1", slip(), sent("F10-4D", intake(loss="待查明"))
        )
        move(harmless, "follow_up")
        with pytest.raises(Refused, match="还没有办完的"):
            move(harmless, "closed")
        db.session.rollback()
        slip_id = sent("F10-1", slip(), harmless)
        with pytest.raises(Refused, match="审核中"):
            move(harmless, "closed")
        db.session.rollback()
        assert decided(slip_id, **{"制造部门改善回复": {"reply": "已加打包带"}}) == [
            "制造部门改善回复",
            "改善确认",
        ]
        move(harmless, "closed")
        assert stage(harmless) == "closed"


@pytest.mark.parametrize(("region", "day"), [("国内", date(2026, 3, 15)), ("国外", date(2026, 3, 18))])
def test_r10_10_a_case_received_on_2_march_is_due_on_the_15th_at_home_and_18th_abroad(
    app: Flask, clock, region: str, day: date
) -> None:
    offices(app)
    clock.moment = datetime(2026, 2, 27, 2, tzinfo=UTC)
    with app.app_context():
        case_id = sent("F10-4D", intake(region=region))
        form_id = sent("F10-2", handling(region=region, shipped=date(2026, 2, 1)), case_id)
        assert not due(case_id), "it runs from receipt by the group"
        clock.moment = datetime(2026, 3, 2, 2, tzinfo=UTC)
        task = turn(form_id)
        assert task
        agree(form_id, task)
        assert due(case_id) == [day]


def test_r10_10_a_case_closed_while_its_limit_stands_still_has_its_end(app: Flask, clock) -> None:
    offices(app)
    with app.app_context():
        case_id = sent("F10-4D", intake())
        form_id = sent("F10-2", handling(), case_id)
        decided(form_id)
        discounted(case_id)
        heard(form_id, case_id)
        ticking = db.session.scalars(select(Clock).filter_by(document_id=case_id, name="结案")).one()
        clock_id, before = ticking.id, ticking.due_at
        with writing():
            pause(clock_id, "等客户回信", db.session.get_one(Document, case_id).author_id, this_moment())
        clock.advance(days=2)
    with app.app_context():
        move(case_id, "closed")
        ended = db.session.get_one(Clock, clock_id)
        assert before and ended.state == "stopped"
        assert ended.due_at == before + timedelta(days=1), "the first day is none of the thirteen"


def test_r10_8_numbers_begin_anew_each_month_and_a_void_one_is_not_given_again(app: Flask, clock) -> None:
    offices(app)
    numbers = []
    for moment in (datetime(2026, 7, 30, 2, tzinfo=UTC),) * 2 + (datetime(2026, 8, 3, 2, tzinfo=UTC),):
        clock.moment = moment
        with app.app_context():
            form_id = sent("F10-2", handling(shipped=date(2026, 7, 1)), sent("F10-4D", intake()))
            decided(form_id, until="质量调查")
            numbers.append(db.session.get_one(Document, form_id).drawn_number)
    assert numbers == ["260701", "260702", "260801"]


def test_r10_9_4_another_form_goes_round_only_where_the_customer_refused_the_last(app: Flask) -> None:
    offices(app)
    with app.app_context():
        case_id = sent("F10-4D", intake())
        first = sent("F10-2", handling(), case_id)
        assert refused("F10-2", handling(), case_id)
        decided(first)
        sent("F10-2R", result(first, "不接受"), case_id)
        assert stage(case_id) == "handling"
        second = sent("F10-2", handling(), case_id)
        assert refused("F10-2R", result(second), case_id), "it is not decided yet"
        decided(second)
        assert refused("F10-2R", result(first), case_id), "it is not the last one"
        discounted(case_id)
        heard(second, case_id)
        move(case_id, "closed")


def test_r10_7_an_office_agrees_only_when_its_cells_are_filled(app: Flask) -> None:
    offices(app)
    with app.app_context():
        form_id = sent("F10-2", handling(), sent("F10-4D", intake()))
        decided(form_id, until="质量调查")
        task = turn(form_id)
        assert task
        with pytest.raises(Refused) as found:
            agree(form_id, task)
        assert {refusal.path for refusal in found.value.refusals} == {
            ("cause_class",), ("cause",), ("liable",), ("rd",),
        }  # fmt: skip


def test_r12_the_enterprise_form_goes_the_same_way_with_its_own_policy(app: Flask) -> None:
    offices(app)
    with app.app_context():
        form_id = sent("F12-2", handling(part_no=""), sent("F12-4D", intake()))
        assert decided(form_id) == [step.replace("生产管理组审查", "生产管理室审查") for step in WAY]


@pytest.mark.parametrize(("owned", "who", "other"), [(True, "1002", "1003"), (False, "1003", "1002")])
def test_r10_7_1_whoever_looks_after_the_customer_is_told_and_fills_the_form(
    app: Flask, owned: bool, who: str, other: str
) -> None:
    with app.app_context():
        row = db.session.get_one(Customer, customer().id)
        with writing():
            row.owner_id = person("1002").id if owned else None
        case_id = sent("F10-4D", intake(), number="1011")
    page = signed_in(app, who).get(f"/documents/{case_id}/case")
    assert page.status == 200 and "客户抱怨处理表" in page.text
    assert signed_in(app, who).get("/notices").text.count("请填抱怨处理表或异常处理单") == 1
    assert other == "1003" or signed_in(app, other).get(f"/documents/{case_id}/case").status == 404
