"""为什么没轮到我: each reason where it holds and where it does not, from what the way stored (DESIGN §5)."""

from datetime import date

import pytest
from flask import Flask, g
from sqlalchemy import select

from portal.core.approval.deciding import Verdict, decide
from portal.core.approval.departed import replace_departed
from portal.core.approval.dossier import Dossier, Turn
from portal.core.approval.models import RouteStep
from portal.core.approval.overdue import pass_over
from portal.core.approval.passing import Added, add, ask, drop, transfer
from portal.core.approval.taking_back import take_back
from portal.core.approval.voiding import request_void
from portal.core.approval.why_not import answers, not_yet
from portal.core.approval.withdrawing import withdraw
from portal.core.desk.moment import this_moment
from portal.core.desk.why_not import asker_before
from portal.core.documents.models import Document
from portal.core.flow import Step
from portal.core.org.models import Holding, Person
from portal.extensions import db, writing
from tests.conftest import TestClock
from tests.core.approval.papers import act, person, say, send, send_again, task_of
from tests.core.delegations.delegating import let
from tests.core.handovers.handing import hand
from tests.core.org.changes import take_post

pytestmark = pytest.mark.usefixtures("toys")


def said(document_id: int, number: str) -> dict[str, list[str]]:
    """What each step says to a person now."""
    g.pop("standing", None)
    db.session.expire_all()
    dossier = Dossier.read(db.session.get_one(Document, document_id))
    found = answers(asker_before(dossier, person(number)))
    return {answer.turn.declared.name: answer.said for answer in found}


LEFT_OUT = "这一步不经过，谁也没有轮到，原因见上。"
NOBODYS = "你现在没有受别人委托，不能代办。"


def test_whoever_has_it_hears_that_it_is_his_turn() -> None:
    paper = send("F97-1")
    assert said(paper, "1001")["会签"] == ["轮到你了：业务经理会签。"]


def test_whoever_has_no_such_post_hears_which_he_has() -> None:
    paper = send("F97-1")
    assert said(paper, "1012")["会签"] == ["你没有业务经理岗位，你现在是财务部的财务人员。", NOBODYS]


def test_whoever_wrote_it_hears_that_he_may_not() -> None:
    paper = send("F97-8", author="1006")  # the head of sales writes what the head of sales would decide
    assert said(paper, "1006")["自审"] == ["这张单据的内容是你写的，自己写的不能自己审批。"]
    assert said(paper, "1011")["自审"] == ["现在没有人可以办这一步，等有人任职后自动送达，原因见上。"]


def test_whoever_acts_for_the_writer_may_not_either(toys: Flask) -> None:
    paper = send("F97-1")
    let(toys, "1011", "1012")
    assert said(paper, "1012")["会签"] == ["你现在受苏禾委托，这张单据的内容是苏禾写的，你也不能审批。"]


def test_a_later_step_says_what_comes_first() -> None:
    paper = send("F97-1")
    say(paper, "1002")
    ahead = "还没到这一步，前面还有「会签」（待陈立、吴桐）；到了再按当时的任职找人。"
    assert said(paper, "1006")["审核"] == [ahead]
    say(paper, "1001")
    say(paper, "1004")
    assert said(paper, "1006")["审核"] == ["轮到你了：销售部经理审核。"]


def test_a_branch_does_not_wait_for_the_one_beside_it() -> None:
    def turn(name: str, branch: str, state: str) -> Turn:
        step = Step(name=name, clause="§2", by="finance_clerk", branch=branch)
        return Turn(RouteStep(state=state), step, [], [], [], [])

    turns = [turn(name, branch, "open") for name, branch in (("财务", "money"), ("合规", "law"))]
    turns.append(turn("复核", "law", "waiting"))
    assert not_yet(turns, 2).startswith("还没到这一步，前面还有「合规」；")


def test_what_joins_the_branches_waits_for_all_of_them() -> None:
    paper = send("F97-5")
    say(paper, "1006")
    found = said(paper, "1013")
    assert found["财务复核"] == ["还没到这一步，前面还有「财务」（待秦悦）；到了再按当时的任职找人。"]
    assert found["批准"] == [
        "还没到这一步，前面还有「财务」（待秦悦）、「财务复核」、「合规」（待严静）；到了再按当时的任职找人。"
    ]


def test_whoever_has_decided_hears_when(clock: TestClock) -> None:
    paper = send("F97-1")
    clock.advance(minutes=5)
    say(paper, "1001")
    assert said(paper, "1001")["会签"] == ["你已于 2026-11-23 10:05 同意。", NOBODYS]


def test_somebody_else_was_enough() -> None:
    paper = send("F97-2")
    say(paper, "1002")
    assert said(paper, "1001")["或签"] == [
        "林可已于 2026-11-23 10:00 同意（或签：一人同意即可），不用你再办。"
    ]
    assert said(paper, "1002")["或签"] == ["你已于 2026-11-23 10:00 同意。"]


