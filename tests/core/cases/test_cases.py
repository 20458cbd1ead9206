"""A case from its opening to its end, on both databases: stages, notes, papers, gates, strangers."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from portal.core.audit.chain import faults
from portal.core.documents.models import Document
from portal.extensions import db, writing
from tests.conftest import signed_in
from tests.core.cases.repairs import act, begun, decided, filed, id_of, kinds, opened, press, stage_of
from tests.pages import Browser

pytestmark = pytest.mark.both_databases
STRANGERS = {"林可": "1002", "吴桐": "1004", "何清": "1005", "沈知": "1009", "秦悦": "1012"}
READERS = {"陈立": "1001", "周敏": "1003", "王岚": "1006", "许文": "1007", "方正平": "1008", "苏禾": "1011"}


def test_a_case_runs_through_its_stages_and_closes_with_everything_in_its_file(
    app: Flask, chen: Browser, zhou: Browser
) -> None:
    case = opened(chen)
    assert "BX-202611-001" in chen.get(case).text
    assert "已登记" in act(chen, case, "noted:progress", "物业下午来看").text
    assert "已登记" in act(chen, case, "moved:repair").text
    paper = filed(chen, case)
    assert "案件 BX-202611-001" in paper.text
    assert "BX-202611-001" in "".join(paper.all("article", class_="sheet")[0].itertext())
    decided(app, paper)
    closed = act(zhou, case, "moved:closed", "修好了")
    assert "维修 → 结案" in closed.text and stage_of(app, case) == "closed"
    assert kinds(app, case) == ["opened accepted", "noted progress", "moved repair", "filed", "moved closed"]
    assert [b for b in closed.all("button") if b.get("name") == "act"] == [
        b for b in closed.all("button") if b.get("value", "").startswith("reopened:")
    ]
    with app.app_context():
        assert list(faults()) == []


def test_a_closing_gate_refuses_with_its_sentence_and_keeps_the_words(
    app: Flask, chen: Browser, zhou: Browser
) -> None:
    case = opened(chen)
    act(chen, case, "moved:repair")
    page = act(zhou, case, "moved:closed", "不修了")
    assert (page.status, "还没有验收的维修记录" in page.text, "不修了" in page.text) == (422, True, True)
    assert stage_of(app, case) == "repair"


def test_a_case_does_not_close_over_a_paper_on_its_way(app: Flask, chen: Browser, zhou: Browser) -> None:
    case = opened(chen)
    paper = filed(chen, case)
    assert "还有单据没有办完：WX-202611-001 审核中" in act(zhou, case, "moved:closed", "完").text
    decided(app, paper, "reject")
    act(zhou, case, "moved:closed", "完")
    assert stage_of(app, case) == "closed"


def test_a_move_without_the_words_that_its_stage_wants_is_refused(
    app: Flask, chen: Browser, zhou: Browser
) -> None:
    case = opened(chen)
    act(chen, case, "moved:repair")
    page = act(zhou, case, "moved:accepted", " ")
    assert (page.status, page.faults()) == (422, ["这一步要写明情况"])
    assert act(chen, case, "noted:progress").faults() == ["这一步要写明情况"]
    assert kinds(app, case) == ["opened accepted", "moved repair"]


def test_what_the_page_does_not_offer_is_refused(app: Flask, chen: Browser, zhou: Browser) -> None:
    case = opened(chen)
    act(chen, case, "moved:repair")
    forged = {
        chen: ("moved:closed", "noted:correction"),
        zhou: ("moved:nowhere", "moved:repair", "reopened:repair", "noted:"),
    }
    for person, buttons in forged.items():
        assert [press(person, case, button, seen=2) for button in buttons] == [404] * len(buttons)
    assert act(zhou, case, "dance", "强行").status == 422
    assert kinds(app, case) == ["opened accepted", "moved repair"]


def test_an_act_on_an_older_page_is_refused_with_the_newer_one(
    app: Flask, chen: Browser, zhou: Browser
) -> None:
    case = opened(chen)
    old = zhou.get(case)
    act(chen, case, "noted:progress", "物业来过")
    page = act(zhou, old, "moved:repair", "安排维修")
    assert page.status == 409
    assert all(words in page.text for words in ("物业来过", "安排维修", "在你打开之后有新的记录"))
    assert stage_of(app, case) == "accepted"
    assert "已登记" in act(zhou, page, "moved:repair", "安排维修").text


def test_a_second_click_is_told_and_enters_nothing(app: Flask, chen: Browser) -> None:
    case = opened(chen)
    page = chen.get(case)
    act(chen, page, "noted:progress", "物业来过")
    again = act(chen, page, "noted:progress", "物业来过")
    assert (again.status, "没有重复登记" in again.text) == (200, True)
    assert kinds(app, case) == ["opened accepted", "noted progress"]


def test_a_closed_case_takes_no_paper_and_no_note_until_it_is_open_again(
    app: Flask, chen: Browser, zhou: Browser
) -> None:
    case = opened(chen)
    sheet = begun(chen, case)
    act(chen, case, "moved:closed")
    late = chen.submit(sheet, button="act=send", done="换了压缩机")
    assert (late.status, "案件已结案" in late.text, "换了压缩机" in late.text) == (422, True, True)
    assert "为这个案件填" not in chen.get(case).text
    assert "要写明情况" in act(zhou, case, "reopened:repair").text
    act(zhou, case, "reopened:repair", "又坏了")
    assert stage_of(app, case) == "repair"
    assert chen.submit(sheet, button="act=send", done="换了压缩机").status == 200
    assert kinds(app, case)[-2:] == ["reopened repair", "filed"]


def test_a_paper_belongs_into_a_case_that_its_author_sees(app: Flask, chen: Browser, wu: Browser) -> None:
    case = opened(chen)
    assert chen.get("/forms/f98-2/new").status == 404
    assert wu.get(f"/forms/f98-2/new?case={id_of(case)}").status == 404
    sheet = begun(chen, case)
    assert wu.get(sheet.address).status == 404
    assert "维修记录" not in chen.get("/forms").text
    other = chen.submit(chen.get("/forms/f01-2/new"), button="act=send", day="2026-11-20", others="整理资料")
    number = other.address.rpartition("/")[2]
    assert chen.get(f"/forms/f98-2/new?case={number}").status == 404


def test_whoever_sees_the_case_sees_its_papers_and_nobody_else_does(app: Flask, chen: Browser) -> None:
    case = opened(chen)
    paper = filed(chen, case)
    page, sheet = case, paper.address
    for name, number in READERS.items():
        browser = signed_in(app, number)
        for place in (page, sheet, f"{page}/pdf" if name == "苏禾" else page):
            assert browser.get(place).status == 200, (name, place)
        assert "空调报修" in browser.get("/cases/f98-1").text, name
        assert "空调报修" in browser.get("/documents").text, name
    for name, number in STRANGERS.items():
        browser = signed_in(app, number)
        for place in (page, f"{page}/pdf", sheet, sheet + "/pdf"):
            assert browser.get(place).status == 404, (name, place)
        assert press(browser, page, "noted:progress", seen=2) == 404, name
        for place in ("/cases/f98-1", "/cases/f98-1?stage=accepted", "/documents"):
            assert "空调报修" not in browser.get(place).text, (name, place)
    assert kinds(app, case) == ["opened accepted", "filed"]


def test_who_sees_a_paper_by_itself_does_not_see_its_case(app: Flask, chen: Browser) -> None:
    """何清 had a turn at the paper, which makes him its party and not the case's."""
    case = opened(chen)
    paper = filed(chen, case)
    with app.app_context(), writing() as session:
        task = "INSERT INTO task (document_id, person_id, state, clause, reason, post, opened_at)"
        turn = "SELECT :paper, id, 'closed', '§3', '', '', '2026-11-23 00:00:00' FROM person"
        given = {"paper": int(paper.address.rpartition("/")[2])}
        session.execute(db.text(f"{task} {turn} WHERE number = '1005'"), given)
    he = signed_in(app, "1005")
    assert he.get(paper.address).status == 200
    assert he.get(case).status == 404
    assert not [a for a in he.get(paper.address).all("a") if "/case" in a.get("href", "")]


