"""R10 §7.3, §9.2-§9.4, §10, §13, §14: what follows a complaint, and what it does to its case."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.approval.hooks import Refused
from portal.core.clocks.models import Clock
from portal.core.instants import local_day
from portal.core.money import Amount
from portal.core.web.context import today, zone
from portal.domain.complaints.models import ComplaintCallback, ComplaintSettlement
from portal.extensions import db
from portal.regulations.product_complaints.facts import Expedite
from tests.conftest import signed_in
from tests.core.org.changes import take_post
from tests.domain.complaints.acts import agree, fill, hand_back, send_again, stage, turn
from tests.regulations.product_complaints.complaints import (
    GROUP,
    callback,
    decided,
    discount,
    discounted,
    handling,
    heard,
    improvement,
    inspection,
    intake,
    memorandum,
    move,
    offices,
    proved,
    report,
    result,
    returned,
    sent,
    slip,
)

pytestmark = pytest.mark.both_databases
AN_INSTANT = timedelta(microseconds=1)
PLAN = {"plan": "每班测浓度", "owner": "甲班长"}
DONE = {"done": "已执行两周", "finished": date(2026, 11, 23)}


def due(case_id: int) -> dict[str, date]:
    """The day at whose end each limit of a case is due. Inside an app context."""
    clocks = db.session.scalars(select(Clock).filter_by(document_id=case_id, state="running"))
    return {c.name: local_day(c.due_at - AN_INSTANT, zone()) for c in clocks if c.due_at}


def refused(code: str, facts: object, case_id: int, number: str = "1010") -> tuple[str, ...]:
    """At which cells a paper of a case is refused. Inside an app context."""
    with pytest.raises(Refused) as found:
        sent(code, facts, case_id, number)
    db.session.rollback()
    return tuple(str(step) for refusal in found.value.refusals for step in refusal.path)


def missing(case_id: int) -> list[str]:
    """Why a case does not close. Inside an app context."""
    with pytest.raises(Refused) as found:
        move(case_id, "closed")
    db.session.rollback()
    return [refusal.message for refusal in found.value.refusals]


def accepted(prefix: str = "F10", **found: dict[str, object]) -> tuple[int, int]:
    """A case whose form is decided; the case and the form. Inside an app context."""
    case_id = sent(f"{prefix}-4D", intake())
    form_id = sent(f"{prefix}-2", handling(), case_id)
    decided(form_id, **found)
    return case_id, form_id


def improved(case_id: int, effect: str, **other: str) -> None:
    """A measure goes its way until its effect is found. Inside an app context."""
    paper = sent("F10-6", improvement(**other), case_id, GROUP)
    unit = other.get("unit", "制造部门")
    found = {"effect": effect, "verified": "复查三批"}
    cells = {f"{unit}拟定措施": PLAN, f"{unit}执行": DONE, "效果确认": found}
    decided(paper, **cells)


def test_r10_9_2_after_an_inspection_the_form_is_due_the_next_working_day_and_the_report_in_three_days(
    app: Flask, clock
) -> None:
    offices(app)
    with app.app_context():
        clock.moment = datetime(2026, 11, 27, 2, tzinfo=UTC)  # a Friday
        case_id = sent("F10-4D", intake())
        sent("F10-14", inspection(), case_id)
        assert due(case_id) == {"填客户抱怨处理表": date(2026, 11, 30), "调查处理报告": date(2026, 11, 30)}
        sent("F10-2", handling(), case_id)
        assert due(case_id) == {"调查处理报告": date(2026, 11, 30)}
        sent("F10-5", report(), case_id)
        assert due(case_id) == {}


def test_r10_9_3_the_report_counts_from_the_day_of_the_inspection_not_from_its_record(
    app: Flask, clock
) -> None:
    offices(app)
    with app.app_context():
        case_id = sent("F10-4D", intake(loss="没有损失"))
        sent("F10-14", inspection(day=today() - timedelta(days=2)), case_id)
        assert due(case_id) == {"调查处理报告": today() + timedelta(days=1)}, "no form where nothing was lost"


def test_r10_9_3_a_record_that_is_sent_again_after_its_report_lets_no_limit_run(app: Flask) -> None:
    offices(app)
    with app.app_context():
        case_id = sent("F10-4D", intake(loss="没有损失"))
        paper = sent("F10-14", inspection(), case_id)
        given_back_and_sent_again(paper)
        assert due(case_id) == {"调查处理报告": today() + timedelta(days=3)}
        sent("F10-5", report(), case_id)
        given_back_and_sent_again(paper)
        assert due(case_id) == {}
        sent("F10-14", inspection(), case_id)
        assert due(case_id) == {"调查处理报告": today() + timedelta(days=3)}, "a second one wants its own"


def given_back_and_sent_again(paper: int) -> None:
    """The first office gives a paper back, its author sends it as it was. Inside an app context."""
    task = turn(paper)
    assert task
    hand_back(paper, task)
    send_again(paper)


def test_r10_9_2_quality_signs_the_record_or_the_general_manager_for_whom_he_sent(app: Flask) -> None:
    offices(app)
    with app.app_context():
        case_id = sent("F10-4D", intake())
        assert decided(sent("F10-14", inspection(), case_id)) == ["质量管理部", "制造部门"]
        assert refused("F10-14", inspection(led="总经理指派人员"), case_id) == ("appointed",)
        sent_out = inspection(led="总经理指派人员", appointed="研发部孙工")
        assert decided(sent("F10-14", sent_out, case_id)) == ["制造部门", "总经理"]


def test_r10_9_3_a_case_with_an_inspection_closes_only_with_a_decided_report(app: Flask) -> None:
    offices(app)
    with app.app_context():
        case_id = sent("F10-4D", intake(loss="没有损失"))
        decided(sent("F10-1", slip(), case_id), **{"制造部门改善回复": {"reply": "已改"}})
        decided(sent("F10-14", inspection(), case_id))
        assert missing(case_id) == ["会勘 1 次，已核决的调查处理报告 0 份"]
        paper = sent("F10-5", report(), case_id)
        assert "审核中" in missing(case_id)[0]
        decided(paper)
        move(case_id, "closed")


def test_r10_7_3_a_measure_without_effect_is_followed_by_another_before_the_case_closes(app: Flask) -> None:
    offices(app)
    with app.app_context():
        case_id, form_id = accepted()
        discounted(case_id)
        heard(form_id, case_id)
        improved(case_id, "无效")
        assert "制造部门" in missing(case_id)[0] and "效果无效" in missing(case_id)[0]
        improved(case_id, "有效", unit="业务部门")
        assert "制造部门" in missing(case_id)[0], "another unit's measure does not answer it"
        improved(case_id, "有效")
        move(case_id, "closed")


def test_r10_7_3_the_effect_is_found_only_after_it_was_carried_out_and_checked(app: Flask) -> None:
    offices(app)
    with app.app_context():
        paper = sent("F10-6", improvement(), sent("F10-4D", intake()), GROUP)
        assert decided(paper, until="制造部门执行", **{"制造部门拟定措施": PLAN}) == [
            "制造部门拟定措施", "措施确认",
        ]  # fmt: skip
        task = turn(paper)
        assert task
        with pytest.raises(Refused) as found:
            agree(paper, task)
        assert {refusal.path for refusal in found.value.refusals} == {("done",), ("finished",)}
        db.session.rollback()
        with pytest.raises(Refused):
            fill(paper, task, DONE | {"finished": today() + timedelta(days=1)})
        db.session.rollback()
        cells = {"制造部门执行": DONE, "效果确认": {"effect": "有效", "verified": "复查"}}
        assert decided(paper, **cells) == ["制造部门执行", "执行检查", "效果确认"]


def test_r10_10_more_time_counts_from_the_same_day_and_only_where_a_limit_runs(app: Flask) -> None:
    offices(app)
    with app.app_context():
        case_id = sent("F10-4D", intake())
        assert refused("F10-7", memorandum(), case_id) == ("matter",)
        assert refused("F10-7", memorandum(days=None), case_id) == ("days",)
        form_id = sent("F10-2", handling(), case_id)
        decided(form_id, until="质量调查")
        before = due(case_id)["结案"]
        paper = sent("F10-7", memorandum(days=5), case_id)
        assert due(case_id)["结案"] == before, "asked is not granted"
        assert decided(paper) == ["部门负责人意见", "总经理室意见", "总经理批示"]
        assert due(case_id)["结案"] == before + timedelta(days=5)
        decided(sent("F10-7", memorandum(days=2), case_id))
        assert due(case_id)["结案"] == before + timedelta(days=7)


def test_r10_9_4_an_objection_that_is_granted_lets_another_form_go_round(app: Flask) -> None:
    offices(app)
    with app.app_context():
        case_id = sent("F10-4D", intake())
        form_id = sent("F10-2", handling(), case_id)
        objection = memorandum(matter="对核决有异议", days=None)
        assert refused("F10-7", objection, case_id) == ("matter",)
        decided(form_id)
        assert refused("F10-2", handling(), case_id) == ()
        decided(sent("F10-7", objection, case_id))
        assert stage(case_id) == "handling"
        second = sent("F10-2", handling(), case_id)
        decided(second)
        sent("F10-2R", result(second), case_id)
        assert refused("F10-7", objection, case_id) == ("matter",), "the customer took it"


def test_r10_14_a_unit_is_urged_from_the_first_day_over_the_limit_and_the_days_are_true(
    app: Flask, clock
) -> None:
    offices(app)
    with app.app_context():
        case_id = sent("F10-4D", intake())
        decided(sent("F10-2", handling(), case_id), until="质量调查")
        ends = due(case_id)["结案"]

        def asked(over: int) -> Expedite:
            return Expedite(day=today(), unit="质量管理部", over=over, asked="请尽快")

        clock.moment = datetime(ends.year, ends.month, ends.day, 15, 59, tzinfo=UTC)
        assert refused("F10-11", asked(1), case_id, GROUP) == ("over",)
        clock.advance(minutes=2)
        assert refused("F10-11", asked(2), case_id, GROUP) == ("over",)
        paper = sent("F10-11", asked(1), case_id, GROUP)
        told = {"质量管理部回复": {"reason": "等样品", "promised": today() + timedelta(days=2)}}
        assert decided(paper, **told) == ["质量管理部回复"]


@pytest.mark.parametrize(("content", "after"), [("基本满意", "follow_up"), ("不满意", "executing")])
def test_r10_7_1_the_customer_is_called_back_and_seen_to_again_if_he_is_not_content(
    app: Flask, content: str, after: str
) -> None:
    offices(app)
    with app.app_context():
        case_id, form_id = accepted()
        assert refused("F10-15", callback(), case_id) == (), "nothing was settled yet"
        discounted(case_id)
        sent("F10-2R", result(form_id), case_id)
        assert db.session.scalars(select(ComplaintCallback.due)).one() == date(2026, 11, 30)
        assert due(case_id)["回访客户"] == date(2026, 11, 30)
        assert missing(case_id) == ["还没有回访客户"]
        sent("F10-15", callback(content), case_id)
        assert stage(case_id) == after
        if after == "executing":
            sent("F10-15", callback(), case_id)
            move(case_id, "follow_up")
        move(case_id, "closed")


def test_r10_13_discounts_take_off_no_more_than_was_decided_also_when_two_are_on_their_way(
    app: Flask,
) -> None:
    offices(app)
    with app.app_context():
        case_id, _ = accepted()
        over = discount(quantity=1, price=Amount(80_001), amount=Amount(80_001))
        assert refused("F10-8", over, case_id) == ("amount",)
        assert refused("F10-8", discount(amount=Amount(79_999)), case_id) == ("amount",)
        first, second = (sent("F10-8", discount(), case_id) for _ in range(2))
        decided(first)
        with pytest.raises(Refused, match="还剩 ¥0"):
            decided(second)
        db.session.rollback()
        assert refused("F10-9", returned(), case_id) == (), "a discount was decided"


def give_back(proof: str) -> tuple[int, int]:
    """A case whose decision is a return. Inside an app context."""
    back = {"handling": "退货", "settled": Amount(80_000), "proposal": "退回"}
    case_id, form_id = accepted(业务处理意见=back)
    sent("F10-2R", result(form_id), case_id)
    sent("F10-15", callback(), case_id)
    assert missing(case_id) == ["核决的处理方式是退货，还没有办完的成品退货单"]
    assert refused("F10-9", returned(way="换货", replaced=40), case_id) == ("way",)
    return case_id, sent("F10-9", returned(proof=proof), case_id)


@pytest.mark.parametrize(("actual", "step"), [(40, "会计核对"), (39, "会计核对（数量不符）")])
def test_r10_13_accounting_compares_what_came_in_with_what_was_approved(
    app: Flask, actual: int, step: str
) -> None:
    offices(app)
    take_post(app, "1002", "warehouse_keeper", "ROOT")
    with app.app_context():
        case_id, paper = give_back("退回原发票")
        arrived = {"actual": actual, "arrived": today()}
        words = {"difference": "少一片，客户自行报废"}
        found = {"仓库收货": arrived, "会计核对（数量不符）": words}
        assert decided(paper, **found) == ["业务部经理", "仓库收货", step]
        row = db.session.get_one(ComplaintSettlement, paper)
        assert (row.kind, row.approved, row.actual) == ("退货", 40, actual)
        move(case_id, "closed")


def test_r10_13_a_return_that_waits_for_its_proof_keeps_the_case_open(app: Flask) -> None:
    offices(app)
    take_post(app, "1002", "warehouse_keeper", "ROOT")
    with app.app_context():
        case_id, paper = give_back("销货退回证明单")
        assert refused("F10-10", proved(paper), case_id) == ("slip",), "it is not done yet"
        decided(paper, 仓库收货={"actual": 40, "arrived": today()})
        assert "还没有销货退回证明单" in missing(case_id)[0]
        assert refused("F10-10", proved(paper, quantity=41, amount=Amount(41_000)), case_id) == ("quantity",)
        assert decided(sent("F10-10", proved(paper), case_id)) == ["会计收件"]
        move(case_id, "closed")
        assert stage(case_id) == "closed"


def test_r10_7_1_whoever_takes_calls_sees_whom_to_call_back_the_most_urgent_first(app: Flask, clock) -> None:
    offices(app)
    take_post(app, "1001", "customer_service", "ROOT")
    with app.app_context():
        for _ in range(2):
            case_id, form_id = accepted()
            discounted(case_id)
            sent("F10-2R", result(form_id), case_id)
            clock.advance(hours=24)
    service = signed_in(app, "1001")
    assert "要回访 2 位客户，最早的 2026-11-30 前" in service.get("/").text
    page = service.get("/complaints/mine").text
    assert page.index("2026-11-30 前回访") < page.index("2026-12-01 前回访")
    with app.app_context():
        sent("F10-15", callback(), case_id)
    assert "2026-12-01 前回访" not in service.get("/complaints/mine").text
    assert "前回访" not in signed_in(app, "1012").get("/complaints/mine").text


def test_r10_12_whoever_opens_a_penalty_is_told_that_there_is_none(app: Flask) -> None:
    offices(app)
    with app.app_context():
        case_id = sent("F10-4D", intake())
    told = "责任人员处分没有开通，现在不能提交"
    assert told in signed_in(app, GROUP).get(f"/forms/f10-13/new?case={case_id}").text
    assert told not in signed_in(app, GROUP).get(f"/forms/f10-6/new?case={case_id}").text
