"""R08 §4.3(1), F08-8: before Monday's meeting, to one's own head, once a week."""

from datetime import date

import pytest
from flask import Flask

from portal.core.auth.operations import give_password
from portal.core.desk.moment import this_moment
from portal.core.org.operations import appoint, enrol, open_post, open_unit
from portal.core.printing.worker import print_what_is_wanted
from portal.extensions import writing
from tests.conftest import signed_in
from tests.core.org.changes import SINCE, unit
from tests.core.printing.papers import text_of
from tests.databases import PASSWORD
from tests.duties import keep, occurrence
from tests.pages import Browser, Page
from tests.regulations.planning_department.slips import decide
from tests.regulations.planning_department.test_rules import at

pytestmark = pytest.mark.both_databases
DUTY = "planning_department:weekly_plan"
MONDAY = "2026-11-30"


@pytest.fixture(autouse=True)
def planners(app: Flask) -> None:
    """A planning department: 姚书瑶 writes, 谭景行 draws, 姚远 is their head."""
    with app.app_context(), writing():
        department = open_unit("PLAN", "企划部", SINCE, unit("ROOT"))
        secret = app.extensions["passwords"].hash(PASSWORD)
        people = (("2001", "姚远", "planning_manager"), ("2002", "姚书瑶", "copywriter"))
        for number, name, role in (*people, ("2003", "谭景行", "graphic_artist")):
            person = enrol(number, name, SINCE)
            appoint(person, open_post(department, role, SINCE), SINCE)
            give_password(person, secret)


def send(author: Browser, monday: str = MONDAY, **typed: str) -> Page:
    page = author.get(f"/forms/f08-8/new?about={monday}")
    words = {"work-0-content": "双十二海报", "work-0-finished": "2026-12-02"}
    return author.submit(page, button="act=send", **{**words, **typed})


@pytest.mark.parametrize(("sent", "late"), [("09:59:59", False), ("10:00:00", True)])
def test_r08_4_3_1_a_plan_sent_at_ten_is_late_and_a_second_before_is_not(
    app: Flask, clock, sent: str, late: bool
) -> None:
    clock.moment = at("2026-11-24 09:00")
    keep(app)
    clock.moment = at(f"{MONDAY} {sent}")
    yao = signed_in(app, "2002")
    assert ("，已逾期" in yao.get("/").text) == late
    page = send(yao)
    assert "已提交，编号 ZJH-202611-001" in page.text
    assert ("迟交" in page.text) == late
    row = occurrence(app, DUTY, "2002", MONDAY)
    with app.app_context():
        assert (row.state, row.state_at(this_moment())) == ("done", "behind" if late else "done")
    assert ("迟交" in yao.get(f"/duties/{row.id}").text) == late


@pytest.mark.parametrize(("seen", "late"), [("09:59:59", 0), ("10:00:00", 2)])
def test_r08_4_3_1_the_head_sees_what_is_late_from_ten_on(app: Flask, clock, seen: str, late: int) -> None:
    clock.moment = at("2026-11-24 09:00")
    keep(app)
    clock.moment = at(f"{MONDAY} {seen}")
    team = signed_in(app, "2001").get("/duties/team?month=2026-11")
    assert len([e for e in team.all("td") if e.get("data-label") == "到期"]) == late
    assert ("没有逾期的" in team.text) == (late == 0)


def test_r08_4_3_1_after_a_holiday_it_is_owed_on_the_next_working_day_at_ten(app: Flask, clock) -> None:
    clock.moment = at("2026-09-28 09:00")
    keep(app)
    row = occurrence(app, DUTY, "2002", "2026-10-05")
    assert (row.due, row.due_at) == (date(2026, 10, 8), at("2026-10-08 10:00"))


def test_r08_4_3_1_planned_again_nothing_moves(app: Flask, clock) -> None:
    keep(app)
    before = occurrence(app, DUTY, "2002", MONDAY)
    keep(app)
    after = occurrence(app, DUTY, "2002", MONDAY)
    assert (before.id, before.due_at, before.opens) == (after.id, after.due_at, date(2026, 11, 27))


def test_r08_4_2_7_the_plan_goes_one_level_up_and_a_week_has_one(app: Flask) -> None:
    yao, tan, head = (signed_in(app, number) for number in ("2002", "2003", "2001"))
    address = send(yao).address
    assert "这一周的计划已经交过" in send(yao).text
    assert tan.get(address).status == 404
    decide(head, "reject")
    assert "已提交" in send(yao).text
    assert "审阅" in decide(head).text


def test_r08_4_3_1_what_was_not_finished_has_a_cause(app: Flask) -> None:
    yao = signed_in(app, "2002")
    last = {"last-0-content": "会员日方案", "last-0-completion": "部分完成"}
    assert send(yao, **last).faults() == ["请填写"]
    assert "已提交" in send(yao, **last, **{"last-0-cause": "等场地"}).text


def test_r08_4_3_1_others_do_not_fill_it(chen: Browser) -> None:
    assert chen.get("/forms/f08-8/new").status == 404


def test_r08_4_3_1_the_paper_has_both_weeks(app: Flask, tmp_path) -> None:
    yao, head = signed_in(app, "2002"), signed_in(app, "2001")
    address = send(yao, **{"last-0-content": "会员日方案", "last-0-completion": "完成"}).address
    decide(head)
    with app.app_context():
        print_what_is_wanted()
    paper = text_of(yao.get(f"{address}/pdf").response.data, tmp_path)
    assert "双十二海报" in paper and "会员日方案" in paper and "姚远" in paper
