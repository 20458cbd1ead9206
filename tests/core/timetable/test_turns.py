"""What is entered at one instant: one entry counts, the other one hears of it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.audit.chain import faults
from portal.core.calendar import DayKind, Entered
from portal.core.desk.moment import this_moment
from portal.core.duties.sweep import keep_duties
from portal.core.notices.models import Notice
from portal.core.timetable.models import CalendarEntry
from portal.core.timetable.operations import EnteredMeanwhile, Grounds, enter
from portal.core.timetable.said import Said
from portal.extensions import db, writing
from tests.duties import keep

pytestmark = pytest.mark.both_databases
ADMINISTRATOR = 9
LAST_OF_THE_MONTH = date(2026, 11, 30)  # many things are due on it


def entered(app: Flask, name: str, seen: int) -> bool:
    said = Said("day", LAST_OF_THE_MONTH, Entered(DayKind.REST_DAY, name))
    with app.app_context():
        try:
            with writing():
                enter(said, Grounds(name), ADMINISTRATOR, seen, this_moment())
        except EnteredMeanwhile:
            return False
    return True


def test_of_two_entries_on_one_page_one_counts(app: Flask) -> None:
    for seen in range(5):
        barrier = Barrier(2)

        def press(name: str, seen: int = seen, barrier: Barrier = barrier) -> bool:
            barrier.wait()
            return entered(app, name, seen)

        with ThreadPoolExecutor(2) as pool:
            assert sorted(pool.map(press, "一二")) == [False, True]
    with app.app_context():
        assert len(db.session.scalars(select(CalendarEntry)).all()) == 5
        assert list(faults()) == []


def test_two_workers_tell_what_moved_once(app: Flask) -> None:
    keep(app)
    entered(app, "公司成立日", 0)
    barrier = Barrier(2)

    def work(_: int) -> None:
        barrier.wait()
        with app.app_context():
            keep_duties(this_moment())

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(work, range(2)))
    with app.app_context():
        query = select(Notice.person_id).filter_by(kind="deadline_moved")
        told = list(db.session.scalars(query))
        assert told and len(told) == len(set(told))
        assert list(faults()) == []
