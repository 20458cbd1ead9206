"""Who holds what on a day, and what that lets him read: both sides of the first and the last day."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, true

from portal.core.org.models import Holding, Person, Post, Unit, UnitPlace
from portal.core.org.operations import open_unit
from portal.core.org.queries import (
    company_name,
    heads_of,
    held_between,
    holders_of,
    holdings,
    last_unit,
    place,
    placed_holdings,
    posts_told,
    reads_all,
    units_headed,
    upwards,
)
from portal.extensions import Model, db, writing
from tests.core.org.changes import SINCE, leave_post, move, person, take_post, unit

TODAY = date(2026, 11, 23)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
DAYS = (YESTERDAY, TODAY, TOMORROW)


def end(app: Flask, model: type[Model], day: date, **which: object) -> None:
    """Rows are in force until a day."""
    with app.app_context(), writing() as session:
        for row in session.scalars(select(model).filter_by(until=None, **which)):
            row.until = day


def end_holding(app: Flask) -> None:
    leave_post(app, "1003", TODAY)


def end_post(app: Flask) -> None:
    with app.app_context():
        held = holdings(person("1003").id, TODAY)[0].post_id
    end(app, Post, TODAY, id=held)


def end_person(app: Flask) -> None:
    end(app, Person, TODAY, number="1003")


@pytest.mark.parametrize("ends", [end_holding, end_post, end_person])
def test_a_post_is_held_while_person_post_and_holding_are_in_force(app: Flask, ends) -> None:
    ends(app)
    with app.app_context():
        me, east = person("1003").id, unit("EAST").id
        assert [len(holdings(me, day)) for day in DAYS] == [1, 0, 0]
        assert [len(heads_of([east], day)) for day in DAYS] == [1, 0, 0]
        assert [len(holders_of({"branch_office_manager"}, set(), [east], day)) for day in DAYS] == [1, 0, 0]
        assert [me in posts_told([me], day) for day in DAYS] == [True, False, False]
        headed = [db.session.scalars(select(units_headed(me, day).c.unit_id)).all() for day in DAYS]
        assert headed == [[east], [], []]


@pytest.fixture
def two_posts(app: Flask) -> Flask:
    """周敏 also does 销售部's paper work from today on, which is called 营销中心 from tomorrow on."""
    take_post(app, "1003", "sales_clerk", "SALES", TODAY)
    move(app, "SALES", "ROOT", "营销中心", TOMORROW)
    return app


def test_each_post_is_told_with_its_unit_as_it_is_named_that_day(two_posts: Flask) -> None:
    with two_posts.app_context():
        me = person("1003").id
        told = [[(h.post.role, unit) for h, unit in placed_holdings(me, day)] for day in DAYS]
        office = ("branch_office_manager", "华东办事处")
        assert told == [
            [office],
            [office, ("sales_clerk", "销售部")],
            [office, ("sales_clerk", "营销中心")],
        ]
        assert posts_told([me], TOMORROW) == {me: ["华东办事处 办事处经理", "营销中心 销售文员"]}
        assert holdings(0, TODAY) == []


def test_a_unit_without_a_name_that_day_is_told_as_such(two_posts: Flask) -> None:
    with two_posts.app_context():
        me, east = person("1003").id, unit("EAST").id
    end(two_posts, UnitPlace, TODAY, unit_id=east)
    with two_posts.app_context():
        assert placed_holdings(me, TODAY)[0][1] == place(east, TODAY).name == "（未命名部门）"
        assert place(east, YESTERDAY) == (east, "华东办事处")


def test_whoever_was_somewhere_was_last_where_he_still_is_or_left_last(two_posts: Flask) -> None:
    with two_posts.app_context():
        me, east, sales = person("1003").id, unit("EAST").id, unit("SALES").id
        assert last_unit(me, SINCE - timedelta(days=1)) is None
        assert last_unit(me, SINCE) == last_unit(me, TODAY) == east
    end(two_posts, Holding, TOMORROW, person_id=me)
    with two_posts.app_context(), writing() as session:
        for holding in session.scalars(select(Holding).filter_by(person_id=me)):
            holding.until = TODAY if holding.since == SINCE else TOMORROW
    with two_posts.app_context():
        assert last_unit(me, TOMORROW) == sales


def test_the_company_is_named_after_its_root_as_of_the_day(app: Flask) -> None:
    with app.app_context():
        root = unit("ROOT").id
        assert company_name(TODAY) == "远山商贸有限公司"
        assert company_name(SINCE - timedelta(days=1)) == ""
        with writing():
            open_unit("SECOND", "别的公司", SINCE)
        assert company_name(TODAY) == place(root, TODAY).name


def test_the_line_upwards_ends_at_the_root_or_at_the_thirtieth_unit(app: Flask) -> None:
    with app.app_context():
        with writing():
            deep: Unit | None = unit("ROOT")
            for number in range(31):
                deep = open_unit(f"U{number}", f"{number}", SINCE, deep)
        line = upwards(deep.id, TODAY)
        assert [each.name for each in line] == [f"{n}" for n in range(30, -1, -1)]
        assert [each.name for each in upwards(unit("EAST").id, TODAY)][-1] == "远山商贸有限公司"


def test_holders_are_found_near_by_some_roles_and_anywhere_by_others(app: Flask) -> None:
    with app.app_context():
        east = unit("EAST").id
        near, far = {"account_manager", "sales_rep"}, {"branch_office_manager", "auditor"}
        numbers = [each.person.number for each in holders_of(near, far, [east], TODAY)]
        assert numbers == ["1001", "1002", "1003", "1005", "1007", "1010"]
        heads = heads_of([east, unit("SALES").id], TODAY)
        assert [each.person.number for each in heads] == ["1003", "1006"]


def test_only_an_auditors_post_reads_everything(app: Flask) -> None:
    leave_post(app, "1007", TOMORROW)
    with app.app_context():
        for number, day, reads in (("1007", TODAY, 1), ("1007", TOMORROW, 0), ("1008", TODAY, 0)):
            found = db.session.scalars(reads_all(person(number).id, day)).all()
            assert len(found) == reads, (number, day)


def test_who_held_a_post_on_any_day_of_a_span_is_found(two_posts: Flask) -> None:
    leave_post(two_posts, "1003", TOMORROW)
    with two_posts.app_context():
        me = person("1003").id
        mine = Holding.person_id == me

        def found(first: date, last: date) -> list[tuple[str, date, date | None]]:
            held = held_between({"sales_clerk"}, first, last, mine)
            return [(each.unit, each.since, each.until) for each in held]

        assert found(SINCE, YESTERDAY) == []
        assert found(SINCE, TODAY) == [("销售部", TODAY, TOMORROW)]
        assert found(TODAY, TOMORROW) == [("营销中心", TODAY, TOMORROW)]
        assert found(TOMORROW, TOMORROW) == []
        clerks = held_between({"sales_clerk", "auditor"}, TODAY, TODAY, true())
        assert [each.name for each in clerks] == ["许文", "苏禾", "周敏"]
        assert (clerks[-1].person_id, clerks[-1].unit_id) == (me, unit("SALES").id)
