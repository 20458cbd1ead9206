"""DESIGN §9: each reason for which somebody sees a document, by itself: with it he sees it, without it he
does not; as a row of a list, as one paper, and among the few that a search looks through, alike."""

from flask import Flask
from sqlalchemy import select

from portal.core.approval.copying import copy_to
from portal.core.approval.deciding import Verdict, decide
from portal.core.approval.models import Decision
from portal.core.approval.sight import few_seen
from portal.core.approval.visibility import may_see_paper, seen_by, visible
from portal.core.desk.moment import this_moment
from portal.core.documents.models import Document, Snapshot
from portal.core.web.context import today
from portal.extensions import db, writing
from tests.core.delegations.delegating import let, revoke
from tests.core.org.changes import leave_post, person, take_post
from tests.plans import plan, task_of
from tests.regulations.bank_complaints.bank import (
    AID,
    BRANCH,
    CLERK,
    GROUP,
    HEAD,
    HOTLINE,
    INSPECTOR,
    SUPERVISION,
    bank,
    more_time,
    opened,
    referral,
    sent,
    taken_over,
    transfer,
)

CHEN, LIN, ZHOU, WU, HE, WANG, AUDITOR = "1001", "1002", "1003", "1004", "1005", "1006", "1007"
EVERYBODY = (CHEN, LIN, ZHOU, WU, HE, WANG, AUDITOR)


def seers(app: Flask, paper: int, people: tuple[str, ...] = EVERYBODY) -> set[str]:
    """Who of some people sees a paper, whichever way it is asked."""
    return {number for number in people if sees(app, number, paper)}


def sees(app: Flask, number: str, paper: int) -> bool:
    with app.app_context():
        me, day = person(number).id, today()
        listed = paper in db.session.scalars(visible(me, day)).all()
        beside = select(Snapshot.document_id).where(may_see_paper(Snapshot.document_id, me, day))
        assert listed is (seen_by(me, paper, day) is not None)
        assert listed is (paper in db.session.scalars(beside).all())
        among = paper in few(me)
        assert among if listed else not among or db.session.get_one(Document, paper).compartment
        return listed


def few(person_id: int) -> list[int]:
    found = few_seen(person_id, today())
    assert found is not None
    return found


def test_an_author_the_heads_above_and_the_auditor_see_it(app: Flask) -> None:
    assert seers(app, plan(app)) == {CHEN, ZHOU, WANG, AUDITOR}
    assert seers(app, plan(app, number=WU)) == {WU, HE, WANG, AUDITOR}


def test_who_has_or_had_a_turn_sees_it_and_who_decided_for_him(app: Flask) -> None:
    paper = plan(app)
    by = let(app, ZHOU, HE)
    assert seers(app, paper, (ZHOU, HE, WU)) == {ZHOU, HE}, "while it waits for whom he acts"
    with app.app_context():
        seen = db.session.get_one(Document, paper).snapshot_id or 0
        task, he = task_of(app, paper, ZHOU), person(HE).id
        with writing():
            decide(task, he, Verdict("approve", "好", seen), this_moment())
        assert db.session.scalars(select(Decision.person_id)).all() == [he]
    revoke(app, by, ZHOU)
    leave_post(app, ZHOU)
    assert seers(app, paper, (ZHOU, HE, WU)) == {ZHOU, HE}, "ever after"
    assert seers(app, plan(app, number=LIN), (ZHOU, HE)) == set()


def test_a_mandate_lets_see_what_waits_for_somebody_on_its_forms_alone(app: Flask) -> None:
    waiting, done = plan(app), plan(app, "approve", number=LIN)
    let(app, ZHOU, HE, forms=("F08-1",))
    assert (seers(app, waiting, (HE,)), seers(app, done, (HE,))) == (set(), set())
    let(app, ZHOU, WU, forms=("F01-1",))
    assert (seers(app, waiting, (WU,)), seers(app, done, (WU,))) == ({WU}, set())


def test_whoever_got_a_copy_sees_that_paper_alone(app: Flask) -> None:
    paper, other = plan(app), plan(app, number=LIN)
    with app.app_context(), writing():
        copy_to(paper, [person(WU).id], person(CHEN).id, "", this_moment())
    assert (seers(app, paper, (WU, HE)), seers(app, other, (WU, HE))) == ({WU}, set())


def test_r06_4_a_register_is_seen_by_its_keepers_and_with_it_the_papers_in_its_files(app: Flask) -> None:
    bank(app)
    people = (AID, SUPERVISION, GROUP, BRANCH, HEAD, CLERK, HOTLINE, INSPECTOR, AUDITOR, CHEN)
    with app.app_context():
        case = opened(HOTLINE)
        assert seers(app, case, people) == {HOTLINE, SUPERVISION, GROUP, AUDITOR}
        taken_over(case, HEAD, AID)
    file = {HOTLINE, HEAD, SUPERVISION, GROUP, AUDITOR}
    assert seers(app, case, people) == file, "his turn with a paper of the case shows its file"
    with app.app_context():
        paper, other = sent("F06-7", more_time(), HEAD, case), opened(AID)
        beside = sent("F06-2", transfer(), AID, other)
    assert seers(app, case, people) == file
    assert not seers(app, beside, people) & {HOTLINE}, "the file of another case is another file"
    assert seers(app, paper, people) == file | {BRANCH}
    with app.app_context():
        sent("F06-6", referral(), AID, case)
    for each in (case, paper):
        assert seers(app, each, people) == {INSPECTOR}
    take_post(app, CHEN, "discipline_inspector", "EAST")
    assert seers(app, case, people) == {INSPECTOR, CHEN}
    with app.app_context(), writing():
        db.session.get_one(Document, paper).compartment = "auditor"
    assert (seers(app, paper, people), seers(app, case, people)) == ({AUDITOR}, {INSPECTOR, CHEN})
