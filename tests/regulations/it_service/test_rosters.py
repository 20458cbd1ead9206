"""R09 §7: the desk's line has a named person at its hours; who keeps it hears of a gap."""

from datetime import time, timedelta

from flask import Flask
from sqlalchemy import select

from portal.core.desk.moment import this_moment
from portal.core.notices.models import Notice
from portal.core.org.models import Person
from portal.core.web.context import today
from portal.domain.rosters.operations import Wanted, enter
from portal.domain.rosters.queries import Station, stations
from portal.domain.rosters.sweeps import alarm
from portal.extensions import db, writing
from tests.conftest import signed_in
from tests.core.org.changes import person
from tests.regulations.it_service.incidents import DESK, staffed

TITLE = "运行维护部的服务台电话"


def line() -> Station:
    """The desk's line. Inside an app context."""
    return next(station for station in stations(today()) if station.title == TITLE)


def told() -> set[str]:
    """Who was told of a gap on it. Inside a request."""
    alarm(this_moment())
    query = select(Person.number, Notice.words).join(Person, Person.id == Notice.person_id)
    rows = db.session.execute(query.where(Notice.kind == "roster_gap"))
    return {number for number, words in rows if words.startswith(TITLE)}


def put(begins: time, ends: time) -> None:
    """The desk answers it two weeks long from then until then."""
    wanted = Wanted(person(DESK).id, today(), today() + timedelta(days=13), begins, ends)
    with writing():
        enter(line(), wanted, person(DESK).id, this_moment())


def test_r09_7_an_empty_line_is_told_to_whoever_keeps_it(app: Flask) -> None:
    staffed(app)
    with app.test_request_context():
        assert told() == {DESK}


def test_r09_7_somebody_at_all_its_hours_is_enough_and_a_minute_less_is_not(app: Flask) -> None:
    staffed(app)
    with app.test_request_context():
        put(time(8, 31), time(17, 30))
        assert told() == {DESK}


def test_r09_7_the_line_is_shut_outside_its_hours(app: Flask) -> None:
    staffed(app)
    with app.test_request_context():
        put(time(8, 30), time(17, 30))
        assert told() == set()
    assert TITLE in signed_in(app, DESK).get("/rosters").text
