"""DESIGN §5: 撤回, 作废 and 申请作废 by the author, 终止 by the administrator; each with a reason."""

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.documents.models import Document, Serial
from portal.extensions import db
from tests.core.verbs.papers import act, decided, has_it, proven, sent, status, turn
from tests.databases import PASSWORD
from tests.pages import Browser, Page


def done(author: Browser, document_id: int, title: str, words: str = "填错了") -> Page:
    """Follow a verb from the document's page, and give a reason."""
    page = act(author, author.get(f"/documents/{document_id}"), title)
    return author.submit(page, action="/documents", words=words)


def finished(chen: Browser, zhou: Browser, wang: Browser, yan: Browser) -> int:
    document_id = sent(chen)
    decided(zhou)
    decided(wang)
    proven(yan)
    return document_id


def test_rule_2_an_author_withdraws_with_a_reason_and_sends_again(app: Flask, chen, zhou) -> None:
    document_id = sent(chen)
    answer = done(chen, document_id, "撤回")
    assert "已撤回" in answer.text and "填错了" in answer.text
    assert (status(app, document_id), has_it(app, document_id)) == ("withdrawn", ["陈立"])
    assert "没有待办" in zhou.get("/").text and "陈立已撤回" in zhou.get("/notices").text
    assert "已撤回，待修改" in chen.get("/").text
    sheet = turn(chen)
    assert "陈立 11-23 10:00 撤回" in sheet.text and "从头重新走一遍" in sheet.text
    assert "编号不变" in chen.submit(sheet, button="act=send", matter="签年度合同").text
    assert has_it(app, document_id) == ["周敏"]


def test_whoever_decides_what_was_withdrawn_is_told_so(app: Flask, chen, zhou) -> None:
    document_id = sent(chen)
    page = turn(zhou)
    done(chen, document_id, "撤回")
    told = zhou.submit(page, action="/tasks", button="kind=approve").text
    assert "陈立已于 11-23 10:00 撤回，这次操作没有生效" in told
    assert status(app, document_id) == "withdrawn"


def test_what_came_back_can_be_given_up_and_its_number_stays_void(app: Flask, chen, zhou) -> None:
    document_id = sent(chen)
    decided(zhou, "return", opinion="不用办")
    assert "已作废" in done(chen, document_id, "作废", "不办了").text
    with app.app_context():
        serial = db.session.scalars(select(Serial).filter_by(document_id=document_id)).one()
        assert (serial.state, serial.void_reason) == ("void", "不办了")
    assert status(app, document_id) == "void"
    assert "你可以" not in chen.get(f"/documents/{document_id}").text


def test_a_finished_paper_is_void_when_all_who_approved_agree(app: Flask, chen, zhou, wang, yan) -> None:
    document_id = finished(chen, zhou, wang, yan)
    answer = done(chen, document_id, "申请作废")
    assert "作废会签中" in answer.text and status(app, document_id) == "approved"
    page = turn(zhou)
    assert [b.get("value") for b in page.all("button", name="kind")] == ["approve", "reject"]
    assert "同意作废" in page.text and "不同意作废" in page.text
    for person in (zhou, wang, yan):
        assert "已同意作废" in decided(person).text
    assert status(app, document_id) == "void"
    assert "已作废" in chen.get(f"/documents/{document_id}").text


def test_one_who_does_not_agree_keeps_a_finished_paper(app: Flask, chen, zhou, wang, yan) -> None:
    document_id = finished(chen, zhou, wang, yan)
    done(chen, document_id, "申请作废")
    assert decided(wang, "reject").faults() == ["不同意作废要写明原因"]
    assert "已不同意作废" in decided(wang, "reject", opinion="还要用").text
    page = chen.get(f"/documents/{document_id}")
    assert status(app, document_id) == "approved" and "作废会签中" not in page.text
    assert "不同意作废" in page.text and "还要用" in page.text


@pytest.mark.parametrize("words", ["", "  "])
def test_a_verb_of_the_author_wants_a_reason(app: Flask, chen, words: str) -> None:
    document_id = sent(chen)
    answer = done(chen, document_id, "撤回", words)
    assert (answer.status, answer.faults()) == (422, ["请写明原因"])
    assert status(app, document_id) == "in_review"


