"""Rows 1 to 7 and 22: who decides together and how, side by side, by condition; and adding people."""

import pytest
from flask import Flask

from portal.core.approval.deciding import Verdict
from portal.core.approval.faults import NotPossible, NotYours, TooLate, Unproven
from portal.core.approval.passing import Added, add, add_after, ask, drop, transfer
from portal.core.documents.models import Document
from portal.extensions import db
from tests.core.approval.papers import act, desks, person, say, send, status, steps, task_of, trace

pytestmark = pytest.mark.usefixtures("toys")
MANAGERS = ["1001", "1002", "1004"]


def seen(document_id: int) -> int:
    return db.session.get_one(Document, document_id).snapshot_id or 0


def test_row_1_all_of_them_must_agree() -> None:
    paper = send("F97-1")
    assert desks(paper) == MANAGERS
    say(paper, "1001")
    say(paper, "1004")
    assert desks(paper) == ["1002"]
    say(paper, "1002")
    assert desks(paper) == ["1006"]
    say(paper, "1006")
    assert status(paper) == "approved"


def test_row_2_one_of_them_is_enough_and_the_others_hear_of_it() -> None:
    paper = send("F97-2")
    say(paper, "1002")
    assert desks(paper) == ["1006"]
    with pytest.raises(TooLate) as late:
        say(paper, "1001")
    assert late.value.deed is not None
    assert late.value.deed.person.number == "1002"


def test_row_3_one_after_the_other() -> None:
    paper = send("F97-3")
    for number in MANAGERS:
        assert desks(paper) == [number]
        say(paper, number)
    assert desks(paper) == ["1006"]


def test_row_3_nobody_speaks_before_his_turn() -> None:
    paper = send("F97-3")
    with pytest.raises(TooLate):
        say(paper, "1004")


def test_row_4_half_of_three_are_two() -> None:
    paper = send("F97-4")
    say(paper, "1001", "against")
    assert desks(paper) == ["1002", "1004"]
    say(paper, "1002")
    assert status(paper) == "in_review"
    say(paper, "1004")
    assert desks(paper) == ["1006"]


def test_row_4_when_half_cannot_be_reached_any_more_the_paper_is_refused() -> None:
    paper = send("F97-4")
    say(paper, "1001", "against")
    say(paper, "1002", "against")
    assert (status(paper), desks(paper)) == ("rejected", [])


def test_row_4_a_single_voice_cannot_end_a_vote() -> None:
    paper = send("F97-4")
    with pytest.raises(NotPossible):
        say(paper, "1001", "reject")


def test_row_5_one_refusal_ends_what_all_must_agree_to() -> None:
    paper = send("F97-1")
    say(paper, "1001")
    say(paper, "1002", "reject")
    assert (status(paper), desks(paper)) == ("rejected", [])


@pytest.mark.parametrize(("people", "state"), [(10, "skipped"), (11, "open")])
def test_row_6_a_step_by_rule_is_taken_from_its_boundary_on_and_says_why(people: int, state: str) -> None:
    paper = send("F97-5", people=people)
    for number in ("1006", "1012", "1013", "1014"):
        say(paper, number)
    assert steps(paper)[-1] == ("批准", state)
    assert f"「涉及人数」是 {people}" in trace(paper, "批准")


def test_branches_run_side_by_side_and_join() -> None:
    paper = send("F97-5")
    say(paper, "1006")
    assert desks(paper) == ["1012", "1014"]
    say(paper, "1012")
    assert desks(paper) == ["1013", "1014"]
    say(paper, "1014")
    assert desks(paper) == ["1013"]
    say(paper, "1013")
    assert desks(paper) == ["1008"]


def test_row_7_added_before_decide_first_and_it_comes_back() -> None:
    paper = send("F97-2")
    say(paper, "1001")
    task = task_of(paper, "1006")
    act(add, task, person("1006"), Added("before", "all", [person("1012"), person("1013")]), "请先看")
    assert desks(paper) == ["1012", "1013"]
    say(paper, "1012")
    say(paper, "1013")
    assert desks(paper) == ["1006"]


def test_row_7_added_beside_must_agree_too() -> None:
    paper = send("F97-2")
    act(add, task_of(paper, "1001"), person("1001"), Added("beside", "any", [person("1012")]), "一起看")
    say(paper, "1001")
    assert desks(paper) == ["1012"]
    say(paper, "1012")
    assert desks(paper) == ["1006"]


def test_row_7_added_after_decide_before_it_goes_on() -> None:
    paper = send("F97-2")
    people = [person("1012"), person("1013")]
    task, who = task_of(paper, "1001"), person("1001")
    act(add_after, task, who, Verdict("approve", "同意，请财务看", seen(paper)), "in_order", people)
    assert desks(paper) == ["1002", "1004", "1012"]
    say(paper, "1012")
    say(paper, "1013")
    assert desks(paper) == ["1006"]


def test_rule_5_whoever_was_added_can_refuse() -> None:
    paper = send("F97-1")
    act(add, task_of(paper, "1001"), person("1001"), Added("before", "all", [person("1012")]), "")
    say(paper, "1012", "reject", "不合规定")
    assert (status(paper), desks(paper)) == ("rejected", [])


def test_rule_5_the_flow_limits_who_may_be_added() -> None:
    paper = send("F97-7")
    task, who = task_of(paper, "1013"), person("1013")
    with pytest.raises(NotPossible, match="不在可加签的岗位里"):
        act(add, task, who, Added("before", "all", [person("1014")]), "")
    act(add, task, who, Added("before", "all", [person("1012")]), "")
    assert desks(paper) == ["1012"]


