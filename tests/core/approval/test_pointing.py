"""Steps whose signer a cell of the form names: the head, or a role, of a department, or the very person."""

from datetime import date, timedelta

import pytest
from flask import Flask
from msgspec.structs import replace
from sqlalchemy import select

from portal.core.approval.departed import replace_departed
from portal.core.approval.editions import unknown_of
from portal.core.approval.models import RouteStep
from portal.core.approval.pointing import way_up
from portal.core.approval.sending import change
from portal.core.approval.sending import send as send_paper
from portal.core.approval.vacancies import deliver_held_steps
from portal.core.desk.moment import this_moment
from portal.core.documents.models import Document
from portal.core.facts import Ref
from portal.core.org.models import Holding
from portal.core.org.queries import last_unit
from portal.core.web.context import catalogue
from portal.demonstration.company import author_of
from portal.extensions import db, writing
from tests.conftest import TestClock
from tests.core.approval.papers import KEYS, desks, person, say, steps, task_of, trace
from tests.core.approval.test_why_not import said
from tests.core.org.changes import leave_post, take_post, unit
from tests.core.org.changes import person as row_of

pytestmark = [pytest.mark.both_databases, pytest.mark.usefixtures("toys")]
TODAY = date(2026, 11, 23)


def place(code: str) -> Ref:
    return Ref(unit(code).id, code, {"SOUTH": "华南办事处", "FIN": "财务部", "EAST": "华东办事处"}[code])


def somebody(number: str) -> Ref:
    found = row_of(number)
    return Ref(found.id, number, found.name)


def errand(code: str, at: str = "", named: str = "", author: str = "1001") -> int:
    """Send an errand for a department and a person; returns the paper's id."""
    form = catalogue().type(code)
    facts = form.facts(
        day=this_moment().day, matter="查明", department=place(at) if at else None,
        handler=somebody(named) if named else None,
    )  # fmt: skip
    with writing():
        return send_paper(form, facts, author_of(author), f"errand:{next(KEYS)}", this_moment()).id


def test_whoever_heads_the_department_on_the_form_signs_and_not_the_authors_head() -> None:
    paper = errand("F94-1", "SOUTH", "1002")
    assert desks(paper) == ["1006"]
    say(paper, "1006")
    assert desks(paper) == ["1005"]
    told = trace(paper, "审核")
    assert "审核由部门负责人办理，从「受理部门」一栏所填的华南办事处往上找" in told
    assert "华南办事处：办事处经理何清" in told


def test_a_role_is_looked_for_from_the_department_on_the_form() -> None:
    paper = errand("F94-2", "SOUTH", "1002")
    assert desks(paper) == ["1005"]
    assert "审核由办事处经理办理，从「受理部门」一栏所填的华南办事处往上找" in trace(paper, "审核")


def test_where_the_department_has_no_head_the_next_one_above_it_signs(toys: Flask) -> None:
    leave_post(toys, "1005")
    paper = errand("F94-1", "SOUTH", "1002", author="1011")
    say(paper, "1006")
    assert desks(paper) == ["1006"]


def test_where_nobody_in_that_line_has_the_role_the_step_waits_for_one(toys: Flask) -> None:
    paper = errand("F94-2", "FIN", "1002")
    assert (desks(paper), steps(paper)[0]) == ([], ("审核", "held"))
    assert deliver_held_steps(this_moment()) == 0
    take_post(toys, "1005", "branch_office_manager", "FIN")
    assert deliver_held_steps(this_moment()) == 1
    assert desks(paper) == ["1005"]


def test_the_author_does_not_sign_as_the_head_of_the_department_that_he_named(toys: Flask) -> None:
    take_post(toys, "1005", "account_manager", "SOUTH")
    paper = errand("F94-2", "SOUTH", "1002", author="1005")
    assert desks(paper) == ["1006"]
    assert "本人填写的内容不能自己审核，转上一级负责人" in trace(paper, "审核")


def test_an_empty_cell_holds_the_step_and_says_what_is_missing() -> None:
    paper = errand("F94-2")
    assert (desks(paper), steps(paper)[0]) == ([], ("审核", "held"))
    told = trace(paper, "审核")
    assert "审核由「受理部门」一栏所填部门的办事处经理办理" in told
    assert "这一栏还没有填，填好以后自动送达" in told


def test_what_an_earlier_step_fills_in_decides_who_signs_next() -> None:
    paper = errand("F94-1")
    form = catalogue().type("F94-1")
    facts = form.facts(day=TODAY, matter="查明", department=place("FIN"), handler=somebody("1004"))
    with writing():
        seen = db.session.get_one(Document, paper).snapshot_id or 0
        change(task_of(paper, "1006"), person("1006"), form, facts, seen, this_moment())
    say(paper, "1006")
    assert desks(paper) == ["1013"]
    say(paper, "1013")
    assert desks(paper) == ["1004"]


def test_the_very_person_signs_whatever_his_post() -> None:
    paper = errand("F94-2", "SOUTH", "1012")
    say(paper, "1005")
    assert desks(paper) == ["1012"]
    told = trace(paper, "办理")
    assert "办理由「经办人」一栏所填的人办理，填的是秦悦" in told
    assert "秦悦：财务人员" in told


