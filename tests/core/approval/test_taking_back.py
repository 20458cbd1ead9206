"""Rule 2: what a consent had led to is undone with it, within the step and beyond it."""

import pytest
from sqlalchemy import select

from portal.core.approval.deciding import Kind, Verdict
from portal.core.approval.faults import NotPossible
from portal.core.approval.models import Decision, Panel
from portal.core.approval.passing import Added, add, add_after, ask
from portal.core.approval.taking_back import take_back
from portal.core.desk.moment import this_moment
from portal.core.documents.models import Document
from portal.core.org.models import Holding
from portal.extensions import db, writing
from tests.core.approval.papers import act, desks, person, say, send, status, steps, task_of, trace

pytestmark = pytest.mark.usefixtures("toys")
MANAGERS = ["1001", "1002", "1004"]


def undo(decision: Decision, number: str) -> None:
    """Somebody takes his decision back."""
    act(take_back, decision.id, person(number))


def adds(paper: int, number: str, side: str, *people: str, mode: str = "all") -> None:
    """Somebody lets others decide before him or beside him."""
    added = Added(side, mode, [person(each) for each in people])
    act(add, task_of(paper, number), person(number), added, "")


def agrees_and_adds(paper: int, number: str, *people: str) -> Decision:
    """Somebody agrees, and others agree after him."""
    seen = db.session.get_one(Document, paper).snapshot_id or 0
    others = [person(each) for each in people]
    said = Verdict("approve", "同意", seen)
    return act(add_after, task_of(paper, number), person(number), said, "in_order", others)


def test_whoever_comes_next_in_order_waits_again() -> None:
    paper = send("F97-3")
    first = say(paper, "1001")
    undo(first, "1001")
    assert desks(paper) == ["1001"]
    say(paper, "1001")
    assert desks(paper) == ["1002"]
    say(paper, "1002")
    say(paper, "1004")
    assert desks(paper) == ["1006"]


def test_whoever_was_added_after_is_not_asked_any_more() -> None:
    paper = send("F97-2")
    first = agrees_and_adds(paper, "1001", "1012", "1013")
    undo(first, "1001")
    assert desks(paper) == MANAGERS
    states = select(Panel.side, Panel.state).filter_by(document_id=paper).order_by(Panel.id)
    assert [tuple(row) for row in db.session.execute(states)] == [("main", "open"), ("after", "closed")]
    say(paper, "1001")
    assert desks(paper) == ["1006"]


@pytest.mark.parametrize("verb", ["ask", "before"])
def test_whoever_had_waited_for_an_answer_waits_again(verb: str) -> None:
    paper = send("F97-2")
    kind = turns_to(paper, verb, "1012")
    answer = say(paper, "1012", kind)
    assert desks(paper) == MANAGERS
    undo(answer, "1012")
    assert desks(paper) == ["1002", "1004", "1012"]
    say(paper, "1012", kind)
    assert desks(paper) == MANAGERS


def test_an_answer_stays_when_whoever_had_waited_for_it_has_decided() -> None:
    paper = send("F97-1")
    adds(paper, "1001", "before", "1012")
    answer = say(paper, "1012")
    say(paper, "1001")
    with pytest.raises(NotPossible, match=r"^陈立已于 2026-11-23 10:00 处理，不能取回。$"):
        undo(answer, "1012")


@pytest.mark.parametrize("verb", ["ask", "before"])
def test_an_answer_stays_once_whoever_had_waited_for_it_turns_to_others(verb: str) -> None:
    paper = send("F97-2")
    kind = turns_to(paper, verb, "1012")
    first = say(paper, "1012", kind)
    turns_to(paper, verb, "1013")
    with pytest.raises(NotPossible, match=r"^陈立已经打开看过，不能取回。$"):
        undo(first, "1012")
    second = say(paper, "1013", kind)
    with pytest.raises(NotPossible, match=r"^后面的人已经处理，不能取回。$"):
        undo(first, "1012")
    undo(second, "1013")
    assert desks(paper) == ["1002", "1004", "1013"]


def turns_to(paper: int, verb: str, number: str) -> Kind:
    """陈立 asks somebody, or lets him decide before; returns how that one answers."""
    if verb == "before":
        adds(paper, "1001", "before", number)
        return "approve"
    act(ask, task_of(paper, "1001"), person("1001"), person(number), "够吗")
    return "advise"


