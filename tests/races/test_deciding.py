"""Deciding at one instant: one decision counts, on what its signer saw, and the other one hears of it."""

from collections import Counter

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.org.models import Person as Employee
from portal.core.org.models import Post
from portal.core.org.operations import appoint
from portal.demonstration.company import SINCE
from portal.extensions import db, writing
from tests.core.approval.soundness import faults_of
from tests.races.papers import deciding, decisions, document, editing, months, send, tasks
from tests.races.people import People, Person, Press, after, at_one_instant
from tests.races.words import lost_to

pytestmark = pytest.mark.both_databases(whole=True)
SOUTH = "S0001"


@pytest.fixture(scope="session")
def wu(records: Flask, people: People) -> Person:
    """吴桐, who sends plans in the south."""
    return people["1004"]


@pytest.fixture(scope="session")
def he(people: People) -> Person:
    """何清, manager of the south office."""
    return people["1005"]


@pytest.fixture(scope="session")
def fang(records: Flask, people: People) -> Person:
    """方正平, who holds 何清's post as well."""
    with writing():
        person = db.session.scalars(select(Employee).filter_by(number="1008")).one()
        mine = select(Post).filter_by(role="branch_office_manager").order_by(Post.id.desc()).limit(1)
        appoint(person, db.session.scalars(mine).one(), SINCE)
    return people["1008"]


def test_yes_and_no_at_one_instant_leave_one_decision(records: Flask, chen: Person, zhou: Person) -> None:
    for month in months(2030):
        paper = send(chen, month)
        presses = [deciding(zhou, paper, kind) for kind in ("approve", "return")]
        answers = at_one_instant(presses)
        (decision,) = decisions(paper)
        assert {answer.status for answer in answers} == {303}
        loser = next(n for n, press in enumerate(presses) if ("kind", decision.kind) not in press.fields)
        assert lost_to(decision, zhou) in after(presses[loser], answers[loser])
        assert faults_of(document(paper.id)) == []


def test_two_holders_of_a_post_at_one_instant_leave_one_decision(
    records: Flask, wu: Person, he: Person, fang: Person
) -> None:
    for month in months(2030):
        paper = send(wu, month, SOUTH)
        presses = [deciding(person, paper, "approve") for person in (he, fang)]
        answers = at_one_instant(presses)
        (decision,) = decisions(paper)
        loser = next(n for n, press in enumerate(presses) if press.person.number != decision.person.number)
        assert lost_to(decision, presses[loser].person) in after(presses[loser], answers[loser])
        assert sorted(task.state for task in tasks(paper)) == ["closed", "done"]
        assert faults_of(document(paper.id)) == []


def test_an_approval_at_the_instant_of_an_edit_is_of_what_was_seen(
    records: Flask, wu: Person, he: Person, fang: Person
) -> None:
    won = Counter[str]()
    for year, signer in ((2040, fang), (2050, he)):
        for month in months(year):
            paper = send(wu, month, SOUTH)
            seen, edit = paper.snapshot_id, editing(he, paper, "改过", SOUTH)
            won[outcome(paper.id, seen, edit, deciding(signer, paper, "approve"))] += 1
    print(f"\nwon: {dict(won)}")


def outcome(paper_id: int, seen: int | None, edit: Press, approval: Press) -> str:
    """Who won: the edit, and nothing is decided; or the approval, and nothing is edited."""
    edited, approved = at_one_instant([edit, approval])
    paper = document(paper_id)
    assert edited.status == 303
    assert faults_of(paper) == []
    if paper.snapshot_id != seen:
        assert (approved.status, decisions(paper)) == (409, [])
        assert "这张单据在你打开之后改过" in approved.page and "改过" in approved.page
        return "edit"
    (decision,) = decisions(paper)
    assert decision.snapshot_id == seen
    assert lost_to(decision, edit.person) in after(edit, edited)
    return "approval"
