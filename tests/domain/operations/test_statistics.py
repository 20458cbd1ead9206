"""R09 §4.4.9: what is counted of incidents, on both sides of each boundary."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from portal.core.measures import Rate
from portal.domain.operations.statistics import (
    Entry,
    Promise,
    hours,
    marked,
    months,
    share,
    tally,
    weeks,
    window,
)

ZONE = ZoneInfo("Asia/Shanghai")
SECOND, MINUTE, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(days=1)
FIRST, UNTIL = date(2026, 11, 16), date(2026, 11, 22)
BEGINS, ENDS = datetime(2026, 11, 16, tzinfo=ZONE), datetime(2026, 11, 23, tzinfo=ZONE)
LATER = datetime(2026, 12, 30, tzinfo=UTC)
WEEK = window(FIRST, UNTIL, ZONE, LATER)
NOON = datetime(2026, 11, 18, 12, tzinfo=ZONE)


def entry(**told: Any) -> Entry:
    row: dict[str, Any] = {
        "case_id": 1, "level": "P3", "part": "数据库", "resolver": "苏禾 1011", "thing": "三楼 305 打印机",
        "reported": NOON, "restored": None, "closed": None,
    }  # fmt: skip
    return Entry(**row | told)


def found(*entries: Entry, over: Any = WEEK) -> dict[str, Any]:
    return {name: value for name, value in tally(entries, over)._asdict().items() if value}


@pytest.mark.parametrize(("at", "counts"), [(BEGINS - SECOND, 0), (BEGINS, 1), (ENDS - SECOND, 1), (ENDS, 0)])
def test_reported_and_restored_count_on_the_days_of_the_window(at, counts) -> None:
    assert tally([entry(reported=at)], WEEK).reported == counts
    assert tally([entry(reported=BEGINS - DAY, restored=at)], WEEK).restored == counts


@pytest.mark.parametrize(
    ("closed", "counts"),
    [
        (FIRST - DAY, {}), (FIRST, {"closed": 1}), (UNTIL, {"closed": 1}), (UNTIL + DAY, {"open": 1}),
        (None, {"open": 1}),
    ],
)  # fmt: skip
def test_closed_by_the_end_or_open_then(closed, counts) -> None:
    assert found(entry(reported=BEGINS - 30 * DAY, closed=closed)) == counts


def test_what_is_reported_later_is_not_open_yet() -> None:
    assert found(entry(reported=ENDS)) == {}


@pytest.mark.parametrize(
    ("due", "done", "decided", "kept"),
    [
        (NOON, NOON, 1, 1),
        (NOON, NOON + SECOND, 1, 0),
        (NOON, None, 1, 0),
        (NOON, LATER, 1, 0),
        (ENDS, NOON, 1, 1),
        (ENDS, None, 0, 0),
        (ENDS - SECOND, None, 1, 0),
        (None, None, 0, 0),
        (BEGINS - SECOND, NOON, 0, 0),
        (NOON, BEGINS - SECOND, 0, 0),
    ],
)
def test_a_promise_counts_where_it_showed_and_once(due, done, decided, kept) -> None:
    before = BEGINS - DAY
    both = tally([entry(reported=before, response=Promise(due, done), repair=Promise(due, done))], WEEK)
    assert (both.responses, both.responses_in_time, both.repairs, both.repairs_in_time) == (
        decided, kept, decided, kept,
    )  # fmt: skip


def test_a_promise_whose_time_is_not_over_yet_is_not_decided() -> None:
    running = entry(reported=BEGINS, repair=Promise(NOON))
    for now, decided in ((NOON - SECOND, 0), (NOON, 1)):
        assert tally([running], window(FIRST, UNTIL, ZONE, now)).repairs == decided


def test_handled_again_counts_each_incident_once() -> None:
    assert tally([entry(returned=(NOON, NOON + MINUTE))], WEEK).returned == 1
    assert tally([entry(returned=(BEGINS - SECOND, ENDS))], WEEK).returned == 0


@pytest.mark.parametrize(
    ("after", "thing", "again"),
    [
        (30 * DAY, "三楼305打印机", True),
        (30 * DAY + SECOND, "三楼 305 打印机", False),
        (DAY, "三楼 306 打印机", False),
    ],
)
def test_the_same_thing_within_thirty_days_is_reported_again(after, thing, again) -> None:
    later = entry(case_id=2, reported=NOON + after, thing=thing)
    first, second = marked([later, entry()], 30 * DAY)
    assert (first.again, second.again) == (False, again)


def test_the_usual_time_is_the_median_of_what_was_restored() -> None:
    lengths = [timedelta(hours=n) for n in (1, 2, 9)]
    assert tally([entry(restored=NOON, took=each) for each in lengths], WEEK).usual == lengths[1]
    assert tally([entry(took=lengths[0])], WEEK).usual is None


def test_a_share_is_of_what_is_decided_to_a_tenth() -> None:
    assert (f"{share(2, 3)}", f"{share(1, 16)}", share(0, 0)) == ("66.7%", "6.3%", None)
    assert isinstance(share(3, 3), Rate)
    assert f"{hours(timedelta(minutes=75))}" == "1.3 小时"


def test_weeks_end_on_sunday_and_belong_to_the_days_as_far_as_they_lie_in_them() -> None:
    assert list(weeks(date(2026, 10, 31), date(2026, 11, 9))) == [
        (date(2026, 10, 31), date(2026, 11, 1)),
        (date(2026, 11, 2), date(2026, 11, 8)),
        (date(2026, 11, 9), date(2026, 11, 9)),
    ]
    assert list(months(date(2026, 11, 20), date(2027, 1, 31))) == [
        (date(2026, 11, 20), date(2026, 11, 30)),
        (date(2026, 12, 1), date(2026, 12, 31)),
        (date(2027, 1, 1), date(2027, 1, 31)),
    ]
