"""Deciding at one instant: one decision counts, on what its signer saw, and the other one hears of it."""

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.approval.models import Task
from portal.core.org.models import Person as Employee
from portal.core.org.models import Post
from portal.core.org.operations import appoint
from portal.demonstration.company import SINCE
from portal.extensions import db, writing
from tests.races.papers import deciding, decisions, document, editing, send, tasks
from tests.races.people import Answer, Person, Press, at_one_instant

pytestmark = pytest.mark.both_databases
ROUNDS = range(1, 6)
SOUTH = "S0001"
SAID = {"approve": "同意", "return": "退回"}


@pytest.fixture(scope="session")
def wu(records: Flask, port: int) -> Person:
    """吴桐, who sends plans in the south."""
    return Person(port, "1004")


@pytest.fixture(scope="session")
def he(port: int) -> Person:
    """何清, manager of the south office."""
    return Person(port, "1005")


@pytest.fixture(scope="session")
def fang(records: Flask, port: int) -> Person:
    """方正平, who holds 何清's post as well."""
    with writing():
        person = db.session.scalars(select(Employee).filter_by(number="1008")).one()
        mine = select(Post).filter_by(role="branch_office_manager").order_by(Post.id.desc()).limit(1)
        appoint(person, db.session.scalars(mine).one(), SINCE)
    return Person(port, "1008")


def test_yes_and_no_at_one_instant_leave_one_decision(records: Flask, chen: Person, zhou: Person) -> None:
    for month in ROUNDS:
        paper = send(chen, f"2031-{month:02}")
        (task,), seen = tasks(paper), paper.snapshot_id
        presses = [deciding(zhou, task, kind, seen) for kind in SAID]
        answers = at_one_instant(presses)
        (decision,) = decisions(paper)
        assert {answer.status for answer in answers} == {303}
        loser = next(p for p in presses if ("kind", decision.kind) not in p.fields)
        told = loser.person.get(f"/documents/{paper.id}").page
        assert f"{SAID[decision.kind]}，这次操作没有生效。" in told
        assert "你已于" in told


def test_two_holders_of_a_post_at_one_instant_leave_one_decision(
    records: Flask, wu: Person, he: Person, fang: Person
) -> None:
    for month in ROUNDS:
        paper = send(wu, f"2032-{month:02}", SOUTH)
        names = {"何清": he, "方正平": fang}
        turns = {task.person.name: task for task in tasks(paper)}
        presses = {n: deciding(p, turns[n], "approve", paper.snapshot_id) for n, p in names.items()}
        at_one_instant(list(presses.values()))
        (decision,) = decisions(paper)
        (loser,) = set(names) - {decision.person.name}
        told = presses[loser].person.get(f"/documents/{paper.id}").page
        assert f"{decision.person.name}已于 " in told
        assert "同意，这次操作没有生效。" in told
        assert [t.state for t in tasks(paper) if t.person.name == loser] == ["closed"]


def test_an_approval_at_the_instant_of_an_edit_is_of_what_was_seen(
    records: Flask, wu: Person, he: Person, fang: Person
) -> None:
    outcomes = set()
    for month in ROUNDS:
        paper = send(wu, f"2033-{month:02}", SOUTH)
        seen = paper.snapshot_id
        mine, others = (next(t for t in tasks(paper) if t.person.name == n) for n in ("何清", "方正平"))
        outcomes.add(outcome(paper.id, seen, editing(he, paper, mine, "改过", SOUTH), fang, others))
        paper = send(wu, f"2034-{month:02}", SOUTH)
        seen, mine = paper.snapshot_id, next(t for t in tasks(paper) if t.person.name == "何清")
        outcomes.add(outcome(paper.id, seen, editing(he, paper, mine, "改过", SOUTH), he, mine))
    print(f"\nwon: {sorted(outcomes)}")


def outcome(paper_id: int, seen: int, edit: Press, signer: Person, task: Task) -> str:
    """Who won: the edit, and nothing is decided; or the approval, and nothing is edited."""
    edited, approved = at_one_instant([edit, deciding(signer, task, "approve", seen)])
    paper = document(paper_id)
    assert edited.status == 303
    if paper.snapshot_id != seen:
        assert (approved.status, decisions(paper)) == (409, [])
        assert "这张单据在你打开之后改过" in approved.page and "改过" in approved.page
        return "edit"
    assert [d.snapshot_id for d in decisions(paper)] == [seen]
    assert after(edit, edited).count("操作没有生效") == 1
    return "approval"


def after(press: Press, answer: Answer) -> str:
    return press.person.get(answer.place).page
