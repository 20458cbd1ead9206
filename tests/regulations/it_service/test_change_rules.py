"""R09 §4.4.6, §9: what a change says before it begins, and after; on both sides of each boundary."""

from datetime import date, datetime, time
from typing import Any

import pytest

from portal.core.facts import Ref
from portal.domain.operations.changes.rules import (
    own_refusals,
    reporting_refusals,
    sending_refusals,
    warning,
)
from portal.domain.operations.windows import Window
from portal.regulations.it_service.facts import ChangeRequest
from portal.regulations.it_service.rules.changes import (
    CITED,
    business_hours,
    change_refusals,
    no_implementer,
)
from tests.terms import TERMS

MONDAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12)  # noqa: DTZ001 - the company's time
LEAD, ENGINEER, AUTHOR = Ref(1, "1012", "何静"), Ref(2, "1011", "苏禾"), 3


def said(**other: Any) -> ChangeRequest:
    """A change of tonight."""
    told = {
        "day": MONDAY, "kind": "一般变更", "part": "网络和安全", "thing": "核心交换机", "subject": "升级固件",
        "reason": "厂商安全公告", "from_day": MONDAY, "from_at": time(18), "to_day": MONDAY,
        "to_at": time(19), "risk": "断网一分钟", "plan": "先备机后主机", "rollback": "回到旧固件",
        "implementer": ENGINEER,
    }  # fmt: skip
    return ChangeRequest(**told | other)


def done(began: time, ended: time) -> ChangeRequest:
    """A change that was carried out."""
    return said(began_day=MONDAY, began_at=began, ended_day=MONDAY, ended_at=ended, course="已切换")


def cells(refusals: Any) -> list[str]:
    """At which cells something is refused."""
    return [refusal.path[0] for refusal in refusals]


@pytest.mark.parametrize(
    ("other", "at"),
    [
        ({}, []),
        ({"day": date(2026, 11, 24)}, ["day"]),
        ({"to_at": time(18)}, ["to_at"]),
        ({"to_at": time(18, 1)}, []),
    ],
)
def test_r09_4_4_6_a_change_has_a_day_and_a_window(other: dict[str, Any], at: list[str]) -> None:
    assert cells(change_refusals(said(**other), TERMS)) == at


def test_r09_4_4_6_it_ends_after_it_began() -> None:
    assert cells(change_refusals(done(time(18), time(18)), TERMS)) == ["ended_at"]
    assert cells(change_refusals(done(time(18), time(18, 1)), TERMS)) == []


@pytest.mark.parametrize(
    ("change", "at"),
    [
        (said(from_at=time(12)), []),
        (said(from_at=time(11, 59)), ["from_at"]),
        (said(kind="紧急变更", from_at=time(11, 59)), []),
        (said(kind="标准变更", from_at=time(11, 59)), ["from_at"]),
        (said(tested="正常"), ["began_day"]),
        (said(kind="紧急变更", oral_by=LEAD, oral_day=MONDAY, oral_at=time(12)), []),
        (said(kind="紧急变更", oral_by=LEAD, oral_day=MONDAY, oral_at=time(12, 1)), ["oral_at"]),
    ],
)
def test_r09_9_approved_before_it_begins(change: ChangeRequest, at: list[str]) -> None:
    assert cells(sending_refusals(change, NOON, CITED)) == at


def test_r09_9_whoever_asks_neither_approves_nor_carries_out() -> None:
    assert cells(own_refusals(said(implementer=Ref(AUTHOR, "", "")), AUTHOR, CITED)) == ["implementer"]
    assert cells(own_refusals(said(oral_by=Ref(AUTHOR, "", "")), AUTHOR, CITED)) == ["oral_by"]
    assert cells(own_refusals(said(oral_by=LEAD), AUTHOR, CITED)) == []


@pytest.mark.parametrize(
    ("began", "ended", "at"),
    [
        (time(10), time(11), []),
        (time(9, 59), time(11), ["began_at"]),
        (time(11), time(12), []),
        (time(11), time(12, 1), ["ended_at"]),
    ],
)
def test_r09_4_4_6_reported_is_what_was_allowed_and_is_over(began: time, ended: time, at: list[str]) -> None:
    assert cells(reporting_refusals(done(began, ended), NOON.replace(hour=10), NOON, CITED)) == at


@pytest.mark.parametrize(
    ("day", "begins", "ends", "warned"),
    [
        (23, time(7), time(8, 30), False),
        (23, time(7), time(8, 31), True),
        (23, time(17, 29), time(19), True),
        (23, time(17, 30), time(19), False),
        (22, time(9), time(17), False),  # a Sunday
    ],
)
def test_r09_9_a_window_in_business_hours_is_warned_of(
    day: int, begins: time, ends: time, warned: bool
) -> None:
    on = date(2026, 11, day)
    window = Window(datetime.combine(on, begins), datetime.combine(on, ends))
    assert bool(warning(window, business_hours(TERMS))) is warned


def test_r09_4_4_6_somebody_of_operations_carries_it_out() -> None:
    assert no_implementer(may_work=True) is None
    assert no_implementer(may_work=False) is not None