def test_rule_5_neither_the_author_nor_somebody_twice_nor_a_stranger_is_added() -> None:
    paper = send("F97-1")
    task, who = task_of(paper, "1001"), person("1001")
    for people in ([person("1011")], [person("1002")], [who], [person("1012")] * 2, [999_999], []):
        with pytest.raises(NotPossible):
            act(add, task, who, Added("before", "all", people), "")
    assert desks(paper) == MANAGERS


def test_row_8_whoever_was_added_can_be_dropped_with_all_he_had_added() -> None:
    paper = send("F97-2")
    act(add, task_of(paper, "1001"), person("1001"), Added("before", "all", [person("1012")]), "")
    act(add, task_of(paper, "1012"), person("1012"), Added("before", "all", [person("1013")]), "")
    with pytest.raises(NotYours):
        act(drop, task_of(paper, "1001"), task_of(paper, "1013"), person("1001"), "")
    act(drop, task_of(paper, "1001"), task_of(paper, "1012"), person("1001"), "不用了")
    assert desks(paper) == MANAGERS


def test_row_8_all_below_whoever_is_dropped_fall_away() -> None:
    paper = send("F97-2")
    for number, added in (("1001", "1012"), ("1012", "1013"), ("1013", "1014")):
        act(add, task_of(paper, number), person(number), Added("before", "all", [person(added)]), "")
    assert desks(paper) == ["1002", "1004", "1014"]
    act(drop, task_of(paper, "1001"), task_of(paper, "1012"), person("1001"), "不用了")
    assert desks(paper) == MANAGERS


def test_row_8_a_step_that_waits_only_for_whoever_is_dropped_is_over() -> None:
    paper = send("F97-2")
    act(add, task_of(paper, "1001"), person("1001"), Added("beside", "all", [person("1012")]), "")
    say(paper, "1001")
    assert desks(paper) == ["1012"]
    act(drop, task_of(paper, "1001"), task_of(paper, "1012"), person("1001"), "不用了")
    assert desks(paper) == ["1006"]
    say(paper, "1006")
    assert status(paper) == "approved"


def test_row_8_who_waits_for_an_answer_is_not_called_when_somebody_else_is_dropped() -> None:
    paper = send("F97-2")
    people = [person("1012"), person("1013"), person("1014")]
    act(add, task_of(paper, "1001"), person("1001"), Added("before", "in_order", people), "")
    act(ask, task_of(paper, "1012"), person("1012"), person("1003"), "你看呢")
    act(drop, task_of(paper, "1001"), task_of(paper, "1014"), person("1001"), "不用了")
    assert desks(paper) == ["1002", "1003", "1004"]
    say(paper, "1003", "advise", "行")
    say(paper, "1012")
    assert desks(paper) == ["1002", "1004", "1013"]


def test_row_8_nobody_is_dropped_after_he_has_decided() -> None:
    paper = send("F97-2")
    people = [person("1012"), person("1013")]
    act(add, task_of(paper, "1001"), person("1001"), Added("before", "all", people), "")
    say(paper, "1012")
    with pytest.raises(NotPossible, match="秦悦已经处理"):
        act(drop, task_of(paper, "1001"), task_of(paper, "1012"), person("1001"), "")


def test_row_9_a_transferred_turn_is_the_others_for_good() -> None:
    paper = send("F97-1")
    act(transfer, task_of(paper, "1001"), person("1001"), person("1012"), "你管这事")
    assert desks(paper) == ["1002", "1004", "1012"]
    with pytest.raises(TooLate):
        say(paper, "1001")
    for number in ("1002", "1004", "1012"):
        say(paper, number)
    assert desks(paper) == ["1006"]


def test_row_10_what_was_asked_comes_back_with_its_answer() -> None:
    paper = send("F97-1")
    act(ask, task_of(paper, "1001"), person("1001"), person("1012"), "这笔钱够吗")
    assert desks(paper) == ["1002", "1004", "1012"]
    with pytest.raises(NotPossible):
        say(paper, "1012", "approve")
    say(paper, "1012", "advise", "够")
    assert desks(paper) == MANAGERS


def test_row_10_whoever_is_asked_hands_nothing_on() -> None:
    paper = send("F97-1")
    act(ask, task_of(paper, "1001"), person("1001"), person("1012"), "这笔钱够吗")
    task, who, to = task_of(paper, "1012"), person("1012"), person("1013")
    for verb, whom in ((transfer, to), (ask, to), (add, Added("before", "all", [to]))):
        with pytest.raises(NotYours):
            act(verb, task, who, whom, "")
    assert desks(paper) == ["1002", "1004", "1012"]


def test_row_22_whoever_was_added_changes_no_cells(toys: Flask) -> None:
    """The cells of a step are its own people's: see sending.require_within."""
    paper = send("F97-2")
    act(add, task_of(paper, "1001"), person("1001"), Added("before", "all", [person("1012")]), "")
    assert desks(paper) == ["1002", "1004", "1012"]


def test_a_step_that_demands_proof_is_not_signed_without() -> None:
    paper = send("F97-7")
    with pytest.raises(Unproven):
        say(paper, "1013")
    say(paper, "1013", proven=True)
    assert status(paper) == "approved"
