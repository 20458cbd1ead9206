"""A year of duties, the worker run daily: every occurrence once, none missing, none twice."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.core.calendar import Calendar
from portal.core.desk.moment import this_moment
from portal.core.duties.models import Occurrence
from portal.core.duties.sweep import keep_duties
from portal.core.org.models import Unit
from portal.core.org.operations import appoint, enrol, open_post
from portal.extensions import db, writing
from tests.turns import EVERY, may

FIRST, LAST = date(2025, 12, 1), date(2026, 11, 30)
DEAD = range(100, 107)  # days of the year on which the worker did not run
SINCE = date(2020, 1, 1)
MORE = 46 if EVERY else 12


def more_people(app: Flask) -> None:
    """So many account managers more than the company has."""
    with app.app_context(), writing():
        east = db.session.scalars(select(Unit).filter_by(code="EAST")).one()
        for n in range(MORE):
            appoint(enrol(f"2{n:03}", f"新人{n}", SINCE), open_post(east, "account_manager", SINCE), SINCE)


@pytest.mark.first
@pytest.mark.skipif(not may((1, 3)), reason="a year takes long: every second day")
@pytest.mark.timeout(300)
def test_every_occurrence_of_a_year_comes_round_once_also_when_the_worker_was_dead_for_a_week(
    app: Flask, clock
) -> None:
    more_people(app)
    for n in range((LAST - FIRST).days + 1):
        if n not in DEAD:
            day = FIRST + timedelta(days=n)
            clock.moment = datetime(day.year, day.month, day.day, 1, tzinfo=UTC)
            with app.app_context():
                keep_duties(this_moment())
    with app.app_context():
        counted = counts()
    managers, offices = 3 + MORE, 2
    working = sum(Calendar().day(FIRST + timedelta(days=n)).works for n in range((LAST - FIRST).days + 1))
    assert counted["customer_maintenance:journal"] == working * managers
    assert counted["customer_maintenance:plan"] == 12 * managers
    assert counted["customer_maintenance:target"] == 12 * managers
    assert counted["customer_maintenance:inspection"] == offices * inspections_due()


def counts() -> dict[str, int]:
    """How many occurrences of each duty fall due in the year."""
    query = select(Occurrence.duty, func.count()).where(Occurrence.due.between(FIRST, LAST))
    query = query.where(Occurrence.state != "void").group_by(Occurrence.duty)
    return {duty: count for duty, count in db.session.execute(query)}


def inspections_due() -> int:
    """Weeks whose journals are to be read by a day of the year: five working days after their Sunday."""
    calendar, found = Calendar(), 0
    for n in range(-30, (LAST - FIRST).days + 1):
        sunday = FIRST + timedelta(days=n)
        if sunday.weekday() == 6:
            left, day = 5, sunday
            while left:
                day += timedelta(days=1)
                left -= calendar.day(day).works
            found += FIRST <= day <= LAST
    return found
