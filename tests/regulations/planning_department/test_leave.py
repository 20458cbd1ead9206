"""R08 §4.1(3), F08-1: who signs, who is too late, what leave waives."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.duties.models import Absence
from portal.core.printing.worker import print_what_is_wanted
from portal.extensions import db
from portal.regulations.planning_department.facts import OUTING, PHONED
from tests.conftest import signed_in
from tests.core.printing.papers import text_of
from tests.duties import keep, occurrence
from tests.pages import Browser
from tests.regulations.planning_department.slips import decide, send
from tests.regulations.planning_department.test_rules import at

pytestmark = pytest.mark.both_databases
WEDNESDAY = ("2026-11-25 上午", "2026-11-25 下午")
CALLED = {"notice": PHONED, "told_on": "2026-11-23", "told_at": "09:40", "told_whom": "周敏"}


def journal(app: Flask, day: str) -> tuple[str, str]:
    row = occurrence(app, "journal", "1001", day)
    return row.state, row.reason


def absences(app: Flask) -> list[tuple[datetime, datetime]]:
    with app.app_context():
        return [(row.since, row.until) for row in db.session.scalars(select(Absence))]


def test_r08_4_1_3_the_head_of_ones_own_office_signs_and_leave_waives_the_day(
    app: Flask, chen: Browser, zhou: Browser, he: Browser
) -> None:
    keep(app)
    sent = send(chen, *WEDNESDAY)
    assert "已提交，编号 QJ-202611-0001" in sent.text
    assert "没有待办" in he.get("/").text
    assert journal(app, "2026-11-25") == ("open", "")
    decide(zhou)
    assert journal(app, "2026-11-25") == ("waived", "已批准的请假")
    assert journal(app, "2026-11-24") == journal(app, "2026-11-26") == ("open", "")
    assert absences(app) == [(at("2026-11-25 08:30"), at("2026-11-25 17:30"))]


def test_r08_4_1_3_leave_approved_before_the_duty_is_planned_waives_it_in_the_sweep(
    app: Flask, chen: Browser, zhou: Browser
) -> None:
    send(chen, "2026-11-24 下午", "2026-11-26 上午")
    decide(zhou)
    keep(app)
    assert journal(app, "2026-11-25") == ("waived", "已批准的请假")
    assert journal(app, "2026-11-24") == journal(app, "2026-11-26") == ("open", ""), "half a day is left"


@pytest.mark.parametrize("since", ["2026-11-25 上午", "2026-11-25 下午"])
def test_r08_4_1_3_half_a_day_waives_nothing(app: Flask, chen: Browser, zhou: Browser, since: str) -> None:
    keep(app)
    send(chen, since)
    decide(zhou)
    assert journal(app, "2026-11-25") == ("open", "")


def test_r08_4_1_3_refused_leave_and_an_outing_waive_nothing(
    app: Flask, chen: Browser, zhou: Browser
) -> None:
    keep(app)
    send(chen, *WEDNESDAY)
    decide(zhou, "reject")
    send(chen, *WEDNESDAY, kind=OUTING)
    decide(zhou)
    assert (journal(app, "2026-11-25"), absences(app)) == (("open", ""), [])


def test_r08_4_1_3_at_0830_in_time_at_0831_by_phone_alone(app: Flask, clock) -> None:
    clock.moment = at("2026-11-24 08:30:59")
    assert "已提交" in send(signed_in(app, "1001"), "2026-11-24 下午").text
    clock.moment = at("2026-11-24 08:31:00")
    lin = signed_in(app, "1002")
    page = send(lin, "2026-11-24 下午")
    assert page.status == 422
    assert "最迟 11-24 08:30 书面提出" in page.text
    assert send(lin, "2026-11-24 下午", notice=PHONED).faults() == ["请填写"] * 3
    assert "已提交" in send(lin, "2026-11-24 下午", **CALLED).text


def test_r08_4_1_3_what_comes_back_was_asked_for_when_it_was_first_sent(app: Flask, clock) -> None:
    clock.moment = at("2026-11-24 08:00")
    chen, zhou = signed_in(app, "1001"), signed_in(app, "1003")
    address = send(chen, "2026-11-24 下午").address
    decide(zhou, "return")
    clock.moment = at("2026-11-24 10:00")
    chen = signed_in(app, "1001")
    task = chen.get("/").all("a", class_="row-title")[0].get("href")
    again = chen.submit(chen.get(task), button="act=send", reason="家中有急事")
    assert (again.status, again.address) == (200, address)


def test_r08_4_1_3_the_sheet_says_until_when(chen: Browser) -> None:
    page = chen.get("/forms/f08-1/new")
    kept = {"kind": "请假", "since": "2026-11-24", "since_half": "下午"}
    assert "最迟 11-24 08:30 书面提出" in chen.submit(page, button="act=save", **kept).text
    kept |= {"notice": PHONED, "until": "2026-11-27", "until_half": "下午"}
    assert "补单最迟 12-01 17:30 前交" in chen.submit(page, button="act=save", **kept).text


def test_r08_4_1_4_nobody_stands_in_for_himself(chen: Browser) -> None:
    assert "代理人不能是本人" in send(chen, *WEDNESDAY, substitute="陈立").text
    assert "已提交" in send(chen, *WEDNESDAY, substitute="林可").text


def test_r08_4_1_3_a_heads_own_slip_goes_one_level_up_and_the_general_managers_waits(
    app: Flask, zhou: Browser, wang: Browser
) -> None:
    send(zhou, *WEDNESDAY)
    assert "没有待办" in zhou.get("/").text
    decide(wang)
    fang = signed_in(app, "1008")
    sent = send(fang, *WEDNESDAY)
    assert "没有待办" in fang.get("/").text
    assert "等有人任职" in sent.text
    assert absences(app) == [(at("2026-11-25 08:30"), at("2026-11-25 17:30"))]


def test_r08_4_1_3_a_stranger_does_not_find_the_slip(chen: Browser, wu: Browser, zhou: Browser) -> None:
    address = send(chen, *WEDNESDAY).address
    assert wu.get(address).status == 404
    assert zhou.get(address).status == 200


def test_r08_4_1_3_the_paper_names_the_head(app: Flask, chen: Browser, zhou: Browser, tmp_path) -> None:
    address = send(chen, *WEDNESDAY, substitute="林可").address
    decide(zhou)
    with app.app_context():
        print_what_is_wanted()
    paper = text_of(chen.get(f"{address}/pdf").response.data, tmp_path)
    assert "部门经理" in paper and "周敏" in paper and "林可" in paper
    assert "告知日期" not in paper


def test_every_day_of_a_long_leave_is_waived(app: Flask, chen: Browser, zhou: Browser, clock) -> None:
    keep(app)
    send(chen, "2026-11-24 下午", "2026-12-04 下午")
    decide(zhou)
    states = {day: journal(app, f"2026-11-{day}")[0] for day in (24, 25, 26, 27, 30)}
    assert states == {24: "open"} | dict.fromkeys((25, 26, 27, 30), "waived")
    clock.advance(days=14)
    keep(app)
    assert journal(app, "2026-12-04")[0] == "waived"
    assert timedelta(days=14) == clock.moment - at("2026-11-23 10:00")
