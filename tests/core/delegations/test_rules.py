"""What must hold of a delegation: both sides of each boundary."""

from datetime import UTC, date, datetime, timedelta

import pytest

from portal.core.delegations.rules import (
    MOST_DAYS,
    Refused,
    Wanted,
    beginning,
    both,
    covers,
    require_others,
    require_there,
    require_window,
)

AT = datetime(2026, 11, 23, 2, 0, 30, 500_000, tzinfo=UTC)
MINUTE, TICK = timedelta(minutes=1), timedelta(microseconds=1)


def refused(act: object, *given: object) -> str:
    """At which field something is refused; "" when it is not."""
    return told(act, *given).partition(": ")[0]


def told(act: object, *given: object) -> str:
    """At which field and why something is refused; "" when it is not."""
    try:
        act(*given)
    except Refused as refusal:
        assert str(refusal) == refusal.why
        return f"{refusal.field}: {refusal.why}"
    return ""


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ((), (), ()),
        ((), ("F1",), ("F1",)),
        (("F1", "F2"), (), ("F1", "F2")),
        (("F1", "F2"), ("F2", "F3"), ("F2",)),
        (("F1",), ("F2",), None),
    ],
)
def test_two_scopes_cover_what_is_in_both(one, other, together) -> None:
    assert both(one, other) == together


def test_a_scope_without_forms_covers_all() -> None:
    assert covers((), "F1")
    assert covers(("F1",), "F1")
    assert not covers(("F1",), "F2")


def test_it_begins_in_the_running_minute_or_later() -> None:
    running = AT.replace(second=0, microsecond=0)
    assert beginning(None, AT) == AT
    assert beginning(running, AT) == AT
    assert beginning(running + MINUTE, AT) == running + MINUTE
    why = "不能早于现在；今天开始的，时间可以不填，就从现在起"
    assert told(beginning, running - MINUTE, AT) == f"since_day: {why}"
    assert told(beginning, running - TICK, AT) == f"since_day: {why}"


def test_it_ends_after_it_began_and_within_180_days() -> None:
    most = timedelta(days=MOST_DAYS)
    assert refused(require_window, AT, AT + MINUTE) == ""
    assert told(require_window, AT, AT) == "until_day: 要晚于开始的时间"
    assert refused(require_window, AT, AT + most) == ""
    assert told(require_window, AT, AT + most + TICK) == "until_day: 一次最多委托 180 天"


@pytest.mark.parametrize(
    ("delegate", "by", "why"),
    [(2, 1, ""), (1, 1, "delegate: 不能委托给本人"), (9, 9, "delegate: 不能替别人登记委托给自己")],
)
def test_nobody_acts_for_himself_and_no_administrator_takes_a_right_for_himself(delegate, by, why) -> None:
    assert told(require_others, Wanted(1, delegate, None, AT, (), ""), by) == why


@pytest.mark.parametrize(
    ("since", "until", "why"),
    [
        (date(2026, 12, 1), None, ""),
        (date(2026, 12, 2), None, "delegate: 何清 2026-12-02 才入职"),
        (date(2020, 1, 1), date(2026, 12, 1), "delegate: 何清自 2026-12-01 起已不在职"),
        (date(2020, 1, 1), date(2026, 12, 5), "until_day: 何清自 2026-12-05 起不在职，委托要在那之前结束"),
        (date(2020, 1, 1), date(2026, 12, 6), ""),
    ],
)
def test_both_people_are_employed_all_the_time(since, until, why) -> None:
    window = (date(2026, 12, 1), date(2026, 12, 5))
    assert told(require_there, "何清", (since, until), *window) == why
