"""Whether a company uses a regulation: by day, since when, and what is to come; pure."""

from datetime import date

import pytest

from portal.core.parameter import Values
from portal.core.switch import days_off, switch_of, use_of

SWITCH = switch_of("toy", "§1")
OFF, ON = date(2026, 12, 1), date(2026, 12, 5)
TURNED = Values({SWITCH.name: ((OFF, False), (ON, True))})


def test_a_regulation_is_used_until_somebody_says_otherwise() -> None:
    use = use_of(SWITCH, Values(), date(2026, 11, 30))
    assert (use.used, use.next, use.told) == (True, None, "")


@pytest.mark.parametrize(
    ("day", "used", "told"),
    [
        (date(2026, 11, 30), True, "2026-12-01 起停用"),
        (OFF, False, "2026-12-01 起停用，2026-12-05 起恢复使用"),
        (date(2026, 12, 4), False, "2026-12-01 起停用，2026-12-05 起恢复使用"),
        (ON, True, ""),
    ],
)
def test_it_goes_off_and_on_on_its_day(day: date, used: bool, told: str) -> None:
    use = use_of(SWITCH, TURNED, day)
    assert (use.used, use.told) == (used, told)


def test_off_said_twice_is_off_since_the_first_day() -> None:
    twice = Values({SWITCH.name: ((OFF, False), (date(2026, 12, 3), False))})
    assert use_of(SWITCH, twice, ON).told == "2026-12-01 起停用"
    same = Values({SWITCH.name: ((OFF, True),)})
    assert use_of(SWITCH, same, date(2026, 11, 30)).told == ""


def test_the_days_off_are_those_from_the_day_until_before_the_next_turn() -> None:
    found = days_off(SWITCH, TURNED, date(2026, 11, 30), date(2026, 12, 6))
    assert found == [OFF, date(2026, 12, 2), date(2026, 12, 3), date(2026, 12, 4)]
    assert days_off(SWITCH, TURNED, ON, ON) == []


def test_a_switch_needs_no_confirmation_and_says_its_value_in_words() -> None:
    assert not Values().unsure(SWITCH, OFF)
    assert [SWITCH.told(True), SWITCH.told(False)] == ["使用", "停用"]
    assert [SWITCH.decoded("true"), SWITCH.decoded("false")] == [True, False]