def test_what_fell_away_with_a_consent_stands_as_before() -> None:
    paper = send("F97-2")
    adds(paper, "1001", "before", "1012", "1013", mode="in_order")
    decision = say(paper, "1002")
    assert desks(paper) == ["1006"]
    undo(decision, "1002")
    assert desks(paper) == ["1002", "1004", "1012"]
    say(paper, "1012")
    assert desks(paper) == ["1002", "1004", "1013"]
    say(paper, "1013")
    assert desks(paper) == MANAGERS


def test_what_was_left_out_after_it_is_asked_about_anew() -> None:
    paper = send("F97-6")
    say(paper, "1006")
    second = say(paper, "1014")
    assert steps(paper)[2:] == [("复审", "skipped"), ("邻审", "open")]
    undo(second, "1014")
    assert desks(paper) == ["1014"]
    assert steps(paper)[1:] == [("合规", "open"), ("复审", "waiting"), ("邻审", "waiting")]
    assert trace(paper, "复审") == "[]"
    say(paper, "1014")
    assert steps(paper)[2:] == [("复审", "skipped"), ("邻审", "open")]


def test_an_answer_to_somebody_else_stands_in_nobody_s_way() -> None:
    paper = send("F97-1")
    act(ask, task_of(paper, "1001"), person("1001"), person("1012"), "够吗")
    say(paper, "1012", "advise")
    decision = say(paper, "1002")
    undo(decision, "1002")
    assert desks(paper) == MANAGERS


def test_not_once_a_branch_is_over_whether_or_not_the_others_are() -> None:
    paper = send("F97-5")
    say(paper, "1006")
    say(paper, "1012")
    first = say(paper, "1013")
    with pytest.raises(NotPossible, match=r"^你这一支已经办完，不能取回。$"):
        undo(first, "1013")
    last = say(paper, "1014")
    assert desks(paper) == ["1008"]
    with pytest.raises(NotPossible, match=r"^你这一支已经办完，不能取回。$"):
        undo(first, "1013")
    undo(last, "1014")
    assert desks(paper) == ["1014"]


def test_a_consent_after_which_nobody_could_be_found_is_taken_back_too() -> None:
    paper = send("F97-2")
    with writing():
        held_by = select(Holding).where(Holding.person_id == person("1006"))
        for holding in db.session.scalars(held_by):
            holding.until = this_moment().day
    decision = say(paper, "1002")
    assert (steps(paper)[1], desks(paper)) == (("审核", "held"), [])
    undo(decision, "1002")
    assert (steps(paper)[1], desks(paper)) == (("审核", "waiting"), MANAGERS)


def test_not_when_others_have_ended_the_step_since() -> None:
    paper = send("F97-1")
    first = say(paper, "1001")
    say(paper, "1002")
    last = say(paper, "1004")
    with pytest.raises(NotPossible, match=r"^这一步已由后来的人办完，不能取回。$"):
        undo(first, "1001")
    undo(last, "1004")
    undo(first, "1001")
    assert desks(paper) == ["1001", "1004"]


def test_not_when_the_step_was_walked_again() -> None:
    paper = send("F97-6")
    first = say(paper, "1006")
    say(paper, "1014", "return", "再看", to=first.step_id)
    with pytest.raises(NotPossible, match=r"^这一步已经重新走过，不能取回。$"):
        undo(first, "1006")
    assert desks(paper) == ["1006"]


@pytest.mark.parametrize("kind", ["return", "reject"])
def test_only_a_consent_and_only_once(kind: str) -> None:
    paper, other = send("F97-2"), send("F97-2")
    decision = say(paper, "1001")
    undo(decision, "1001")
    refusal = say(other, "1001", kind, "改")
    with pytest.raises(NotPossible, match=r"^只有自己最近一次同意可以取回。$"):
        undo(decision, "1001")
    with pytest.raises(
        NotPossible, match=rf"^这张单据已{refusal.verb}（陈立 2026-11-23 10:00 {refusal.verb}）"
    ):
        undo(refusal, "1001")
    assert status(paper) == "in_review"
