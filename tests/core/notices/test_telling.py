"""Who is told what when a document moves: in the same transaction, once, in a few statements."""

import pytest
from flask import Flask
from sqlalchemy import event, select

from portal.core.notices.models import NoticeChoice
from portal.core.notices.operations import tell
from portal.core.org.models import Person, Post
from portal.core.org.operations import appoint
from portal.core.web.context import now
from portal.demonstration.company import SINCE
from portal.extensions import db, writing
from tests.conftest import signed_in
from tests.core.notices.outbox import CHEN, LIN, ZHOU, deliveries, news, notices, say
from tests.pages import Browser
from tests.plans import plan, task_of

pytestmark = pytest.mark.both_databases


def decide(app: Flask, browser: Browser, document_id: int, kind: str, number: str = "1003") -> None:
    task = task_of(app, document_id, number)
    page = browser.get(f"/tasks/{task}")
    browser.submit(page, action=f"/tasks/{task}/decision", button=f"kind={kind}", opinion="看过")


def test_whose_turn_it_is_hears_of_it_and_the_author_of_the_end(app: Flask) -> None:
    plan(app, "approve")
    (arrived,) = notices(app, "1003")
    assert arrived.startswith("请办理：月度巡访计划表 XF-202612-0001「")
    assert arrived.endswith("陈立提交，办事处经理审核")
    (ended,) = notices(app, "1001")
    assert (ended[:4], ended[-4:]) == ("已批准：", "（周敏）")


def test_the_author_hears_of_a_return_and_of_a_rejection(app: Flask, zhou: Browser) -> None:
    decide(app, zhou, plan(app), "return")
    decide(app, zhou, plan(app, number="1002"), "reject")
    assert [words[:8] for words in notices(app, "1001")] == ["已退回，请修改："]
    assert [words[:4] for words in notices(app, "1002")] == ["已驳回："]


def test_a_decided_task_is_no_longer_unread(app: Flask, zhou: Browser) -> None:
    document_id = plan(app)
    assert zhou.get("/notices").all("span", class_="chip returned")
    decide(app, zhou, document_id, "approve")
    page = zhou.get("/notices")
    assert "请办理" in page.text
    assert not page.all("span", class_="chip returned")


@pytest.mark.parametrize("asked", [True, False])
def test_who_asked_for_it_hears_that_somebody_else_decided(app: Flask, asked: bool) -> None:
    with app.app_context(), writing() as session:
        fang = db.session.scalars(select(Person).filter_by(number="1008")).one()
        post = select(Post).filter_by(role="branch_office_manager").order_by(Post.id).limit(1)
        appoint(fang, db.session.scalars(post).one(), SINCE)
        if asked:
            session.add(NoticeChoice(person_id=fang.id, kind="taken", channel="portal", mode="at_once"))
    document_id = plan(app)
    decide(app, signed_in(app, "1003"), document_id, "approve")
    told = notices(app, "1008")[1:]
    assert [words[:14] for words in told] == (["周敏已处理，不用再办：月度巡"] if asked else [])
    assert "周敏已处理" not in str(notices(app, "1003"))


def test_an_operation_that_fails_tells_nothing(app: Flask) -> None:
    with app.app_context(), pytest.raises(ZeroDivisionError), writing():
        tell([news()], now())
        1 / 0  # noqa: B018 - the operation fails
    assert (notices(app, "1003"), deliveries(app)) == ([], [])


def test_the_same_thing_is_told_once(app: Flask) -> None:
    say(app, news("第一次", key="k"))
    say(app, news("又一次", key="k"), news("给别人", key="k", person_id=LIN))
    assert (notices(app, "1003"), notices(app, "1002")) == (["第一次"], ["给别人"])
    assert len(deliveries(app)) == 1


def test_a_kind_that_nobody_declared_is_a_fault_of_ours(app: Flask) -> None:
    with pytest.raises(KeyError):
        say(app, news(kind="no_such"))


def test_five_people_are_told_in_as_many_statements_as_one(app: Flask) -> None:
    counts = []
    for people in ([ZHOU], [CHEN, LIN, ZHOU, 4, 5]):
        asked: list[str] = []
        with app.app_context(), writing() as session:
            session.connection()
            event.listen(db.engine, "before_cursor_execute", lambda *told, asked=asked: asked.append(told[2]))
            tell([news(f"件 {len(people)}", person_id=person) for person in people], now())
            counts.append(len(asked))
    assert counts == [4, 4]
