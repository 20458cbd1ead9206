"""DESIGN §9: each day's events are sealed onto the previous seal, once, however often and by however many."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import delete, func, select

from portal.core.audit.chain import record
from portal.core.audit.models import AuditEvent, AuditPayload
from portal.core.audit.seals import cover, seal_days
from portal.core.web.context import now, zone
from portal.extensions import db, writing
from tests.conftest import TestClock
from tests.core.proof.falsify import found, seal, seals, unguarded
from tests.plans import DECEMBER, plan

MONDAY = date(2026, 11, 23)


def newest(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.max(AuditEvent.id))) or 0


@pytest.mark.both_databases
def test_a_day_is_sealed_once_it_is_over_and_only_once(app: Flask, clock: TestClock) -> None:
    plan(app, "approve")
    first_day = MONDAY
    clock.moment = clock.moment.replace(hour=15, minute=59)  # 23:59 in Shanghai
    seal(app, days=0)
    assert all(row.day < MONDAY for row in seals(app))
    clock.advance(minutes=1)
    seal(app, days=0)
    (row,) = [each for each in seals(app) if each.day == first_day]
    seal(app, days=0)
    assert [each.id for each in seals(app) if each.day == first_day] == [row.id]
    assert (row.last_id, row.at) == (newest(app), clock.moment)


def test_days_that_were_missed_are_caught_up_each_onto_the_one_before(app: Flask, clock: TestClock) -> None:
    plan(app, "approve")
    clock.advance(days=2)
    plan(app, "approve", DECEMBER.before())
    clock.advance(days=1)
    seal(app, days=0)
    monday, tuesday, wednesday = [row for row in seals(app) if row.day >= MONDAY]
    assert [row.day - MONDAY for row in (monday, tuesday, wednesday)] == [timedelta(n) for n in range(3)]
    assert (tuesday.count, tuesday.last_id) == (0, monday.last_id)
    assert monday.count > 0 and wednesday.count > 0
    assert (wednesday.count, wednesday.last_id) == (newest(app) - monday.last_id, newest(app))
    with app.app_context():
        for before, row in ((monday, tuesday), (tuesday, wednesday)):
            made = cover(before.digest, row.day, before.last_id, row.last_id)
            assert made == (row.count, row.digest)


def test_what_is_written_after_its_day_was_sealed_is_in_the_next_seal(app: Flask, clock: TestClock) -> None:
    plan(app)
    clock.moment = clock.moment.replace(hour=16)
    seal(app, days=0)
    with app.app_context(), writing():
        record("document:1", "document:filed", None, now() - timedelta(minutes=5), shelf="甲")
    seal(app, days=1)
    assert seals(app)[-1].last_id == newest(app)
    assert seals(app)[-1].count == 1
    assert found(app) == []


def test_a_clock_that_once_ran_ahead_keeps_no_day_from_being_sealed(app: Flask, clock: TestClock) -> None:
    with app.app_context(), writing():
        record("test:1", "ahead", None, now() + timedelta(days=900))
    plan(app)
    seal(app)
    assert seals(app)[-1].last_id == newest(app)


@pytest.mark.both_databases
def test_four_workers_at_one_instant_seal_each_day_once(app: Flask, clock: TestClock) -> None:
    plan(app, "approve")
    clock.advance(days=3)

    def work(_number: int) -> None:
        with app.app_context():
            seal_days(now(), zone())

    with ThreadPoolExecutor(4) as workers:
        list(workers.map(work, range(4)))
    days = [row.day for row in seals(app)]
    assert days == [days[0] + timedelta(n) for n in range(len(days))]
    assert days[-1] == MONDAY + timedelta(days=2)
    assert found(app) == []


@pytest.fixture
def blank(app: Flask) -> Flask:
    """A company in which nothing ever happened."""
    with unguarded(app):
        for model in (AuditPayload, AuditEvent):
            db.session.execute(delete(model))
    return app


def say(app: Flask, *moments: datetime) -> list[str]:
    """Events at some moments; returns their digests."""
    with app.app_context(), writing():
        return [record("test:1", "test:said", None, moment).digest for moment in moments]


def test_a_company_in_which_nothing_ever_happened_has_no_seal(blank: Flask) -> None:
    seal(blank, days=9)
    assert seals(blank) == []


def test_midnight_where_the_company_is_parts_two_days(blank: Flask, clock: TestClock) -> None:
    midnight = clock.moment.replace(hour=16)  # in Shanghai
    say(blank, midnight - timedelta(microseconds=1), midnight, midnight + timedelta(hours=1))
    seal(blank, days=2)
    assert [(row.day, row.count) for row in seals(blank)] == [(MONDAY, 1), (MONDAY + timedelta(days=1), 2)]


def test_the_first_day_is_that_of_the_first_event_where_the_company_is(
    blank: Flask, clock: TestClock
) -> None:
    say(blank, clock.moment.replace(hour=16, minute=30))
    seal(blank, days=2)
    assert [(row.day, row.count) for row in seals(blank)] == [(MONDAY + timedelta(days=1), 1)]


def test_a_seal_is_a_digest_over_the_one_before_the_day_and_each_event_in_order(
    blank: Flask, clock: TestClock
) -> None:
    digests = say(blank, clock.moment, clock.moment + timedelta(hours=1))
    seal(blank, days=2)
    monday, tuesday = seals(blank)
    for row, before, lines in ((monday, "0" * 64, digests), (tuesday, monday.digest, [])):
        told = "".join(f"{line}\n" for line in (before, row.day, *lines))
        assert (row.count, row.digest) == (len(lines), hashlib.sha256(told.encode()).hexdigest())


@pytest.mark.both_databases
def test_who_is_still_writing_is_waited_for(app: Flask, clock: TestClock) -> None:
    """An event with a smaller id that is stored after the sealing began would be in no seal."""
    plan(app)
    clock.moment = clock.moment.replace(hour=16)
    with ThreadPoolExecutor(1) as workers:
        with app.app_context(), writing():
            record("document:1", "document:filed", None, now() - timedelta(minutes=5), shelf="甲")
            sealing = workers.submit(seal, app, 0)
            with pytest.raises(TimeoutError):
                sealing.result(timeout=0.5)
        sealing.result(timeout=20)
    assert seals(app)[-1].last_id == newest(app)
    assert found(app) == []
