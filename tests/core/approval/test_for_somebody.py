"""Rule 6 and row 11: somebody decides for another while a delegation is active, never on his own paper."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.approval.deciding import Verdict, decide
from portal.core.approval.dossier import Dossier
from portal.core.approval.faults import NotPossible, NotYours
from portal.core.approval.history import history, signatures
from portal.core.approval.models import Decision
from portal.core.approval.passing import transfer
from portal.core.desk.moment import this_moment
from portal.core.documents.models import Document
from portal.core.notices.models import Notice
from portal.extensions import db, writing
from tests.conftest import TestClock
from tests.core.approval.papers import act, desks, person, say, send, status, task_of
from tests.core.delegations.delegating import let

pytestmark = pytest.mark.usefixtures("toys")


def say_for(document_id: int, actor: str, owner: str) -> Decision:
    """Somebody decides on another's task."""
    task, who = task_of(document_id, owner), person(actor)
    seen = db.session.get_one(Document, document_id).snapshot_id or 0
    with writing():
        return decide(task, who, Verdict("approve", "同意", seen), this_moment())


def test_rule_6_row_11_both_names_are_on_record_and_on_paper(toys: Flask) -> None:
    let(toys, "1002", "1012")
    paper = send("F97-1")
    decision = say_for(paper, "1012", "1002")
    assert (decision.person.number, decision.principal and decision.principal.number) == ("1012", "1002")
    for number in ("1001", "1004"):
        say(paper, number)
    assert desks(paper) == ["1006"]
    dossier = Dossier.read(db.session.get_one(Document, paper))
    assert "秦悦（代林可）" in [entry.person for entry in history(dossier)]
    assert "秦悦（代林可）" in signatures(dossier, dossier.view)[1].person


def test_rule_6_the_delegate_is_told_of_each_turn(toys: Flask) -> None:
    let(toys, "1002", "1012")
    send("F97-1")
    told = db.session.scalars(select(Notice.words).filter_by(person_id=person("1012"), kind="task")).all()
    assert [words.startswith("代林可办理") for words in told] == [True]


def test_rule_6_row_11_not_before_it_begins_and_not_from_its_end_on(toys: Flask, clock: TestClock) -> None:
    begins = clock() + timedelta(hours=1)
    let(toys, "1002", "1012", since=begins, until=begins + timedelta(hours=1))
    paper = send("F97-1")
    with pytest.raises(NotYours):
        say_for(paper, "1012", "1002")
    clock.advance(hours=2)
    with pytest.raises(NotYours):
        say_for(paper, "1012", "1002")
    clock.advance(seconds=-1)
    say_for(paper, "1012", "1002")


def test_rule_6_only_on_the_forms_that_were_named(toys: Flask) -> None:
    let(toys, "1002", "1012", forms=("F97-2",))
    first, second = send("F97-1"), send("F97-2")
    with pytest.raises(NotYours):
        say_for(first, "1012", "1002")
    say_for(second, "1012", "1002")


def test_rule_6_nobody_decides_his_own_paper_for_somebody_else(toys: Flask) -> None:
    let(toys, "1002", "1011")
    paper = send("F97-1", author="1011")
    with pytest.raises(NotYours):
        say_for(paper, "1011", "1002")
    assert status(paper) == "in_review"


def test_rule_7_whoever_acts_for_the_author_does_not_sign_either(toys: Flask) -> None:
    let(toys, "1011", "1002")
    paper = send("F97-1", author="1011")
    assert desks(paper) == ["1001", "1004"]


def test_nobody_speaks_twice_where_all_must_agree(toys: Flask) -> None:
    let(toys, "1002", "1001")
    paper = send("F97-1")
    with pytest.raises(NotPossible, match="不能再代别人签"):
        say_for(paper, "1001", "1002")
    say(paper, "1001")
    with pytest.raises(NotPossible, match="不能再代别人签"):
        say_for(paper, "1001", "1002")
    say(paper, "1002")
    assert desks(paper) == ["1004"]


def test_nobody_speaks_for_two_where_all_must_agree(toys: Flask) -> None:
    for number in ("1001", "1002"):
        let(toys, number, "1012")
    paper = send("F97-1")
    say_for(paper, "1012", "1001")
    with pytest.raises(NotPossible, match="不能再代别人签"):
        say_for(paper, "1012", "1002")
    assert desks(paper) == ["1002", "1004"]


def test_whoever_gave_his_own_turn_away_may_speak_for_another(toys: Flask) -> None:
    let(toys, "1002", "1001")
    paper = send("F97-1")
    act(transfer, task_of(paper, "1001"), person("1001"), person("1013"), "你管这事")
    say_for(paper, "1001", "1002")
    assert desks(paper) == ["1004", "1013"]


def test_rule_6_a_chain_of_two_decides_and_one_of_three_does_not(toys: Flask) -> None:
    let(toys, "1002", "1012")
    let(toys, "1012", "1013")
    let(toys, "1013", "1014")
    paper = send("F97-1")
    with pytest.raises(NotYours):
        say_for(paper, "1014", "1002")
    say_for(paper, "1013", "1002")
