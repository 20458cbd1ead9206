"""R09 §4.4.5, §8(2): a problem through the portal: proposed at home, begun from an incident, linked."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.documents.models import Document
from portal.domain.operations.models import Problem
from portal.extensions import db
from tests.conftest import TestClock, signed_in
from tests.core.org.changes import take_post
from tests.pages import Browser, Page
from tests.questions import count
from tests.regulations.it_service.articles import article_ref, published, voided
from tests.regulations.it_service.incidents import ADMIN, DESK, LEAD, OTHER, USER, assigned, reported, staffed
from tests.regulations.it_service.problems import (
    MANAGER,
    ROOT,
    WORKAROUND,
    added,
    classified,
    has,
    move,
    opened,
    solved,
)

ASKED = "建议立问题单"


@pytest.fixture
def desk(app: Flask) -> Flask:
    staffed(app)
    take_post(app, MANAGER, "project_manager", "OPS")
    return app


def links(page: Page, words: str) -> list[str]:
    """Where the links that say something lead."""
    return [str(a.get("href")) for a in page.all("a") if words in "".join(a.itertext())]


def case_page(browser: Browser, case_id: int) -> Page:
    return browser.get(f"/documents/{case_id}/case")


def test_r09_8_2_three_like_incidents_propose_one_and_the_sheet_has_them(desk: Flask) -> None:
    with desk.app_context():
        three = [classified(), classified(OTHER, thing="二楼 212 打印机")]
    browser = signed_in(desk, DESK)
    assert ASKED not in browser.get("/").text
    with desk.app_context():
        three.append(classified())
    for number in (DESK, LEAD):
        assert "近30天同类事件 3 件：打印机不出纸，提示卡纸" in signed_in(desk, number).get("/").text
    assert ASKED not in signed_in(desk, ADMIN).get("/").text
    (place,) = links(browser.get("/"), ASKED)
    page = browser.get(place)
    page = browser.submit(page, "/forms/f09-4", button="act=send")
    assert "已提交" in page.text, page.text
    with desk.app_context():
        row = db.session.scalars(select(Problem)).one()
        assert (has(row.case_id), row.part, row.title) == (set(three), "终端和外设", "打印机不出纸，提示卡纸")
    assert ASKED not in browser.get("/").text


def test_r09_8_2_what_is_older_than_thirty_days_asks_for_nothing(desk: Flask, clock: TestClock) -> None:
    with desk.app_context():
        classified()
        clock.moment += timedelta(days=29)
        for _ in range(2):
            classified()
    assert ASKED in signed_in(desk, DESK).get("/").text
    clock.moment += timedelta(days=1)
    assert ASKED not in signed_in(desk, DESK).get("/").text


def test_r09_8_2_beside_an_incident_stand_the_like_ones_for_operations_alone(desk: Flask) -> None:
    with desk.app_context():
        first, second = classified(), classified(USER)
    page = case_page(signed_in(desk, ADMIN), first)
    assert "近30天同类事件另有 1 件" in page.text and ASKED not in page.text
    assert "同类事件" not in case_page(signed_in(desk, USER), second).text
    with desk.app_context():
        classified()
    assert links(case_page(signed_in(desk, ADMIN), first), ASKED) == [f"/forms/f09-4/new?of=incident-{first}"]


def test_r09_4_4_5_an_incident_is_linked_to_the_problem_that_it_looks_like(desk: Flask) -> None:
    with desk.app_context():
        case_id = opened(symptom="打印机卡纸", workaround=WORKAROUND)
        late = classified()
    browser = signed_in(desk, DESK)
    (place,) = links(case_page(browser, late), "关联上去")
    page = browser.submit(browser.get(place), "/forms/f09-4a", button="act=send", told="也是卡纸")
    assert "已提交" in page.text, page.text
    with desk.app_context():
        assert has(case_id) == {late}
    page = case_page(browser, late)
    assert f"临时办法：{WORKAROUND}" in page.text
    assert links(page, "打印机反复卡纸") == [f"/documents/{case_id}/case"]
    page = case_page(signed_in(desk, USER), late)
    assert f"临时办法：{WORKAROUND}" in page.text and links(page, "打印机反复卡纸") == []
    with desk.app_context():
        solved(case_id)
        move(case_id, "closed")
    assert "临时办法" not in case_page(browser, late).text
    page = case_page(browser, case_id)
    assert "关联事件 1 件，其中没有结的 1 件" in page.text and "问题补充记录 PRA-" in page.text


def test_r09_4_4_5_a_problem_of_many_incidents_lists_the_newest(desk: Flask) -> None:
    with desk.app_context():
        case_id = opened(*(classified() for _ in range(11)))
        first = min(has(case_id))
    page = case_page(signed_in(desk, LEAD), case_id)
    assert "关联事件 11 件，其中没有结的 11 件" in page.text and "另有 1 件" in page.text
    assert not any(f"/documents/{first}/case" in a.get("href", "") for a in page.all("a"))


@pytest.mark.parametrize(
    ("of", "lines"),
    [("incident-{}", 1), ("incident-9999999", 0), ("incident-x", 0), ("incident-" + "9" * 20, 0), ("x-1", 0)],
)
def test_r09_4_4_5_only_an_incident_that_may_be_seen_begins_a_sheet(desk: Flask, of: str, lines: int) -> None:
    with desk.app_context():
        case_id = classified()
        number = db.session.get_one(Document, case_id).number
    page = signed_in(desk, DESK).get(f"/forms/f09-4/new?of={of.format(case_id)}")
    typed = [i.get("value") for i in page.all("input", id="incidents-0-incident")]
    assert typed == [number] * lines or (not lines and typed in ([], [""]))


def test_r09_4_4_5_incidents_are_named_by_the_number_of_their_case_or_ticket(desk: Flask) -> None:
    with desk.app_context():
        first, second, third = reported(), reported(), classified()
        ticket_id = assigned(first)
        opened(third)
        numbers = {n: db.session.get_one(Document, n).number for n in (first, second, third, ticket_id)}
    browser = signed_in(desk, DESK)
    page = browser.get("/forms/f09-4/new")
    offered = [o.get("value", "") for d in page.all("datalist", id="choices-incident") for o in d]
    assert sorted(text.split()[-1] for text in offered) == sorted([numbers[first], numbers[second]])
    typed = {"title": "卡纸", "thing": "打印机", "part": "终端和外设", "symptom": "卡纸"}
    page = browser.submit(page, "/forms/f09-4", button="act=add:incidents", **typed)
    named = {"incidents-0-incident": numbers[ticket_id], "incidents-1-incident": "INC-1"}
    page = browser.submit(page, "/forms/f09-4", button="act=send", **named)
    assert page.status == 422 and "没有找到事件「INC-1」" in page.text
    named["incidents-1-incident"] = numbers[second]
    page = browser.submit(page, "/forms/f09-4", button="act=send", **named)
    assert "已提交" in page.text, page.text
    with desk.app_context():
        row = db.session.scalars(select(Problem).order_by(Problem.case_id.desc())).first()
        assert row and has(row.case_id) == {first, second}


def test_r09_8_2_hints_stand_beside_the_sheets(desk: Flask) -> None:
    with desk.app_context():
        two, fresh = [classified(), classified()], reported()
        case_id = opened(symptom="打印机卡纸")
    browser = signed_in(desk, DESK)
    page = browser.get(f"/forms/f09-2/new?case={fresh}")
    page = browser.submit(page, "/forms/f09-2", button="act=save", part="终端和外设")
    assert f"近30天已有同类事件 2 件，连这件 3 件，{ASKED}" in page.text
    assert "像是已有的问题 PRB-" in page.text and f"/documents/{case_id}" in links(page, "打开")
    page = browser.get(f"/forms/f09-4/new?of=incident-{two[0]}")
    assert "还有同类事件没有写进来" not in page.text
    page = browser.submit(page, "/forms/f09-4", button="act=save", **{"incidents-1-incident": ""})
    assert "还有同类事件没有写进来" in page.text


def test_r09_8_2_an_open_problem_without_progress_shows_to_the_lead(desk: Flask, clock: TestClock) -> None:
    with desk.app_context():
        case_id = opened()
    clock.moment += timedelta(days=6)
    assert "没有进展" not in signed_in(desk, LEAD).get("/").text
    clock.moment += timedelta(days=1)
    lead = signed_in(desk, LEAD)
    assert "打印机反复卡纸：一周没有进展" in lead.get("/").text
    assert "没有进展" not in signed_in(desk, DESK).get("/").text
    admin = signed_in(desk, ADMIN)
    page = case_page(admin, case_id)
    page = admin.submit(page, page.address, button="act=noted:progress", words="在等厂商")
    assert "已登记" in page.text
    assert "没有进展" not in lead.get("/").text and "没有结的问题 1 个" in lead.get("/").text
    clock.moment += timedelta(days=9)
    lead = signed_in(desk, LEAD)
    assert "打印机反复卡纸：9 天没有进展" in lead.get("/").text
    with desk.app_context():
        solved(case_id)
        move(case_id, "closed")
    assert "没有结的问题" not in lead.get("/").text


def test_a_workaround_of_an_open_problem_helps_whoever_reports(desk: Flask) -> None:
    with desk.app_context():
        case_id = opened(workaround=WORKAROUND)
    chen = signed_in(desk, USER)
    page = chen.get("/repairs/new?what=打印机卡纸了")
    assert WORKAROUND in page.text and "打印机反复卡纸（正在查）" in page.text
    assert WORKAROUND not in chen.get("/repairs/new?what=邮件收不到了").text
    with desk.app_context():
        solved(case_id)
        move(case_id, "closed")
    assert WORKAROUND not in chen.get("/repairs/new?what=打印机卡纸了").text


def test_r09_8_2_the_case_says_what_is_missing(desk: Flask) -> None:
    with desk.app_context():
        case_id = opened()
        move(case_id, "known")
    page = case_page(signed_in(desk, LEAD), case_id)
    assert "还没有经理批准的问题分析与解决报告，写明根本原因" in page.text
    with desk.app_context():
        solved(case_id)
    assert "还没有经理批准" not in case_page(signed_in(desk, LEAD), case_id).text


def test_r09_4_4_8_an_article_is_begun_from_a_problem_whose_cause_is_known(desk: Flask) -> None:
    with desk.app_context():
        case_id = opened(workaround=WORKAROUND)
    lead = signed_in(desk, LEAD)
    assert links(case_page(lead, case_id), "写知识条目") == []
    with desk.app_context():
        solved(case_id, article=None)
    (place,) = links(case_page(lead, case_id), "写知识条目")
    page = lead.get(place)
    typed = {e.get("id"): "".join(e.itertext()).strip() or e.get("value") for e in page.all("textarea")}
    assert (typed["cause"], typed["solution"]) == (ROOT, WORKAROUND)
    assert ROOT not in lead.get("/forms/f09-7/new?of=problem-99999").text
    with desk.app_context():
        article_id = published()
        added(case_id, article=article_ref(article_id))
    page = case_page(lead, case_id)
    (place,) = links(page, "知识条目：打印机卡纸 ")
    assert links(page, "写知识条目") == [] and lead.get(place).status == 200
    with desk.app_context():
        voided(article_id)
    assert links(case_page(lead, case_id), "知识条目：打印机卡纸 ") == []


@pytest.mark.parametrize("path", ["/", "/forms/f09-4/new", "/documents/{}/case"])
def test_a_page_asks_the_same_with_few_incidents_and_with_many(desk: Flask, path: str) -> None:
    with desk.app_context():
        case_id = opened(classified(), classified(), workaround=WORKAROUND)
        place = path.format(case_id)
        for _ in range(3):
            classified()
    reader = signed_in(desk, LEAD)
    few = count(desk, reader, place)
    with desk.app_context():
        for _ in range(3):
            added(case_id, ("关联", classified()))
            classified(what="邮件发不出去，一直转圈")
            opened()
    assert count(desk, reader, place) == few
    assert few <= 27