def test_words_that_met_an_expired_session_come_back(app: Flask, chen: Browser, clock) -> None:
    case = opened(chen)
    page = chen.get(case)
    clock.advance(hours=3)
    answer = act(chen, page, "noted:progress", "写到一半")
    assert answer.address == "/login"
    back = chen.submit(answer, number="1001", password="请进-1234")
    assert "写到一半" in back.text
    assert kinds(app, case) == ["opened accepted"]


def test_entries_of_a_case_can_neither_change_nor_go(app: Flask, chen: Browser) -> None:
    opened(chen)
    for statement in ("UPDATE case_event SET words = words", "DELETE FROM case_event"):
        with app.app_context(), pytest.raises(DBAPIError, match="append-only"), writing() as session:
            session.execute(db.text(statement))


def test_a_stage_is_what_the_newest_entry_says(app: Flask, chen: Browser) -> None:
    case = opened(chen)
    act(chen, case, "moved:repair")
    act(chen, case, "noted:progress", "在修")
    told = "SELECT stage_to FROM case_event WHERE stage_to <> '' ORDER BY position DESC LIMIT 1"
    with app.app_context():
        stage = db.session.scalars(select(Document.stage).filter_by(id=id_of(case))).one()
        assert stage == db.session.scalar(db.text(told)) == "repair"
