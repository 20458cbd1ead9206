"""评论: who says what to whom beside the route, also after its end; never on paper, never lost."""

import hashlib

import pytest
from flask import Flask
from sqlalchemy import select

from portal.config import ROOT
from portal.core.audit.chain import faults
from portal.core.comments.models import Comment
from portal.core.desk.dossier import dossier_html
from portal.core.documents.models import Document
from portal.core.printing.models import PrintOrder
from portal.core.printing.worker import print_document
from portal.core.web.context import catalogue
from portal.extensions import db
from tests.conftest import signed_in
from tests.core.approval.test_copying import copy
from tests.core.cases.repairs import decided, filed, id_of, opened
from tests.core.notices.outbox import notices
from tests.core.printing.papers import approved, text_of
from tests.databases import PASSWORD
from tests.folders import portal_with
from tests.pages import Browser, Page
from tests.plans import plan, task_of

pytestmark = pytest.mark.both_databases
SAID = "滨江的路线能不能并到周三？"


def say(browser: Browser, document_id: int, words: str = SAID, act: str = "", **typed: str) -> Page:
    page = browser.get(f"/documents/{document_id}")
    return browser.submit(page, f"/documents/{document_id}/comments", button=act, words=words, **typed)


def said(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(Comment.words).order_by(Comment.id)))


def told(app: Flask, number: str) -> list[str]:
    return [words for words in notices(app, number) if "评论：" in words]


def test_the_author_and_whoever_has_it_on_his_desk_are_told_and_nobody_of_himself(
    app: Flask, chen: Browser, zhou: Browser, wang: Browser
) -> None:
    document = plan(app)
    assert "评论已发" in say(wang, document).text
    assert told(app, "1001")[0].endswith(f"：{SAID}")
    assert told(app, "1001")[0].startswith("王岚评论：月度巡访计划表 XF-202612-0001「")
    assert len(told(app, "1003")) == 1 and told(app, "1006") == []
    say(chen, document, "可以")
    assert len(told(app, "1001")) == 1 and len(told(app, "1003")) == 2
    page = zhou.get(f"/documents/{document}").text
    assert page.index("签核历程") < page.index(SAID) < page.index("可以")
    assert SAID in zhou.get(f"/tasks/{task_of(app, document, '1003')}").text
    with app.app_context():
        assert list(faults()) == []


def test_those_who_took_part_can_be_pointed_to_it_and_no_stranger(
    app: Flask, chen: Browser, zhou: Browser
) -> None:
    document = plan(app, "approve")
    copy(zhou, document, "吴桐")
    page = say(chen, document, act="choose=people")
    assert said(app) == [] and dict(page.fields("/documents"))["words"].strip() == SAID
    boxes = {box.get("value") for box in page.all("input", name="people")}
    assert boxes == {"3", "4"}
    fields = [("words", SAID), ("people", "4"), ("people", "5"), ("people", "x")]
    token = [pair for pair in page.fields("/documents") if pair[0] == "csrf_token"]
    chen.post(f"/documents/{document}/comments", [*token, *fields])
    assert said(app) == [SAID]
    assert [len(told(app, number)) for number in ("1003", "1004", "1005")] == [0, 1, 0]


def test_rule_14_comments_never_reach_the_paper_whenever_they_were_made(
    app: Flask, chen: Browser, wang: Browser, tmp_path
) -> None:
    document = approved(app)
    with app.app_context():
        print_document(document)
        paper = db.session.get_one(PrintOrder, document).paper
    before = chen.get(f"/documents/{document}/pdf").response.data
    say(wang, document)
    say(chen, document, "结束以后的评论")
    after = chen.get(f"/documents/{document}/pdf").response.data
    assert hashlib.sha256(after).digest() == hashlib.sha256(before).digest()
    assert "滨江的路线" not in text_of(after, tmp_path)
    with app.app_context():
        assert db.session.get_one(PrintOrder, document).paper == paper and SAID not in paper


def test_rule_14_a_comment_on_the_way_is_not_on_the_paper(app: Flask, chen: Browser, zhou: Browser) -> None:
    document = plan(app)
    say(chen, document)
    task = f"/tasks/{task_of(app, document, '1003')}"
    zhou.submit(zhou.get(task), action=task, button="kind=approve")
    with app.app_context():
        assert SAID not in db.session.get_one(PrintOrder, document).paper


