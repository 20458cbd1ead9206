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

AT = datetime(2026, 11, 23, 2, 0, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def refused(act: object, *given: object) -> str:
    """At which field something is refused; "" when it is not."""
    try:
        act(*given)
    except Refused as refusal:
        return refusal.field
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
    running = AT.replace(second=0)
    assert beginning(None, AT) == AT
    assert beginning(running, AT) == AT
    assert beginning(running + MINUTE, AT) == running + MINUTE
    assert refused(beginning, running - MINUTE, AT) == "since_day"


def test_it_ends_after_it_began_and_within_180_days() -> None:
    most = timedelta(days=MOST_DAYS)
    assert refused(require_window, AT, AT + MINUTE) == ""
    assert refused(require_window, AT, AT) == "until_day"
    assert refused(require_window, AT, AT + most) == ""
    assert refused(require_window, AT, AT + most + MINUTE) == "until_day"


@pytest.mark.parametrize(("delegate", "by", "field"), [(2, 1, ""), (1, 1, "delegate"), (9, 9, "delegate")])
def test_nobody_acts_for_himself_and_no_administrator_takes_a_right_for_himself(delegate, by, field) -> None:
    assert refused(require_others, Wanted(1, delegate, None, AT, (), ""), by) == field


@pytest.mark.parametrize(
    ("since", "until", "field"),
    [
        (date(2026, 12, 1), None, ""),
        (date(2026, 12, 2), None, "delegate"),
        (date(2020, 1, 1), date(2026, 12, 1), "delegate"),
        (date(2020, 1, 1), date(2026, 12, 5), "until_day"),
        (date(2020, 1, 1), date(2026, 12, 6), ""),
    ],
)
def test_both_people_are_employed_all_the_time(since, until, field) -> None:
    window = (date(2026, 12, 1), date(2026, 12, 5))
    assert refused(require_there, "何清", (since, until), *window) == field
