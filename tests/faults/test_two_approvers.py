"""Figure 24: the approvers of one 或签 at one instant leave one decision; the others read whose, and when."""

from collections import Counter

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.approval.models import Decision
from portal.core.documents.models import Document
from portal.core.org.models import Person as Employee
from portal.core.org.models import Post
from portal.core.org.operations import appoint
from portal.demonstration.company import SINCE
from portal.extensions import db, writing
from tests.core.approval.soundness import faults_of
from tests.races.papers import ROUNDS, deciding, decisions, document, propose
from tests.races.people import People, Press, after, at_one_instant
from tests.races.words import lost_to

pytestmark = pytest.mark.both_databases(whole=True)
BY_OFFICE = ("1001", "1002", "1004")
OF_EIGHT = range(10 if len(ROUNDS) > 3 else 1)
BESIDE = ("1003", "1005", "1007", "1008", "1013")


@pytest.fixture
def eight(records: Flask) -> tuple[str, ...]:
    """Five more account managers: all eight are asked."""
    with writing():
        post = db.session.scalars(select(Post).filter_by(role="account_manager").order_by(Post.id)).first()
        assert post is not None
        for person in db.session.scalars(select(Employee).where(Employee.number.in_(BESIDE))).all():
            appoint(person, post, SINCE)
    return (*BY_OFFICE, *BESIDE)


def test_two_approvers_of_one_panel_leave_one_decision(records: Flask, people: People) -> None:
    won = Counter[str]()
    for _ in ROUNDS:
        paper = propose(people["1011"], "f97-2")
        decision = one_decides(paper, [deciding(people[n], paper, "approve") for n in BY_OFFICE[:2]])
        won[decision.person.name] += 1
    print(f"\nwon: {dict(won)}")


def test_a_double_click_decides_once(records: Flask, people: People) -> None:
    for _ in ROUNDS:
        paper = propose(people["1011"], "f97-2")
        one_decides(paper, [deciding(people["1001"], paper, "approve") for _ in range(2)])


def test_eight_approvers_at_once_leave_one_decision(
    records: Flask, people: People, eight: tuple[str, ...]
) -> None:
    won = Counter[str]()
    kinds = ("approve", "return", "reject") * 3
    for _ in OF_EIGHT:
        paper = propose(people["1011"], "f97-2")
        presses = [deciding(people[n], paper, kind) for n, kind in zip(eight, kinds, strict=False)]
        won[one_decides(paper, presses).kind] += 1
    print(f"\nwon: {dict(won)}")


def one_decides(paper: Document, presses: list[Press]) -> Decision:
    """All press: one decision is stored, and all others hear of it; the paper is whole."""
    answers = at_one_instant(presses)
    (decision,) = decisions(paper)
    told = [lost_to(decision, p.person) in after(p, a) for p, a in zip(presses, answers, strict=True)]
    assert told.count(True) == len(presses) - 1
    assert {answer.status for answer in answers} == {303}
    assert faults_of(document(paper.id)) == []
    return decision
