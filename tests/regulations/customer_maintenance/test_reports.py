"""R01 §2(6)-(8): market information and escalations go up the line; a superior answers in words."""

from datetime import date

import msgspec
import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.approval.deciding import Verdict, decide
from portal.core.approval.faults import Unanswered
from portal.core.approval.models import Task
from portal.core.desk.moment import this_moment
from portal.core.documents.models import Document
from portal.core.paper import Paper
from portal.core.printing.models import PrintOrder
from portal.extensions import db, writing
from portal.regulations.customer_maintenance.facts import Escalation, MarketReport
from portal.regulations.customer_maintenance.rules import escalation_refusals, market_refusals
from tests.pages import Browser, Page
from tests.terms import TERMS

EVENT = {
    "place": "萧山",
    "happened": "仓库进水",
    "progress": "已转移货物",
    "proposal": "减免运费",
    "asked": "请批准",
}
MARKET = {"place": "萧山", "source": "本人观察", "diversion": "否", "trend": "新店两家"}


def send(author: Browser, code: str, **typed: str) -> Page:
    return author.submit(author.get(f"/forms/{code}/new"), button="act=send", **typed)


def decided(signer: Browser, opinion: str = "", kind: str = "approve") -> Page:
    """Open the newest task and decide it."""
    inbox = signer.get("/")
    task = next(a.get("href") for a in inbox.all("a") if a.get("href", "").startswith("/tasks/"))
    page = signer.get(task)
    return signer.submit(page, action=f"{task}/decision", button=f"kind={kind}", opinion=opinion)


def test_r01_2_7_market_information_is_on_the_managers_desk_until_noted(chen: Browser, zhou: Browser) -> None:
    sent = send(chen, "f01-3", **MARKET)
    assert "SC-202611-0001" in sent.text
    assert "萧山市场信息" in zhou.get("/").text
    assert "已批准" in decided(zhou).text


def test_r01_2_1_who_found_diversion_says_batch_and_origin(chen: Browser) -> None:
    refused = send(chen, "f01-3", **MARKET | {"diversion": "是"})
    assert (refused.status, refused.faults()) == (422, ["请填写", "请填写"])
    assert (
        "发现窜货"
        in send(chen, "f01-3", **MARKET | {"diversion": "是", "batch": "B7", "origin": "邻市"}).text
    )


@pytest.mark.parametrize(("day", "places"), [(date(2026, 11, 23), []), (date(2026, 11, 24), [("day",)])])
def test_r01_2_7_and_2_8_nothing_is_reported_before_its_day(day: date, places: list[object]) -> None:
    market = MarketReport(day=day, place="萧山", source="本人观察", diversion=False, trend="无")
    event = Escalation(day=day, matter="非常情况", **EVENT)
    assert [refusal.path for refusal in market_refusals(market, TERMS)] == places
    assert [refusal.path for refusal in escalation_refusals(event, TERMS)] == places


def test_r01_2_8_an_unusual_event_ends_with_the_office_managers_words(
    app: Flask, chen: Browser, zhou: Browser
) -> None:
    sent = send(chen, "f01-6", matter="非常情况", **EVENT)
    assert "待 周敏" in sent.text
    silent = decided(zhou)
    assert (silent.status, silent.faults()) == (422, ["要写明答复，才能结束这一步"])
    answered = decided(zhou, "同意减免")
    assert "已批准" in answered.text
    assert "不经公司答复" in answered.text
    assert "不经此级" in answered.text
    with app.app_context():
        paper = msgspec.json.decode(db.session.scalars(select(PrintOrder.paper)).one(), type=Paper)
    assert [(cell.label, cell.skipped) for cell in paper.signatures if not cell.person] == [("公司", True)]


def test_r01_2_6_a_major_project_customer_goes_on_to_the_company(
    chen: Browser, zhou: Browser, wang: Browser
) -> None:
    assert send(chen, "f01-6", matter="重大工程客户", **EVENT).faults() == ["请填写"]
    sent = send(chen, "f01-6", matter="重大工程客户", customer="嘉禾建材", **EVENT)
    assert "「事项」填的是「重大工程客户」" not in sent.text
    going = decided(zhou, "请公司定")
    assert "审核中" in going.text
    assert "「事项」填的是「重大工程客户」，须经公司答复" in going.text
    assert "已批准" in decided(wang, "按优惠价供货").text


def test_r01_rule_5_the_operation_itself_refuses_an_approval_without_words(app: Flask, chen: Browser) -> None:
    send(chen, "f01-6", matter="非常情况", **EVENT)
    with app.app_context():
        task = db.session.query(Task).one()
        seen = db.session.get_one(Document, task.document_id).snapshot_id or 0
        mine, person = task.id, task.person_id
        with pytest.raises(Unanswered), writing():
            decide(mine, person, Verdict("approve", " ", seen), this_moment())
        with writing():
            decide(mine, person, Verdict("approve", "可", seen), this_moment())
