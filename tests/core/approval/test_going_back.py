"""Rules 1 to 4 and 13, rows 12 to 14 and 23 to 26: what goes back, is taken back, is not asked twice."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.approval.departed import replace_departed
from portal.core.approval.faults import NoLonger, NotPossible, NotYours
from portal.core.approval.models import Task
from portal.core.approval.passing import Added, add
from portal.core.approval.taking_back import take_back
from portal.core.approval.urging import urge
from portal.core.approval.voiding import request_void
from portal.core.approval.withdrawing import abandon, terminate, withdraw
from portal.core.desk.moment import this_moment
from portal.core.documents.models import Document, Serial
from portal.core.notices.models import Notice
from portal.core.org.models import Holding, Person, Post
from portal.extensions import db, writing
from tests.core.approval.papers import (
    act,
    desks,
    person,
    say,
    send,
    send_again,
    status,
    step_id,
    steps,
    task_of,
    trace,
)
from tests.core.org.changes import take_post

pytestmark = pytest.mark.usefixtures("toys")
MANAGERS = ["1001", "1002", "1004"]


def look(document_id: int, number: str) -> None:
    """Somebody opens the page of his task."""
    task = task_of(document_id, number)
    with writing():
        db.session.get_one(Task, task).seen_at = this_moment().at


def test_rule_1_row_23_whoever_agreed_earlier_is_not_asked_again_and_the_trace_says_so() -> None:
    paper = send("F97-6")
    say(paper, "1006")
    say(paper, "1014")
    assert steps(paper)[2:] == [("复审", "skipped"), ("邻审", "open")]
    assert "王岚在「初审」已同意，不再重复签" in trace(paper, "复审")


def test_rule_1_where_one_of_several_is_enough_his_earlier_consent_is_enough_too(toys: Flask) -> None:
    take_post(toys, "1005", "sales_manager", "SALES")
    paper = send("F97-6")
    say(paper, "1006")
    say(paper, "1014")
    assert steps(paper)[2:] == [("复审", "skipped"), ("邻审", "open")]
    assert desks(paper) == ["1005", "1006"]


def test_rule_1_the_window_begins_anew_at_every_return() -> None:
    paper = send("F97-6")
    say(paper, "1006")
    say(paper, "1014", "return", "改", straight=True)
    send_again(paper)
    say(paper, "1014")
    assert steps(paper)[2] == ("复审", "open")


def test_rule_1_the_window_begins_anew_at_a_return_to_an_earlier_step_too() -> None:
    paper = send("F97-6")
    say(paper, "1006")
    say(paper, "1014")
    say(paper, "1006", "return", "合规再看", to=step_id(paper, "合规"))
    say(paper, "1014")
    assert steps(paper)[2] == ("复审", "open")


def test_rule_1_a_paper_that_changed_since_is_asked_about_again() -> None:
    paper = send("F97-6")
    say(paper, "1006")
    say(paper, "1014", "return", "改")
    send_again(paper, 12)
    assert desks(paper) == ["1006"]


def test_rule_2_row_13_a_consent_is_taken_back_while_nobody_after_has_looked() -> None:
    paper = send("F97-2")
    decision = say(paper, "1002")
    act(take_back, decision.id, person("1002"))
    assert desks(paper) == MANAGERS


def test_rule_2_not_after_the_next_one_has_looked() -> None:
    paper = send("F97-2")
    decision = say(paper, "1002")
    look(paper, "1006")
    with pytest.raises(NotPossible, match="王岚已经打开看过"):
        act(take_back, decision.id, person("1002"))


def test_rule_2_not_after_the_end_and_not_another_mans() -> None:
    paper = send("F97-2")
    first, last = say(paper, "1002"), say(paper, "1006")
    with pytest.raises(NotYours):
        act(take_back, last.id, person("1002"))
    for decision, number in ((first, "1002"), (last, "1006")):
        with pytest.raises(NotPossible, match="已批准"):
            act(take_back, decision.id, person(number))


def test_row_12_the_author_withdraws_and_sends_again_under_the_same_number() -> None:
    paper = send("F97-1")
    number = db.session.get_one(Document, paper).number
    act(withdraw, paper, person("1011"), "金额写错")
    assert (status(paper), desks(paper)) == ("withdrawn", ["1011"])
    assert db.session.get_one(Task, task_of(paper, "1011")).reason == "已撤回，待修改"
    send_again(paper)
    assert (status(paper), desks(paper)) == ("in_review", MANAGERS)
    assert db.session.get_one(Document, paper).number == number


def test_row_12_nobody_else_withdraws_and_nobody_after_the_end() -> None:
    paper = send("F97-2")
    with pytest.raises(NotYours):
        act(withdraw, paper, person("1006"), "")
    say(paper, "1001")
    say(paper, "1006")
    with pytest.raises(NotPossible, match="已批准（王岚 2026-11-23 10:00 同意）"):
        act(withdraw, paper, person("1011"), "")


def test_a_paper_given_up_keeps_its_void_number() -> None:
    paper = send("F97-1")
    act(withdraw, paper, person("1011"), "不办了")
    act(abandon, paper, person("1011"), "活动取消")
    assert (status(paper), desks(paper)) == ("void", [])
    serial = db.session.scalars(select(Serial).filter_by(document_id=paper)).one()
    assert (serial.state, serial.void_reason) == ("void", "活动取消")


def test_rule_3_a_return_walks_the_whole_way_again() -> None:
    paper = send("F97-5")
    say(paper, "1006")
    say(paper, "1012", "return", "改")
    assert (status(paper), desks(paper)) == ("returned", ["1011"])
    send_again(paper)
    assert desks(paper) == ["1006"]


def test_rule_3_or_comes_straight_back_to_whoever_asked() -> None:
    paper = send("F97-5")
    say(paper, "1006")
    say(paper, "1012")
    say(paper, "1013", "return", "改", straight=True)
    assert "财务复核由公司的" in trace(paper, "财务复核")
    send_again(paper)
    assert desks(paper) == ["1013", "1014"]


@pytest.mark.parametrize(("straight", "then"), [(False, ["1001"]), (True, ["1006"])])
def test_row_14_a_return_to_a_chosen_step(straight: bool, then: list[str]) -> None:
    paper = send("F97-6")
    say(paper, "1006")
    target = step_id(paper, "初审")
    say(paper, "1014", "return", "请初审再看", to=target, straight=straight)
    assert (status(paper), desks(paper)) == ("in_review", ["1006"])
    say(paper, "1006")
    assert desks(paper) == ["1014"]


@pytest.mark.parametrize(("straight", "then"), [(False, ["1012", "1014"]), (True, ["1008"])])
def test_row_14_what_lies_between_is_walked_again_unless_it_comes_straight_back(
    straight: bool, then: list[str]
) -> None:
    paper = send("F97-5")
    for number in ("1006", "1012", "1013", "1014"):
        say(paper, number)
    say(paper, "1008", "return", "审核再看", to=step_id(paper, "审核"), straight=straight)
    assert desks(paper) == ["1006"]
    say(paper, "1006")
    assert desks(paper) == then


def test_row_14_not_to_a_step_that_is_still_to_come_nor_to_another_branch() -> None:
    paper = send("F97-5")
    say(paper, "1006")
    say(paper, "1012")
    for name in ("批准", "财务"):
        with pytest.raises(NotPossible):
            say(paper, "1014", "return", "改", to=step_id(paper, name))


def test_who_sent_again_is_not_told_any_more_that_it_came_back_nor_to_hurry() -> None:
    paper = send("F97-1")
    say(paper, "1002", "return", "改")
    act(urge, paper, person("1006"))
    told = select(Notice.kind).filter_by(person_id=person("1011"), read_at=None).order_by(Notice.id)
    assert db.session.scalars(told).all() == ["returned", "urged"]
    send_again(paper)
    assert db.session.scalars(told).all() == []


def test_rule_4_a_return_from_among_three_asks_all_three_again() -> None:
    paper = send("F97-1")
    say(paper, "1001")
    say(paper, "1002", "return", "改")
    assert desks(paper) == ["1011"]
    send_again(paper)
    assert desks(paper) == MANAGERS


def test_rule_13_a_closed_paper_is_on_no_list() -> None:
    paper = send("F97-1")
    act(add, task_of(paper, "1001"), person("1001"), Added("before", "all", [person("1012")]), "")
    act(terminate, paper, person("1009"), "停办")
    left = select(Task.id).where(Task.document_id == paper, Task.state.in_(("open", "waiting")))
    assert (status(paper), db.session.scalars(left).all()) == ("terminated", [])


def test_rule_2_a_finished_paper_is_void_when_all_who_approved_it_agree() -> None:
    paper = send("F97-2")
    say(paper, "1001")
    say(paper, "1006")
    act(request_void, paper, person("1011"), "填错了")
    assert (status(paper), desks(paper)) == ("approved", ["1001", "1006"])
    assert "由原来批准的人办理：陈立、王岚" in trace(paper, "作废会签")
    say(paper, "1001")
    assert status(paper) == "approved"
    say(paper, "1006")
    assert (status(paper), desks(paper)) == ("void", [])
    serial = db.session.scalars(select(Serial).filter_by(document_id=paper)).one()
    assert (serial.state, serial.void_reason) == ("void", "填错了")


def test_a_finished_paper_stays_when_one_of_them_refuses() -> None:
    paper = send("F97-2")
    say(paper, "1001")
    say(paper, "1006")
    act(request_void, paper, person("1011"), "填错了")
    say(paper, "1006", "reject", "已经执行")
    assert (status(paper), desks(paper)) == ("approved", [])


def leave(number: str, day: date) -> None:
    """Somebody's employment ends."""
    with writing():
        row = db.session.get_one(Person, person(number))
        row.until = day


