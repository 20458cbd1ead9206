"""A line must have a named person at all hours: shifts are entered, changed, taken off; gaps are found."""

from datetime import date, time, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.audit.models import AuditEvent
from portal.core.desk.moment import this_moment
from portal.core.handovers.custody import Estate, Handing
from portal.core.org.queries import holdings
from portal.core.parameters.operations import Change, change
from portal.core.web.context import catalogue
from portal.domain.rosters.custodies import FREE, held, pass_on
from portal.domain.rosters.models import Shift
from portal.domain.rosters.operations import MOST_DAYS, Refused, Wanted, remove
from portal.domain.rosters.operations import change as change_shift
from portal.domain.rosters.queries import keepers_of, on_duty, stations
from portal.extensions import db, writing
from tests.conftest import TestClock
from tests.core.org.changes import leave_post, person, take_post, unit
from tests.domain.rosters.shifts import MONDAY, SOUTH, TUESDAY, gaps_of, put, station

pytestmark = pytest.mark.both_databases
NEXT_SUNDAY = "12-07 00:00"  # when the second week shown is over


@pytest.fixture(autouse=True)
def inside(app: Flask):
    with app.test_request_context():
        yield


def events() -> list[str]:
    query = select(AuditEvent.event).where(AuditEvent.stream.startswith("roster:"))
    return list(db.session.scalars(query.order_by(AuditEvent.id)))


def shift() -> Shift:
    return db.session.scalars(select(Shift).order_by(Shift.id)).all()[-1]


def wanted(number: str, begins: int = 8, ends: int = 20, day: date = TUESDAY) -> Wanted:
    return Wanted(person(number).id, day, day, time(begins), time(ends))


def amend(new: Wanted, seen: int = 1) -> None:
    with writing():
        change_shift(shift().id, new, seen, person("1003").id, this_moment())


def take_off() -> None:
    with writing():
        remove(shift().id, person("1003").id, this_moment())


def test_there_is_a_line_for_each_unit_that_has_a_post_of_its_role(app: Flask) -> None:
    told = [each.title for each in stations(MONDAY)]
    assert told == ["华东办事处的救援电话", "华南办事处的救援电话", "财务部的查账电话"]
    leave_post(app, "1005")  # vacant, but the post is there
    assert len(stations(MONDAY)) == 3


def test_a_line_that_nobody_answers_is_one_gap_from_today_to_the_end_of_next_week() -> None:
    assert gaps_of() == [("11-23 00:00", NEXT_SUNDAY)]
    assert gaps_of("audit", "FIN")[0] == ("11-23 08:00", "11-23 18:00")


def test_the_same_hours_each_day_are_entered_in_one_act_also_over_midnight() -> None:
    assert put("1001", MONDAY, 20, 8, last=MONDAY + timedelta(days=13)) == 14
    assert put("1002", MONDAY, 8, 20, last=MONDAY + timedelta(days=13)) == 14
    assert gaps_of() == []
    begun = db.session.scalars(select(Shift.begins).filter_by(person_id=person("1002").id)).first()
    assert begun == this_moment().at  # what had begun at 8 counts from now on
    assert put("1002", MONDAY + timedelta(days=1), 8, 20, last=MONDAY + timedelta(days=13)) == 0
    assert events() == ["roster:entered", "roster:entered"]


@pytest.mark.parametrize(("days", "fine"), [(MOST_DAYS - 1, True), (MOST_DAYS, False), (-1, False)])
def test_at_most_so_many_days_are_entered_at_once(days: int, fine: bool) -> None:
    last = TUESDAY + timedelta(days=days)
    if fine:
        assert put("1001", TUESDAY, 8, 20, last=last) == MOST_DAYS
        return
    with pytest.raises(Refused, match="最多排"):
        put("1001", TUESDAY, 8, 20, last=last)


@pytest.mark.parametrize(("ends", "fine"), [(10, False), (11, True)])
def test_what_is_over_is_entered_no_more(ends: int, fine: bool) -> None:
    """It is 10:00."""
    if fine:
        assert put("1001", MONDAY, 9, ends) == 1
        return
    with pytest.raises(Refused, match="已经过去"):
        put("1001", MONDAY, 9, ends)


def test_shifts_of_one_line_may_overlap() -> None:
    put("1001", TUESDAY, 8, 20)
    assert put("1002", TUESDAY, 12, 22) == 1


@pytest.mark.parametrize(
    ("begins", "ends", "fine"), [(20, 22, True), (19, 22, False), (6, 8, True), (6, 9, False)]
)
def test_nobody_is_on_two_lines_at_once(begins: int, ends: int, fine: bool) -> None:
    put("1001", TUESDAY, 8, 20)
    if fine:
        assert put("1001", TUESDAY, begins, ends, at=SOUTH) == 1
        return
    with pytest.raises(Refused, match="陈立 2026-11-24 08:00–20:00 已在华东办事处的救援电话值班"):
        put("1001", TUESDAY, begins, ends, at=SOUTH)


def test_nights_on_one_line_and_a_day_between_them_on_another_do_not_touch() -> None:
    put("1001", TUESDAY, 8, 20, at=SOUTH)
    assert put("1001", MONDAY, 20, 8, last=TUESDAY) == 2


def test_on_his_own_line_somebody_may_stay_longer() -> None:
    put("1001", TUESDAY, 8, 20)
    assert put("1001", TUESDAY, 19, 22) == 1


