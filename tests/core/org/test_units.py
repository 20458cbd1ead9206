"""Units are named and placed with dates: rights and routes follow the tree of the day, papers do not."""

from datetime import date, timedelta

import pytest
from flask import Flask

from portal.core.approval.routing import find_signers
from portal.core.approval.visibility import seen_by
from portal.core.org.operations import open_unit
from portal.core.org.queries import place, upwards
from portal.extensions import writing
from tests.core.org.changes import SINCE, leave_post, move, person, take_post, unit
from tests.core.org.test_routing import REVIEW
from tests.pages import Browser
from tests.plans import plan

TODAY = date(2026, 11, 23)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@pytest.fixture
def moved(app: Flask) -> Flask:
    """From tomorrow 华东办事处 is called 江南办事处 and belongs to 渠道部, which 何清 heads."""
    with app.app_context(), writing():
        open_unit("CHANNEL", "渠道部", SINCE, unit("ROOT"))
    take_post(app, "1005", "sales_manager", "CHANNEL")
    move(app, "EAST", "CHANNEL", "江南办事处", TOMORROW)
    return app


def names_upwards(app: Flask, day: date) -> list[str]:
    with app.app_context():
        return [place.name for place in upwards(unit("EAST").id, day)]


def sees(app: Flask, number: str, document_id: int, day: date) -> bool:
    with app.app_context():
        return seen_by(person(number).id, document_id, day) is not None


@pytest.mark.both_databases
def test_name_and_parent_change_on_the_day(moved: Flask) -> None:
    assert names_upwards(moved, TODAY) == ["华东办事处", "销售部", "远山商贸有限公司"]
    assert names_upwards(moved, TOMORROW) == ["江南办事处", "渠道部", "远山商贸有限公司"]


def test_a_unit_above_is_named_as_on_the_day(app: Flask) -> None:
    move(app, "SALES", "ROOT", "营销中心", TOMORROW)
    assert names_upwards(app, TODAY) == ["华东办事处", "销售部", "远山商贸有限公司"]
    assert names_upwards(app, TOMORROW) == ["华东办事处", "营销中心", "远山商贸有限公司"]


def test_before_a_unit_began_it_has_no_name_and_no_parent(app: Flask) -> None:
    before = SINCE - timedelta(days=1)
    assert names_upwards(app, before) == []
    with app.app_context():
        assert place(unit("EAST").id, before).name == "（未命名部门）"


@pytest.mark.both_databases
def test_the_head_above_changes_on_the_day_for_old_papers_too(moved: Flask) -> None:
    document_id = plan(moved)
    assert [sees(moved, "1006", document_id, day) for day in (TODAY, TOMORROW)] == [True, False]
    assert [sees(moved, "1005", document_id, day) for day in (TODAY, TOMORROW)] == [False, True]


def test_head_of_office_author_auditor_and_top_keep_their_sight(moved: Flask) -> None:
    document_id = plan(moved)
    for number in ("1001", "1003", "1007", "1008"):
        assert sees(moved, number, document_id, TODAY), number
        assert sees(moved, number, document_id, TOMORROW), number


def test_a_head_sees_from_the_first_day_of_his_post_to_the_last(app: Flask) -> None:
    document_id = plan(app)
    leave_post(app, "1006", TODAY)
    assert [sees(app, "1006", document_id, day) for day in (YESTERDAY, TODAY)] == [True, False]


def test_an_auditor_sees_while_he_holds_the_post(app: Flask) -> None:
    document_id = plan(app)
    leave_post(app, "1007", TODAY)
    assert [sees(app, "1007", document_id, day) for day in (YESTERDAY, TODAY)] == [True, False]


def test_whoever_had_a_turn_keeps_sight_of_the_paper(app: Flask) -> None:
    document_id = plan(app, "approve")
    leave_post(app, "1003")
    assert sees(app, "1003", document_id, TODAY)
    assert not sees(app, "1003", plan(app, number="1002"), TODAY)


def test_the_route_follows_the_tree_of_the_day(moved: Flask) -> None:
    with moved.app_context():
        own, office = {person("1003").id}, unit("EAST").id
        signers = [find_signers(REVIEW, own, office, day).signers for day in (TODAY, TOMORROW)]
        assert [[h.person.name for h in held] for held in signers] == [["王岚"], ["何清"]]


def test_a_paper_keeps_the_name_its_unit_had(moved: Flask, chen: Browser, clock) -> None:
    document_id = plan(moved)
    clock.advance(days=1)
    chen.sign_in("1001", "请进-1234")
    assert "华东办事处" in chen.get(f"/documents/{document_id}").text
    assert "江南办事处" in chen.get("/forms/f01-1/new").text


@pytest.mark.both_databases
def test_a_ring_of_units_ends(app: Flask) -> None:
    move(app, "SALES", "EAST", "销售部", TODAY)
    assert "销售部" in names_upwards(app, TODAY)
    assert sees(app, "1006", plan(app), TODAY)