def test_rule_14_a_case_s_comments_are_not_in_its_dossier(settings, clock) -> None:
    with portal_with(ROOT / "tests" / "toys", settings, clock) as app:
        chen = signed_in(app, "1001")
        case = opened(chen)
        paper = filed(chen, case)
        say(chen, int(paper.address.rpartition("/")[2]), "单据上的评论")
        assert chen.submit(chen.get(case), f"/documents/{id_of(case)}/comments", words=SAID).status == 200
        decided(app, paper)
        assert SAID in chen.get(case).text
        with app.test_request_context():
            document = db.session.get_one(Document, id_of(case))
            html = dossier_html(document, catalogue().type(document.type).case)
        assert "不制冷" in html and SAID not in html and "单据上的评论" not in html


def test_nobody_comments_on_what_he_does_not_see(app: Flask, wu: Browser, shen: Browser) -> None:
    document = plan(app)
    for stranger in (wu, shen):
        token = stranger.get("/forms").all("input", name="csrf_token")[0].get("value", "")
        assert (
            stranger.post(f"/documents/{document}/comments", {"csrf_token": token, "words": SAID}).status
            == 404
        )
    assert said(app) == []


def test_its_writer_alone_withdraws_a_comment_and_its_words_are_gone_from_the_page(
    app: Flask, chen: Browser, zhou: Browser
) -> None:
    document = plan(app)
    say(chen, document)
    assert not [f for f in zhou.get(f"/documents/{document}").all("form") if "withdrawal" in f.get("action")]
    page = chen.submit(chen.get(f"/documents/{document}"), action="/comments/")
    assert "评论已撤回" in page.text and "已撤回" in zhou.get(f"/documents/{document}").text
    assert SAID not in zhou.get(f"/documents/{document}").text
    with app.app_context():
        assert list(faults()) == []


@pytest.mark.parametrize(("words", "why"), [(" ", "请写下评论"), ("长" * 1001, "最多 1000 字，现在 1001 字")])
def test_a_comment_says_something_and_not_too_much(app: Flask, chen: Browser, words: str, why: str) -> None:
    page = say(chen, plan(app), words)
    assert (page.status, page.faults()) == (422, [why])
    assert dict(page.fields("/documents"))["words"].removeprefix("\n") == words
    assert said(app) == []


def test_a_thousand_characters_are_said_and_a_second_click_says_nothing(app: Flask, chen: Browser) -> None:
    document = plan(app)
    say(chen, document, "长" * 1000)
    assert "没有重复发" in say(chen, document, "长" * 1000).text
    assert said(app) == ["长" * 1000]


def test_a_comment_survives_an_expired_session(app: Flask, chen: Browser, clock) -> None:
    document = plan(app)
    page = chen.get(f"/documents/{document}")
    clock.advance(hours=3)
    stopped = chen.submit(page, f"/documents/{document}/comments", words=SAID)
    assert stopped.address == "/login"
    back = chen.submit(stopped, number="1001", password=PASSWORD)
    assert back.address == f"/documents/{document}/comments/new"
    assert dict(back.fields("/documents"))["words"].strip() == SAID
    assert f"/documents/{document}/comments/new" in {a.get("href") for a in chen.get("/drafts").all("a")}
    assert "评论已发" in chen.submit(back, "/documents").text
    assert said(app) == [SAID] and SAID not in chen.get("/drafts").text
    assert "没有草稿" in chen.get("/drafts").text


def test_a_stranger_s_expired_comment_is_not_kept(app: Flask, wu: Browser, clock) -> None:
    document = plan(app)
    token = wu.get("/forms").all("input", name="csrf_token")[0].get("value", "")
    clock.advance(hours=3)
    wu.post(f"/documents/{document}/comments", {"csrf_token": token, "words": SAID})
    assert "没有草稿" in signed_in(app, "1004").get("/drafts").text


def test_many_comments_come_page_by_page_the_newest_last(app: Flask, chen: Browser) -> None:
    document = plan(app)
    for number in range(22):
        say(chen, document, f"第{number:02}条")
    page = chen.get(f"/documents/{document}")
    assert "第21条" in page.text and "第02条" in page.text and "第01条" not in page.text
    (earlier,) = [a.get("href") for a in page.all("a") if "comments_before" in a.get("href", "")]
    older = chen.get(f"/documents/{document}{earlier.partition('#')[0]}").text
    assert "第00条" in older and "第01条" in older and "第02条" not in older
