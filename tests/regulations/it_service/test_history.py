"""R09 §4.4.2, §4.4.3, §4.4.9: a real help desk's history, replayed event by event, is all there and counted
as plain Python counts it from the log. The portal knows the official calendars of those years; the company of
the test, and the regulation, are made as old as the log.

EVERY_ROUND=1 replays all 1,500 cases; else about sixty of them, others in turn.
"""

import os
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.clocks.models import Clock
from portal.domain.operations.models import Incident
from portal.extensions import db
from tests.conftest import TestClock, signed_in
from tests.domain.complaints.plain_sql import lines
from tests.regulations.it_service.history import plain, traces
from tests.regulations.it_service.history.log import BESIDE, NAME, Event, by_case, rows
from tests.regulations.it_service.history.people import found
from tests.regulations.it_service.history.replaying import replay
from tests.turns import turn

EVERY = "EVERY_ROUND" in os.environ
# Each has cases of which something is odd: acts after closing, never restored, closed twice.
PARTS, TURNS = 24, (1, 14, 15, 22)
DAY = timedelta(days=1)
AFTERWARDS = datetime(2014, 2, 3, 2, tzinfo=UTC)
MONTHS = [date(year, month, 1) for year in range(2010, 2014) for month in range(1, 13)] + [date(2014, 1, 1)]
KEYS = {
    "level": lambda case: case.level,
    "part": lambda case: case.part,
    "resolver": lambda case: f"同事{case.resolver} {case.resolver}",
}


@pytest.mark.first
@pytest.mark.both_databases
@pytest.mark.timeout(7200 if EVERY else 600)
@pytest.mark.skipif(not BESIDE, reason=f"no {NAME} beside the project")
def test_r09_4_4_9_a_real_history_is_all_there_and_counted_as_the_log_counts(
    app: Flask, clock: TestClock
) -> None:
    events = chosen(rows())
    found(app, events)
    ids = replay(app, clock, events)
    clock.moment = AFTERWARDS
    cases = by_case(events)
    with app.app_context():
        require_all(cases, ids)
        require_clocks()
    require_counted(app, [plain.told(each) for each in cases.values()])


def chosen(events: list[Event]) -> list[Event]:
    """Every case, or those whose turn it is."""
    cases = list(by_case(events))
    mine = set(cases if EVERY else cases[TURNS[turn()] :: PARTS])
    return [event for event in events if event.case in mine]


def require_all(cases: dict[str, list[Event]], ids: dict[str, int]) -> None:
    """Every case is there, and what was done to it is its events in the file's order, each by its person, at
    its time; nothing else was done."""
    incidents = {row.case_id: row.symptom for row in db.session.scalars(select(Incident))}
    assert incidents == {number: case for case, number in ids.items()}
    counts = Counter[str]()
    for case, events in cases.items():
        done = traces.of_case(ids[case])
        assert [trace.at for trace in done] == sorted(trace.at for trace in done)
        assert {trace.at for trace in done} == {event.at for event in events}
        left = iter(done)
        for event in events:
            trace = next((each for each in left if traces.fits(each, event)), None)
            assert trace, (event, done)
            counts[f"{event.activity}: {trace.kind}"] += 1
    print(dict(sorted(counts.items())))


def require_clocks() -> None:
    """No limit is over before it began, none was met before, no pause ends before it begins."""
    clocks = list(db.session.scalars(select(Clock)))
    assert clocks
    for clock in clocks:
        spans = [(clock.began_at, clock.stopped_at), (clock.began_at, clock.due_at)]
        spans += [(each.since, each.until) for each in clock.running.pauses]
        assert all(since <= until for since, until in spans if until), clock.id
        assert (clock.state == "stopped") == (clock.stopped_at is not None)


def require_counted(app: Flask, cases: list[plain.Told]) -> None:
    """The report says what plain Python counts, by every key, week and month."""
    plain.mark_again(cases)
    reader = signed_in(app, "1007")
    for year in range(2010, 2015):
        months = [month for month in MONTHS if month.year == year]
        first, until = months[0], last_of(months[-1])
        page = f"/reports/f09-8t?since={first:%Y-%m}&until={until:%Y-%m}"
        for by, key in KEYS.items():
            told = lines(reader, f"{page}&by={by}")
            assert {name: line for name, *line in told[:-1]} == plain.lines(cases, key, first, until), (
                year,
                by,
            )
            assert not told or told[-1][-11:] == plain.figures(cases, first, until)
        *told, _ = lines(reader, f"{page}&by=month")
        assert told[::-1] == [
            [f"{month.year}年{month.month}月", *plain.figures(cases, month, last_of(month))]
            for month in months
        ]
        *told, _ = lines(reader, f"{page}&by=week")
        assert told[::-1] == [[name(a, b), *plain.figures(cases, a, b)] for a, b in weeks(first, until)]


def last_of(month: date) -> date:
    """The last day of a month."""
    return (month + 31 * DAY).replace(day=1) - DAY


def weeks(first: date, until: date) -> list[tuple[date, date]]:
    """The weeks of a year, cut at its ends: a new one begins on each Monday."""
    days = [first + n * DAY for n in range((until - first).days + 1)]
    begins = [day for day in days if day == first or day.isoweekday() == 1]
    return list(zip(begins, [*(day - DAY for day in begins[1:]), until], strict=True))


def name(first: date, until: date) -> str:
    """What a week is called."""
    return f"{first} 至 {until:%m-%d}" if first != until else f"{first}"
