"""R01 §1(3): who signs a plan, as the organisation stands that day; found and explained by one trace."""

from datetime import date, timedelta

import pytest
from flask import Flask

from portal.core.approval.routing import Finding, find_signers
from portal.core.flow import Step
from portal.core.org.roles import SUPERIOR
from tests.core.org.changes import leave_post, person, take_post, unit

TODAY = date(2026, 11, 23)
REVIEW = Step(name="审核", clause="§1(3)", by="branch_office_manager")


def found(app: Flask, step: Step = REVIEW, author: str = "1001", day: date = TODAY) -> tuple[list[str], str]:
    """Names of the signers, and the trace as one text."""
    with app.app_context():
        finding: Finding = find_signers(step, {person(author).id}, unit("EAST").id, day)
        return [holding.person.name for holding in finding.signers], "\n".join(finding.trace)


def test_the_manager_of_the_authors_office_signs(app: Flask) -> None:
    names, trace = found(app)
    assert names == ["周敏"]
    assert "华东办事处：办事处经理周敏" in trace


def test_row_24_a_vacant_post_waits_and_says_where_was_looked(app: Flask) -> None:
    leave_post(app, "1003")
    names, trace = found(app)
    assert names == []
    for place in ("华东办事处", "销售部", "远山商贸有限公司"):
        assert f"{place}：没有在任的办事处经理" in trace
    assert trace.endswith("办事处经理岗位空缺，等有人任职后自动送达")


def test_the_manager_of_another_office_never_stands_in(app: Flask) -> None:
    leave_post(app, "1003")
    assert "何清" not in found(app)[0]


def test_row_24_a_step_that_escalates_goes_to_the_next_head_above(app: Flask) -> None:
    leave_post(app, "1003")
    escalating = Step(name="审核", clause="§1(3)", by="branch_office_manager", vacancy="escalate")
    assert found(app, escalating)[0] == ["王岚"]
    leave_post(app, "1006")
    names, trace = found(app, escalating)
    assert names == ["方正平"]
    assert "销售部：没有可以代为审核的负责人" in trace


def test_a_step_that_escalates_past_the_top_waits(app: Flask) -> None:
    for number in ("1003", "1006", "1008"):
        leave_post(app, number)
    escalating = Step(name="审核", clause="§1(3)", by="branch_office_manager", vacancy="escalate")
    names, trace = found(app, escalating)
    assert names == []
    assert trace.endswith("上级岗位空缺，等有人任职后自动送达")


def test_row_26_a_manager_does_not_sign_what_he_wrote_himself(app: Flask) -> None:
    names, trace = found(app, author="1003")
    assert names == ["王岚"]
    assert "本人填写的内容不能自己审核" in trace
    leave_post(app, "1006")
    assert found(app, author="1003")[0] == ["方正平"]
    leave_post(app, "1008")
    assert found(app, author="1003")[0] == []


def test_the_superior_of_whoever_is_no_head_is_the_head_of_his_own_unit(app: Flask) -> None:
    step = Step(name="复核", clause="§1(3)", by="sales_rep", vacancy="escalate")
    assert found(app, step)[0] == ["郑一帆"]
    assert found(app, step, author="1010")[0] == ["周敏"]
    leave_post(app, "1010")
    assert found(app, step)[0] == ["周敏"]
    assert found(app, step, author="1003")[0] == ["王岚"]


def test_two_holders_of_the_post_both_get_their_turn(app: Flask) -> None:
    take_post(app, "1005", "branch_office_manager", "EAST")
    names, trace = found(app)
    assert names == ["周敏", "何清"]
    assert trace.endswith("华东办事处：办事处经理周敏、办事处经理何清")


def test_of_two_holders_the_one_who_did_not_write_it_signs(app: Flask) -> None:
    take_post(app, "1005", "branch_office_manager", "EAST")
    assert found(app, author="1003")[0] == ["何清"]


@pytest.mark.parametrize(("days", "names"), [(-1, ["周敏"]), (0, ["何清"]), (1, ["何清"])])
def test_a_post_changes_hands_on_its_day(app: Flask, days: int, names: list[str]) -> None:
    leave_post(app, "1003", TODAY)
    take_post(app, "1005", "branch_office_manager", "EAST", since=TODAY)
    assert found(app, day=TODAY + timedelta(days=days))[0] == names


def test_the_nearest_holder_upwards_signs(app: Flask) -> None:
    leave_post(app, "1003")
    take_post(app, "1005", "branch_office_manager", "SALES")
    assert found(app)[0] == ["何清"]


def test_a_post_of_the_company_is_looked_for_once_and_waits_where_nobody_else_holds_it(app: Flask) -> None:
    step = Step(name="审核", clause="§1(3)", by="sales_manager", within="company")
    names, trace = found(app, step)
    title, _, who = trace.partition("\n")
    assert (names, title[:6]) == (["王岚"], "审核由公司的")
    assert who.endswith("王岚")
    waits = "等有人任职后自动送达"
    names, trace = found(app, step, author="1006")
    assert (names, trace.endswith(f"本人填写的内容不能自己审核，没有另一位，{waits}")) == ([], True)
    leave_post(app, "1006")
    names, trace = found(app, step)
    assert (names, trace.endswith(f"岗位空缺，{waits}")) == ([], True)


SUPERIORS = Step(name="批准", clause="§4.1(3)", by=SUPERIOR)


def test_r08_4_1_3_the_nearest_head_in_the_authors_line_signs(app: Flask) -> None:
    names, trace = found(app, SUPERIORS)
    assert names == ["周敏"]
    assert trace.startswith("批准由发起人的部门负责人办理，从发起人所在部门往上找")
    assert trace.endswith("华东办事处：办事处经理周敏")


def test_r08_4_2_7_a_heads_own_paper_goes_one_level_up_and_where_it_is_vacant_further(app: Flask) -> None:
    names, trace = found(app, SUPERIORS, author="1003")
    assert names == ["王岚"]
    assert "华东办事处：负责人就是填写人本人，转上一级" in trace
    leave_post(app, "1006")
    assert found(app, SUPERIORS, author="1003")[0] == ["方正平"]


def test_r08_4_1_3_the_general_managers_own_paper_waits(app: Flask) -> None:
    with app.app_context():
        finding = find_signers(SUPERIORS, {person("1008").id}, unit("ROOT").id, TODAY)
    assert finding.signers == ()
    assert finding.trace[-1] == "上级岗位空缺，等有人任职后自动送达"