def test_what_was_rejected_is_nobodys_any_more() -> None:
    paper = send("F97-1")
    say(paper, "1001", "reject")
    assert said(paper, "1002")["会签"] == ["陈立已于 2026-11-23 10:00 驳回，你的这一份一并收回。"]
    assert said(paper, "1006")["审核"] == ["单据已驳回，这一步不再办了。"]


def test_a_transferred_turn_names_who_gave_it_to_whom() -> None:
    paper = send("F97-1")
    act(transfer, task_of(paper, "1001"), person("1001"), person("1012"), "你管这事")
    assert said(paper, "1001")["会签"][0] == "你于 2026-11-23 10:00 把你的这一份转办给秦悦。"
    assert said(paper, "1012")["会签"] == ["轮到你了：陈立转办。"]


def test_a_turn_that_was_handed_over_names_who_has_it(toys: Flask) -> None:
    paper = send("F97-1")
    hand("1001", "1012")
    assert said(paper, "1001")["会签"][0] == "沈知于 2026-11-23 10:00 登记工作交接，你的这一份改由秦悦办理。"


def test_whoever_was_dropped_hears_by_whom(clock: TestClock) -> None:
    paper = send("F97-2")
    people = [person("1012"), person("1013")]
    act(add, task_of(paper, "1001"), person("1001"), Added("before", "all", people), "")
    clock.advance(minutes=1)
    act(drop, task_of(paper, "1001"), task_of(paper, "1012"), person("1001"), "不用了")
    assert said(paper, "1012")["或签"][0] == "陈立于 2026-11-23 10:01 减签，你的这一份收回。"
    assert said(paper, "1013")["或签"] == ["轮到你了：陈立加签给你。"]
    assert said(paper, "1001")["或签"][0] == "你请的贺章还没有办完，办完再回到你这里。"


def test_whoever_asked_waits_for_the_answer() -> None:
    paper = send("F97-1")
    act(ask, task_of(paper, "1001"), person("1001"), person("1012"), "够吗")
    assert said(paper, "1001")["会签"][0] == "你请的秦悦还没有办完，办完再回到你这里。"
    say(paper, "1012", "advise", "够")
    assert said(paper, "1001")["会签"] == ["轮到你了：业务经理会签。"]


def test_in_order_the_ones_before_come_first() -> None:
    paper = send("F97-3")
    assert said(paper, "1004")["依次"][0] == "这一步依次办理，前面还有陈立、林可。"
    say(paper, "1001")
    assert said(paper, "1004")["依次"][0] == "这一步依次办理，前面还有林可。"
    say(paper, "1002")
    assert said(paper, "1004")["依次"] == ["轮到你了：业务经理依次。"]


def test_whoever_agreed_before_is_not_asked_again() -> None:
    paper = send("F97-6")
    say(paper, "1006")
    say(paper, "1014")
    assert said(paper, "1006")["复审"] == ["你 2026-11-23 10:00 在「初审」已同意，这一步不再请你重复签。"]
    assert said(paper, "1006")["邻审"] == ["轮到你了：销售部经理邻审。"]
    assert said(paper, "1014")["复审"] == [LEFT_OUT]


@pytest.mark.parametrize(("people", "told"), [(10, LEFT_OUT), (11, "轮到你了：总经理批准。")])
def test_a_step_whose_condition_does_not_hold_is_nobodys(people: int, told: str) -> None:
    paper = send("F97-5", people=people)
    for number in ("1006", "1012", "1013", "1014"):
        say(paper, number)
    assert said(paper, "1008")["批准"] == [told]


def test_a_turn_that_passed_because_time_was_up_was_taken_away(clock: TestClock) -> None:
    paper = send("F97-1")
    clock.advance(minutes=1)
    first = db.session.scalars(select(RouteStep).filter_by(document_id=paper, position=0)).one()
    act(pass_over, db.session.get_one(Document, paper), first)
    assert said(paper, "1001")["会签"] == [
        "这一步后来不再经过（按上面的记录），你的这一份 2026-11-23 10:01 收回。"
    ]


def test_whoever_delegates_keeps_his_turn_and_the_other_may_act_too(toys: Flask) -> None:
    paper = send("F97-1")
    let(toys, "1001", "1012")
    assert said(paper, "1001")["会签"] == [
        "轮到你了：业务经理会签。",
        "你已委托秦悦代办（到 2026-11-28 10:00）：待办仍是你的，他也可以办。",
    ]
    assert said(paper, "1012")["会签"][-1] == "你受陈立委托，可以代办。"


