"""peers.md §2.1 row 25: every task of a leaver goes on, never to one who may not decide it."""

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.approval.dossier import Dossier
from portal.core.approval.faults import TooLate
from portal.core.approval.history import history
from portal.core.approval.models import Task
from portal.core.approval.passing import Added, add, ask
from portal.core.documents.models import Document
from portal.extensions import db
from tests.core.approval.papers import act, desks, person, say, send, send_again, status, steps, task_of
from tests.core.delegations.delegating import let
from tests.core.handovers.handing import hand, holdings, left, lines
from tests.core.notices.outbox import notices

pytestmark = pytest.mark.usefixtures("toys")
LIN, WU, ZHOU, WANG, SU, QIN, HE_ZHANG = "1002", "1004", "1003", "1006", "1011", "1012", "1013"


def test_an_open_task_is_the_successors_and_says_whose_it_was() -> None:
    paper = send("F97-1")
    sheet = hand(LIN, QIN)
    assert desks(paper) == ["1001", "1004", "1012"]
    task = db.session.get_one(Task, task_of(paper, QIN))
    assert (task.reason, task.post) == ("交接：原为林可办理", "业务经理")
    assert lines(sheet)["待办"] == [("会签", "秦悦")]
    entries = history(Dossier.read(db.session.get_one(Document, paper)))
    assert [(e.person, e.verb, e.opinion) for e in entries if e.verb.startswith("交接")] == [
        ("沈知", "交接：秦悦", "原为林可办理")
    ]
    for number in ("1001", "1004", QIN):
        say(paper, number)
    assert desks(paper) == ["1006"]
    with pytest.raises(TooLate):
        say(paper, LIN)


def test_a_place_in_the_order_is_kept() -> None:
    paper = send("F97-3")
    sheet = hand(LIN, QIN)
    assert (desks(paper), lines(sheet)["待办"]) == (["1001"], [("依次（排队等候）", "秦悦")])
    say(paper, "1001")
    assert desks(paper) == [QIN]
    say(paper, QIN)
    assert desks(paper) == [WU]


def test_what_was_decided_stays_decided() -> None:
    paper = send("F97-1")
    say(paper, LIN)
    hand(LIN, QIN)
    assert desks(paper) == ["1001", "1004"]
    entries = history(Dossier.read(db.session.get_one(Document, paper)))
    assert [e.person for e in entries if e.verb == "同意"] == ["林可"]


def test_whoever_waits_for_an_answer_leaves_the_wait_to_the_successor() -> None:
    paper = send("F97-1")
    act(ask, task_of(paper, LIN), person(LIN), person(HE_ZHANG), "够吗")
    hand(LIN, QIN)
    assert desks(paper) == ["1001", "1004", "1013"]
    say(paper, HE_ZHANG, "advise", "够")
    assert desks(paper) == ["1001", "1004", QIN]


@pytest.mark.parametrize("side", ["before", "beside"])
def test_whom_he_had_added_stays_added(side: str) -> None:
    paper = send("F97-1")
    act(add, task_of(paper, LIN), person(LIN), Added(side, "all", [person(HE_ZHANG)]), "")
    hand(LIN, QIN)
    say(paper, HE_ZHANG)
    for number in ("1001", "1004", QIN):
        say(paper, number)
    assert desks(paper) == ["1006"]


def test_who_was_added_or_asked_himself_is_followed_by_the_successor() -> None:
    added, asked = send("F97-1"), send("F97-1")
    act(add, task_of(added, "1001"), person("1001"), Added("before", "all", [person(HE_ZHANG)]), "")
    act(ask, task_of(asked, "1001"), person("1001"), person(HE_ZHANG), "够吗")
    sheet = hand(HE_ZHANG, QIN)
    assert lines(sheet)["待办"] == [("会签（前加签）", "秦悦"), ("会签（委派）", "秦悦")]
    say(added, QIN)
    say(asked, QIN, "advise", "够")
    assert desks(added) == desks(asked) == ["1001", "1002", "1004"]


def test_what_came_back_is_revised_by_the_successor() -> None:
    paper = send("F97-1")
    say(paper, LIN, "return", "再写清楚")
    sheet = hand(SU, QIN)
    assert (desks(paper), lines(sheet)["待办"]) == ([QIN], [("退回修改", "秦悦")])


def test_a_successor_who_already_decides_there_does_not_decide_twice() -> None:
    paper = send("F97-1")
    sheet = hand(LIN, WU)
    ((what, to),) = lines(sheet)["待办"]
    assert what == "会签"
    assert to.endswith("（接收人已在办理这一步）")
    assert "吴桐" not in to
    assert len(desks(paper)) == 3
    assert left(LIN) == {}


def test_where_one_of_several_is_enough_the_others_are_left() -> None:
    paper = send("F97-2")
    sheet = hand(LIN, WU)
    assert desks(paper) == ["1001", "1004"]
    assert lines(sheet)["待办"] == [("或签", "由其余的人办理（接收人已在办理这一步）")]


def test_rule_7_a_successor_who_wrote_the_paper_does_not_decide_it() -> None:
    paper = send("F97-2")
    say(paper, "1001")
    assert desks(paper) == [WANG]
    sheet = hand(WANG, SU)
    assert desks(paper) == ["1008"]
    assert lines(sheet)["待办"] == [("审核", "方正平（接收人是发起人、填写人或其受托人）")]


def test_rule_7_nor_does_the_authors_delegate(toys: Flask) -> None:
    let(toys, SU, QIN)
    paper = send("F97-1")
    hand(LIN, QIN)
    assert QIN not in desks(paper)
    assert LIN not in desks(paper)
    assert len(desks(paper)) == 3


def test_who_only_changes_his_post_keeps_what_he_does_not_have_by_it(toys: Flask) -> None:
    by_post, asked = send("F97-1"), send("F97-2")
    say(asked, "1001")
    act(ask, task_of(asked, WANG), person(WANG), person(LIN), "看一下")
    hand(LIN, QIN, holdings=holdings(LIN))
    assert desks(by_post) == ["1001", "1004", "1012"]
    assert desks(asked) == [LIN]
    assert status(asked) == "in_review"


def test_the_leavers_notice_is_settled_and_the_successor_is_told_once(toys: Flask) -> None:
    paper = send("F97-1")
    sheet = hand(LIN, QIN)
    turn, told = notices(toys, QIN)
    assert turn.endswith("交接：原为林可办理")
    count = sum(map(len, lines(sheet).values()))
    assert told == f"林可的工作已移交给你（离职，2026-11-23 起，共 {count} 项），请核对交接单并确认"
    mine = select(Task.state).filter_by(document_id=paper, person_id=person(LIN))
    assert db.session.scalars(mine).all() == ["closed"]
    assert sheet.sheet.number == "JJ-20261123-1002"


def test_a_revised_paper_goes_its_way_again() -> None:
    paper = send("F97-1")
    say(paper, LIN, "return", "再写清楚")
    hand(LIN, QIN)
    send_again(paper)
    assert steps(paper)[0] == ("会签", "open")
    assert desks(paper) == ["1001", "1004"]