def test_who_is_on_duty_is_asked_for_a_moment(clock: TestClock) -> None:
    put("1001", MONDAY, 9, 12)
    at, east = clock(), unit("EAST").id
    assert [watch.name for watch in on_duty("rescue", east, at)] == ["陈立"]
    assert on_duty("rescue", unit("SOUTH").id, at) == on_duty("audit", east, at) == []
    noon = at + timedelta(hours=2)
    assert [w.name for w in on_duty("rescue", east, noon - timedelta(seconds=1))] == ["陈立"]
    assert on_duty("rescue", east, noon) == []


def test_a_shift_is_changed_until_it_begins(clock: TestClock) -> None:
    put("1001", TUESDAY, 8, 20)
    amend(wanted("1002", 9))
    assert [w.name for w in on_duty("rescue", unit("EAST").id, shift().begins)] == ["林可"]
    with pytest.raises(Refused, match="有人改过"):
        amend(wanted("1001"), seen=1)
    clock.advance(hours=22, minutes=59)
    amend(wanted("1001", 9), seen=2)
    clock.advance(minutes=1)
    with pytest.raises(Refused, match="已经开始"):
        amend(wanted("1002", 9), seen=3)
    assert events() == ["roster:entered", "roster:changed", "roster:changed"]


def test_a_change_does_not_put_somebody_on_two_lines() -> None:
    put("1002", TUESDAY, 8, 20, at=SOUTH)
    put("1001", TUESDAY, 8, 20)
    with pytest.raises(Refused, match="林可"):
        amend(wanted("1002"))
    amend(wanted("1001", 8, 21))  # his own shift is not in its own way


def test_a_shift_that_is_taken_off_is_a_gap_and_one_that_has_begun_ends_now(clock: TestClock) -> None:
    put("1001", TUESDAY, 0, 0)
    assert ("11-24 00:00", "11-25 00:00") not in gaps_of() and len(gaps_of()) == 2
    take_off()
    assert gaps_of() == [("11-23 00:00", NEXT_SUNDAY)]
    put("1001", TUESDAY, 0, 0)
    clock.advance(hours=20)
    take_off()
    assert (shift().removed_at, gaps_of()[0]) == (None, ("11-24 06:00", NEXT_SUNDAY))
    take_off()
    assert events() == ["roster:entered", "roster:removed"] * 2


def test_whoever_leaves_is_on_duty_no_more_from_that_day_on() -> None:
    put("1001", MONDAY, 20, 8, last=TUESDAY + timedelta(days=1))
    with writing():
        person("1001").until = TUESDAY + timedelta(days=1)
    assert gaps_of() == [
        ("11-23 00:00", "11-23 20:00"), ("11-24 08:00", "11-24 20:00"), ("11-25 00:00", NEXT_SUNDAY),
    ]  # fmt: skip


@pytest.mark.parametrize(("days", "fine"), [(0, False), (1, True)])
def test_nobody_is_put_on_duty_on_a_day_on_which_he_is_gone(days: int, fine: bool) -> None:
    with writing():
        person("1001").until = TUESDAY + timedelta(days=days)
    if fine:
        assert put("1001", TUESDAY, 8, 20) == 1
        return
    with pytest.raises(Refused, match="起不在职"):
        put("1001", TUESDAY, 8, 20)


def test_a_handover_leaves_gaps_and_nobody_inherits_a_turn() -> None:
    put("1001", MONDAY, 20, 8, last=TUESDAY)
    estate = Estate(person("1001").id, TUESDAY)
    assert [item.title for item in held(estate, this_moment())] == [
        "华东办事处的救援电话 2026-11-23 20:00 至 11-24 08:00",
        "华东办事处的救援电话 2026-11-24 20:00 至 11-25 08:00",
    ]
    with writing():
        moved = pass_on(Handing(estate, person("1002").id, person("1003").id), this_moment())
    assert {each.to for each in moved} == {FREE}
    assert held(estate, this_moment()) == []
    assert gaps_of() == [("11-23 00:00", "11-23 20:00"), ("11-24 00:00", NEXT_SUNDAY)]


def test_whoever_gives_up_one_post_keeps_the_turns_of_a_unit_in_which_he_has_another(app: Flask) -> None:
    take_post(app, "1001", "account_manager", "SOUTH")
    put("1001", TUESDAY, 8, 20)
    put("1001", TUESDAY, 20, 22, at=SOUTH)
    rows = {h.post.unit_id: h.id for h in holdings(person("1001").id, MONDAY)}
    given = Estate(person("1001").id, MONDAY, (rows[unit("SOUTH").id],))
    assert [item.title[:5] for item in held(given, this_moment())] == ["华南办事处"]


def test_a_line_is_kept_by_its_unit_and_by_those_above_it(app: Flask) -> None:
    east = station()
    assert keepers_of([east], MONDAY) == {east.key: {person("1003").id}}
    take_post(app, "1014", "branch_office_manager", "SALES")
    take_post(app, "1012", "branch_office_manager", "SOUTH")
    db.session.rollback()  # read anew
    assert keepers_of([east], MONDAY) == {east.key: {person("1003").id, person("1014").id}}


def test_nobody_is_owed_from_the_day_on_which_the_regulation_goes_off() -> None:
    switch = catalogue().chapters["lines"].switch
    with writing():
        change(switch, Change(TUESDAY, False, "公司决定"), person("1003").id, 0, this_moment())
    assert gaps_of() == [("11-23 00:00", "11-24 00:00")]
    assert gaps_of("audit", "FIN") == [("11-23 08:00", "11-23 18:00")]