def test_a_delegation_of_other_forms_or_of_others_says_so(toys: Flask) -> None:
    paper = send("F97-1")
    let(toys, "1001", "1012", forms=("F97-2",))
    let(toys, "1007", "1013")
    assert said(paper, "1001")["会签"] == ["轮到你了：业务经理会签。"]
    assert said(paper, "1012")["会签"][-1] == "陈立委托了你，但不包括这种表单。"
    assert said(paper, "1013")["会签"][-1] == "委托你代办的是许文，这一步没有轮到。"


def test_what_was_decided_for_somebody_names_both(toys: Flask) -> None:
    paper = send("F97-1")
    let(toys, "1001", "1012")
    seen = db.session.get_one(Document, paper).snapshot_id or 0
    act(decide, task_of(paper, "1001"), person("1012"), Verdict("approve", "同意", seen))
    assert said(paper, "1001")["会签"][0] == "秦悦已于 2026-11-23 10:00 代你同意。"
    assert said(paper, "1012")["会签"][0] == "你已于 2026-11-23 10:00 代陈立同意。"


def test_whoever_came_into_the_post_later_hears_since_when(toys: Flask, clock: TestClock) -> None:
    paper = send("F97-1")
    clock.advance(days=1)
    take_post(toys, "1012", "account_manager", "SOUTH", date(2026, 11, 24))
    assert said(paper, "1012")["会签"][0] == (
        "你 2026-11-24 起才任华南办事处的业务经理，这一步 2026-11-23 10:00 已经送出。"
    )


def test_whoever_has_the_post_elsewhere_hears_that_his_unit_was_not_reached(toys: Flask) -> None:
    paper = send("F97-6")  # its first step is the superior's, of the author's line
    assert said(paper, "1006")["初审"] == ["轮到你了：销售部经理初审。"]
    told = "你是华南办事处的办事处经理，按上面的记录，这一步没有找到你的部门。"
    assert said(paper, "1005")["初审"][0] == told


def test_what_the_record_does_not_tell_is_not_guessed(toys: Flask) -> None:
    paper = send("F97-1")
    take_post(toys, "1012", "account_manager", "SOUTH", date(2026, 11, 23))  # on the very day, after it came
    assert said(paper, "1012")["会签"][0] == (
        "你现在是华南办事处的业务经理；当时为什么没有找到你，存下的记录没有写。"
    )


def test_whoever_left_his_post_hears_who_has_it_now(toys: Flask, clock: TestClock) -> None:
    paper = send("F97-1")
    for number in ("1001", "1002"):
        say(paper, number)
    say(paper, "1004")
    clock.advance(days=1)
    mine = select(Holding).join(Holding.person).where(Person.number == "1006")
    with writing() as session:
        session.scalars(mine).one().until = date(2026, 11, 24)
    assert replace_departed(this_moment()) == 1
    told = "按当时的任职，你已不能办这一步，2026-11-24 10:00 改由方正平办理。"
    assert said(paper, "1006")["审核"][0] == told


def test_what_the_author_took_back_is_on_nobodys_desk(clock: TestClock) -> None:
    paper = send("F97-1")
    clock.advance(minutes=2)
    act(withdraw, paper, person("1011"), "填错")
    assert said(paper, "1001")["会签"] == ["苏禾于 2026-11-23 10:02 撤回，你的这一份收回。"]
    assert said(paper, "1006")["审核"] == ["单据已撤回，这一步不再办了。"]


def test_a_decision_that_counts_no_more_says_so(clock: TestClock) -> None:
    paper = send("F97-6")
    decision = say(paper, "1006")
    clock.advance(minutes=1)
    act(take_back, decision.id, person("1006"))
    assert said(paper, "1006")["初审"] == ["轮到你了：销售部经理初审。"]
    assert said(paper, "1014")["合规"][0].startswith("还没到这一步，前面还有「初审」（待王岚）")


def test_a_paper_that_was_returned_comes_straight_back_to_whoever_returned_it() -> None:
    paper = send("F97-6")
    say(paper, "1006")
    say(paper, "1014", "return", "改", straight=True)
    assert said(paper, "1014")["合规"] == ["你已于 2026-11-23 10:00 退回。"]
    assert said(paper, "1012")["合规"] == ["发起人改好以后直接回到退回的人，别人不会轮到。"]
    send_again(paper)
    assert said(paper, "1014")["合规"][0].startswith("轮到你了")


def test_only_those_who_approved_it_are_asked_to_make_it_void() -> None:
    paper = send("F97-2")
    say(paper, "1002")
    say(paper, "1006")
    act(request_void, paper, person("1011"), "填错")
    assert said(paper, "1002")["作废会签"] == ["轮到你了：作废会签。"]
    assert said(paper, "1001")["作废会签"][0] == "只请原来批准这张单据的人，你不在其中。"
