"""R07 §3.2, §1.2: when an advance may be drawn, how much at most, for what."""

from datetime import date

import pytest

from portal.core.calendar import Calendar
from portal.core.facts import Month, Ref
from portal.core.money import Amount
from portal.core.terms import Terms
from portal.regulations.relationship_expense.facts import (
    ACTIVITY,
    HOSPITALITY,
    PURCHASE,
    THEIR_PEOPLE,
    AdvanceSlip,
)
from portal.regulations.relationship_expense.rules import advance_refusals, limit_refusal, opens_on

CALENDAR = Calendar(official_years=range(2004, 2027))
TABLE = Ref(2, "KQF-202610-001", "2026年10月采购及客情费")
SPECIAL = Ref(1, "KQF-进口模块", "客户关系维护费-进口模块")


def refused(day: date, fen: int = 100_000, **said: object) -> list[tuple]:
    words = {"month": Month(day.year, day.month), "account": SPECIAL, "basis": TABLE, "reason": "推广会"}
    slip = AdvanceSlip(**{**words, "use": ACTIVITY, "way": PURCHASE, "amount": Amount(fen), **said})
    return [r.path for r in advance_refusals(slip, Terms(day, CALENDAR))]


NINTH = list(enumerate((14, 12, 12, 14, 15, 11, 13, 13, 11, 19, 12, 11), 1))


@pytest.mark.parametrize(("month", "day"), NINTH)
def test_r07_3_2_advances_open_on_the_ninth_working_day(month: int, day: int) -> None:
    ninth = date(2026, month, day)
    assert opens_on(Terms(ninth, CALENDAR), Month(2026, month)).day == ninth
    assert refused(ninth) == []
    assert refused(date(2026, month, day - 1)) == [("month",)]


def test_r07_3_2_nothing_is_drawn_on_a_guessed_calendar_nor_for_another_month() -> None:
    assert refused(date(2027, 1, 29)) == [("month",)], "2027 has no notice"
    slip = AdvanceSlip(
        month=Month(2026, 10),
        account=SPECIAL,
        basis=TABLE,
        use=ACTIVITY,
        way=PURCHASE,
        amount=Amount(1),
        reason="会",
    )
    assert [r.path for r in advance_refusals(slip, Terms(date(2026, 11, 23), CALENDAR))] == [("month",)]


@pytest.mark.parametrize(("fen", "paths"), [(0, 1), (1, 0), (300_000, 0), (300_001, 1)])
def test_r07_3_2_one_slip_is_above_nothing_and_within_the_limit(fen: int, paths: int) -> None:
    assert refused(date(2026, 11, 23), fen) == [("amount",)] * paths


@pytest.mark.parametrize(
    ("owed", "pending", "asked", "passes"),
    [(0, 0, 300_000, True), (0, 0, 300_001, False), (200_000, 0, 100_000, True), (200_000, 0, 100_001, False),
     (100_000, 100_000, 100_000, True), (100_000, 100_000, 100_001, False), (0, 300_000, 1, False)],
)  # fmt: skip
def test_r07_3_2_owed_asked_and_asked_for_stay_within_3000(
    owed: int, pending: int, asked: int, passes: bool
) -> None:
    terms = Terms(date(2026, 11, 23), CALENDAR)
    refusal = limit_refusal(Amount(owed), Amount(pending), Amount(asked), terms)
    assert (refusal is None) is passes


@pytest.mark.parametrize("use", THEIR_PEOPLE)
def test_r07_1_2_for_a_customers_people_only_hospitality_and_marked_gifts(use: str) -> None:
    day = date(2026, 11, 23)
    assert refused(day, use=use, way=PURCHASE) == [("way",)]
    assert refused(day, use=use, way=HOSPITALITY) == []
    assert refused(day, use=ACTIVITY, way=PURCHASE) == []
