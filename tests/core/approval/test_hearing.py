"""Row 2 and DESIGN §5: who had a paper on his desk hears who took it off, the author how it ended."""

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.approval.passing import Added, add
from portal.core.approval.voiding import request_void
from portal.core.notices.models import Notice, NoticeChoice
from portal.core.org.models import Person
from portal.extensions import db, writing
from tests.core.approval.papers import act, person, say, send, step_id, task_of

pytestmark = pytest.mark.usefixtures("toys", "asked")


@pytest.fixture
def asked(toys: Flask) -> None:
    """Everybody wants to hear that others did what was on his desk."""
    with writing() as session:
        for person_id in session.scalars(select(Person.id)):
            session.add(NoticeChoice(person_id=person_id, kind="taken", channel="portal", mode="at_once"))


def told(kind: str) -> dict[str, str]:
    """Who was told something of a kind last, and its words up to the paper's name."""
    query = select(Person.number, Notice.words).join(Person, Person.id == Notice.person_id)
    rows = db.session.execute(query.where(Notice.kind == kind).order_by(Notice.id))
    return {number: words.partition("：")[0] for number, words in rows}


def test_the_others_of_a_step_hear_who_was_first() -> None:
    paper = send("F97-2")
    act(add, task_of(paper, "1001"), person("1001"), Added("before", "all", [person("1012")]), "")
    say(paper, "1002")
    heard = "林可已处理，不用再办"
    assert told("taken") == {"1004": heard, "1012": heard}


@pytest.mark.parametrize("straight", [False, True])
def test_a_return_to_the_author_is_heard_by_the_others(straight: bool) -> None:
    paper = send("F97-1")
    say(paper, "1002", "return", "改", straight=straight)
    heard = "林可已处理，不用再办"
    assert told("taken") == {"1001": heard, "1004": heard}
    assert told("returned") == {"1011": "已退回，请修改"}


def test_a_return_to_an_earlier_step_is_heard_in_the_branch_beside() -> None:
    paper = send("F97-5")
    say(paper, "1006")
    say(paper, "1014", "return", "再看", to=step_id(paper, "审核"))
    assert told("taken") == {"1012": "严静已处理，不用再办"}


def test_a_refusal_is_heard_by_the_others_and_the_author() -> None:
    paper = send("F97-1")
    say(paper, "1002", "reject", "不行")
    heard = "林可已处理，不用再办"
    assert told("taken") == {"1001": heard, "1004": heard}
    assert told("decided") == {"1011": "已驳回"}


def test_the_author_hears_that_his_paper_is_approved_void_or_stays() -> None:
    papers = [send("F97-2"), send("F97-2")]
    for paper, kind, ends in zip(papers, ("approve", "reject"), ("已作废", "已批准"), strict=True):
        say(paper, "1001")
        say(paper, "1006")
        assert told("decided") == {"1011": "已批准"}
        act(request_void, paper, person("1011"), "填错了")
        say(paper, "1001")
        say(paper, "1006", kind, "已执行")
        assert told("decided") == {"1011": ends}