def test_whoever_is_named_signs_by_the_post_of_the_steps_role_where_he_has_it(toys: Flask) -> None:
    take_post(toys, "1012", "account_manager", "SOUTH", TODAY)
    paper = errand("F94-2", "SOUTH", "1012")
    say(paper, "1005")
    assert "秦悦：业务经理" in trace(paper, "办理")


def test_whoever_is_named_and_wrote_it_does_not_sign_it() -> None:
    paper = errand("F94-2", "SOUTH", "1001")
    say(paper, "1005")
    assert (desks(paper), steps(paper)[1]) == ([], ("办理", "held"))
    assert "本人填写的内容不能自己审核，等这一栏改填别人后自动送达" in trace(paper, "办理")
    passed = errand("F94-1", "SOUTH", "1001")
    say(passed, "1006")
    say(passed, "1005")
    assert desks(passed) == ["1003"]
    assert "本人填写的内容不能自己审核，转上一级负责人" in trace(passed, "办理")


@pytest.mark.parametrize(("days", "there"), [(0, False), (1, True)])
def test_whoever_is_named_signs_until_the_day_on_which_he_is_gone(
    toys: Flask, days: int, there: bool
) -> None:
    leave_post(toys, "1004", TODAY + timedelta(days=days))
    waits, escalates = errand("F94-2", "SOUTH", "1004"), errand("F94-1", "SOUTH", "1004")
    say(waits, "1005")
    say(escalates, "1006")
    say(escalates, "1005")
    assert desks(waits) == (["1004"] if there else [])
    assert desks(escalates) == (["1004"] if there else ["1005"])
    gone = "吴桐现在没有任职"
    assert (f"{gone}，等他任职或者这一栏改填别人后自动送达" in trace(waits, "办理")) is not there
    assert (f"{gone}，转上一级负责人" in trace(escalates, "办理")) is not there


def test_a_step_that_waits_for_a_named_person_comes_when_he_has_a_post_again(toys: Flask) -> None:
    leave_post(toys, "1004")
    paper = errand("F94-2", "SOUTH", "1004")
    say(paper, "1005")
    take_post(toys, "1004", "sales_rep", "EAST", TODAY)
    assert deliver_held_steps(this_moment()) == 1
    assert desks(paper) == ["1004"]


def test_another_post_does_not_take_his_turn_from_him_but_leaving_does(toys: Flask, clock: TestClock) -> None:
    paper = errand("F94-2", "SOUTH", "1004")
    say(paper, "1005")
    leave_post(toys, "1004", TODAY + timedelta(days=1))
    take_post(toys, "1004", "sales_rep", "EAST", TODAY + timedelta(days=1))
    clock.advance(days=1)
    assert replace_departed(this_moment()) == 0
    assert desks(paper) == ["1004"]
    with writing():
        row_of("1004").until = TODAY + timedelta(days=2)
    clock.advance(days=1)
    assert replace_departed(this_moment()) == 1
    assert desks(paper) == ["1003"]


def test_whoever_headed_the_department_on_the_form_is_followed_by_whoever_heads_it_now(
    toys: Flask, clock: TestClock
) -> None:
    paper = errand("F94-2", "SOUTH", "1004")
    leave_post(toys, "1005", TODAY + timedelta(days=1))
    take_post(toys, "1014", "branch_office_manager", "SOUTH", TODAY + timedelta(days=1))
    clock.advance(days=1)
    replace_departed(this_moment())
    assert desks(paper) == ["1014"]


def test_why_not_says_which_cell_decides() -> None:
    paper = errand("F94-2", "SOUTH", "1012")
    assert said(paper, "1012")["办理"][0].startswith("还没到这一步")
    say(paper, "1005")
    assert said(paper, "1012")["办理"] == ["轮到你了：财务人员办理。"]
    assert said(paper, "1004")["办理"][0] == "这一步只请「经办人」一栏所填的人办理，你不是他，原因见上。"
    assert said(paper, "1003")["审核"] == [
        "你是华东办事处的办事处经理，按上面的记录，这一步没有找到你的部门。",
    ]


def test_an_overdue_step_goes_up_from_the_department_on_the_form() -> None:
    paper = errand("F94-2", "SOUTH", "1004", author="1002")
    document = db.session.get_one(Document, paper)
    step = db.session.scalars(select(RouteStep).filter_by(document_id=paper, state="open")).one()
    assert way_up(document, step.declared, TODAY)[0].name == "华南办事处"


def test_an_edition_whose_cell_is_gone_is_found_before_deployment() -> None:
    form = catalogue().type("F94-2")
    known = {parameter.name for parameter in catalogue().parameters()}
    assert [list(unknown_of(step, form, known)) for step in form.flow] == [[], []]
    gone = replace(form.flow[0], at="branch")
    assert list(unknown_of(gone, form, known)) == ["办理人栏目 branch"]


@pytest.mark.parametrize(("until", "code"), [(1, "EAST"), (3, "SOUTH")])
def test_whoever_left_was_last_where_his_last_post_ended(toys: Flask, until: int, code: str) -> None:
    take_post(toys, "1004", "sales_rep", "EAST", TODAY - timedelta(days=9))
    with writing():
        for holding in db.session.scalars(select(Holding).filter_by(person_id=person("1004"))):
            home = holding.post.unit_id == unit("SOUTH").id
            holding.until = TODAY + timedelta(days=until if home else 2)
    assert last_unit(person("1004"), TODAY + timedelta(days=5)) == unit(code).id
    assert last_unit(0, TODAY) is None