def test_what_is_not_possible_any_more_says_so_and_keeps_the_reason(
    app: Flask, chen, zhou, wang, yan
) -> None:
    document_id = sent(chen)
    page = act(chen, chen.get(f"/documents/{document_id}"), "撤回")
    decided(zhou, "reject", opinion="不合规")
    answer = chen.submit(page, action="/documents", words="填错了")
    assert answer.status == 422 and "已驳回（周敏 2026-11-23 10:00 驳回）" in answer.faults()[0]
    assert dict(answer.fields("/documents"))["words"].strip() == "填错了"
    assert not [b for b in answer.form("/documents").iter("button")]
    assert "现在不能作废" in chen.get(f"/documents/{document_id}/abandonment").text


@pytest.mark.parametrize("place", ["withdrawal", "abandonment", "voiding"])
def test_only_the_author_has_these_pages(chen, zhou, wang, wu, place: str) -> None:
    document_id = sent(chen)
    for person in (zhou, wang, wu):
        assert person.get(f"/documents/{document_id}/{place}").status == 404


def test_a_reason_that_meets_an_expired_session_comes_back(app: Flask, chen, clock) -> None:
    document_id = sent(chen)
    page = act(chen, chen.get(f"/documents/{document_id}"), "撤回")
    clock.advance(hours=3)
    stopped = chen.submit(page, action="/documents", words="填错了")
    back = chen.submit(stopped, number="1001", password=PASSWORD)
    assert back.address == page.address
    assert dict(back.fields("/documents"))["words"].strip() == "填错了"
    draft = [a for a in chen.get("/drafts").all("a") if "withdrawal" in a.get("href", "")]
    assert len(draft) == 1 and status(app, document_id) == "in_review"
    assert "已撤回" in chen.submit(back, action="/documents").text
    assert "没有草稿" in chen.get("/drafts").text


def test_the_administrator_ends_a_paper_that_he_may_not_read(app: Flask, chen, zhou, shen) -> None:
    document_id = sent(chen, matter="只有我知道的事")
    number = number_of(app, document_id)
    assert shen.get(f"/documents/{document_id}").status == 404
    listed = shen.get(f"/administration/documents?number={number.lower()}")
    assert number in listed.text and "周敏，11-23 10:00 起" in listed.text
    page = act(shen, listed, "终止")
    assert shen.submit(page, action="/administration").faults() == ["请写明原因"]
    for seen in (listed, page):
        assert "只有我知道的事" not in seen.text and "陈立" not in seen.text
    assert "已终止" in shen.submit(page, action="/administration", words="制度已废止").text
    assert (status(app, document_id), has_it(app, document_id)) == ("terminated", [])
    for person in (chen, zhou):
        assert "管理员已终止" in person.get("/notices").text
    assert "制度已废止" in chen.get(f"/documents/{document_id}").text
    again = shen.submit(page, action="/administration", words="制度已废止")
    assert again.status == 422 and "已终止" in again.faults()[0]
    assert "没有这个编号的在办单据" in shen.get(f"/administration/documents?number={number}").text


def number_of(app: Flask, document_id: int) -> str:
    with app.app_context():
        return db.session.get_one(Document, document_id).number


def test_a_reason_of_the_administrator_comes_back_too(chen, shen, clock) -> None:
    document_id = sent(chen)
    page = shen.get(f"/administration/documents/{document_id}/termination")
    clock.advance(hours=3)
    stopped = shen.submit(page, action="/administration", words="制度已废止")
    back = shen.submit(stopped, number="1009", password=PASSWORD)
    assert back.address == page.address
    assert dict(back.fields("/administration"))["words"].strip() == "制度已废止"


def test_nobody_else_sees_what_the_administrator_sees(chen, zhou, xu) -> None:
    document_id = sent(chen)
    for person in (chen, zhou, xu):
        assert person.get("/administration/documents").status == 404
        assert person.get(f"/administration/documents/{document_id}/termination").status == 404