def test_row_25_the_turn_of_somebody_who_left_goes_to_the_others() -> None:
    paper = send("F97-2")
    leave("1001", this_moment().day)
    assert replace_departed(this_moment()) == 1
    assert desks(paper) == ["1002", "1004"]


def test_row_25_where_nobody_else_has_the_post_a_superior_signs() -> None:
    paper = send("F97-2")
    say(paper, "1002")
    leave("1006", this_moment().day)
    replace_departed(this_moment())
    assert desks(paper) == ["1008"]
    say(paper, "1008")
    assert status(paper) == "approved"


def test_rule_8_a_revoked_post_stops_at_once() -> None:
    paper = send("F97-2")
    with writing():
        query = select(Holding).join(Post).where(Holding.person_id == person("1001"))
        for holding in db.session.scalars(query):
            holding.until = this_moment().day
    with pytest.raises(NoLonger):
        say(paper, "1001")


def test_row_26_who_writes_does_not_sign_and_the_step_waits_where_the_flow_says_so() -> None:
    paper = send("F97-8", author="1006")
    assert steps(paper) == [("自审", "held")]
    assert "本人填写的内容不能自己审核" in trace(paper, "自审")


def test_row_26_who_wrote_another_paper_signs_this_one() -> None:
    send("F97-8", author="1006")
    paper = send("F97-2")
    say(paper, "1001")
    assert desks(paper) == ["1006"]
    say(paper, "1006")
    assert status(paper) == "approved"
