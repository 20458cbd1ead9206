"""R07 §1.2-3, §2.1-2 without a database: what a month's table may say, on both sides of each boundary."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from portal.core.calendar import Calendar
from portal.core.facts import Month, Ref
from portal.core.measures import Quantity
from portal.core.money import Amount
from portal.core.terms import Terms
from portal.regulations.relationship_expense.facts import (
    ACTIVITY,
    BUYER,
    MonthLine,
    MonthTable,
    StandardLine,
    StandardTable,
)
from portal.regulations.relationship_expense.parameters import FULL, PROPORTIONAL
from portal.regulations.relationship_expense.rules import (
    checked_by,
    expense_of,
    filed_by,
    lateness_refusals,
    names_their_people,
    payable_of,
    standard_refusals,
    table_refusals,
)

OCTOBER = Month(2026, 10)
SHOP, MODULE = Ref(1, "C1", "甲店"), Ref(2, "M1", "进口模块")


def terms(day: date = date(2026, 11, 3)) -> Terms:
    return Terms(day, Calendar())


def line(**said: object) -> MonthLine:
    told = {
        "key": "1", "customer": SHOP, "product": MODULE, "quantity": Quantity(Decimal(10), ""),
        "invoiced": Amount(100_000), "collected": Amount(100_000), "standard": Amount(1_000),
        "expense": Amount(10_000), "payable": Amount(10_000), "use": ACTIVITY,
    }  # fmt: skip
    return MonthLine(**told | said)


def refused(*lines: MonthLine, month: Month = OCTOBER, day: date = date(2026, 11, 3)) -> list[tuple]:
    found = table_refusals(MonthTable(month=month, lines=lines), terms(day))
    return [refusal.path for refusal in found]


@pytest.mark.parametrize(
    ("month", "filed", "checked"),
    [
        (Month(2025, 12), date(2026, 1, 6), date(2026, 1, 13)),
        (Month(2026, 1), date(2026, 2, 4), date(2026, 2, 11)),
        (Month(2026, 3), date(2026, 4, 3), date(2026, 4, 13)),
        (Month(2026, 4), date(2026, 5, 8), date(2026, 5, 14)),
        (Month(2026, 9), date(2026, 10, 10), date(2026, 10, 16)),
        (Month(2026, 10), date(2026, 11, 4), date(2026, 11, 11)),
    ],
)
def test_r07_2_1_and_2_2_the_third_and_the_eighth_working_day(
    month: Month, filed: date, checked: date
) -> None:
    assert filed_by(terms(), month).day == filed
    assert checked_by(terms(), month).day == checked


def at(day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """A moment of November in Shanghai."""
    return datetime(2026, 11, day, hour - 8, minute, second, tzinfo=UTC)


def test_r07_2_1_after_work_on_the_third_working_day_a_reason_is_asked_for() -> None:
    said = MonthTable(month=OCTOBER, lines=(line(),))
    close = filed_by(terms(), OCTOBER).at
    assert close is not None
    assert list(lateness_refusals(said, close, terms())) == []
    assert [r.path for r in lateness_refusals(said, at(4, 23), terms())] == [("late",)]
    excused = MonthTable(month=OCTOBER, lines=(line(),), late="出差")
    assert list(lateness_refusals(excused, at(9, 9), terms())) == []
    blank = MonthTable(month=OCTOBER, lines=(line(),), late="  ")
    assert [r.path for r in lateness_refusals(blank, at(9, 9), terms())] == [("late",)]


def test_r07_2_1_a_month_is_told_once_it_is_over_each_product_of_a_customer_once() -> None:
    assert refused(line()) == []
    assert refused(line(), day=date(2026, 11, 1)) == []
    assert refused(line(), day=date(2026, 10, 31)) == [("month",)]
    assert refused(line(), line(key="2")) == [("lines", 1, "product")]


@pytest.mark.parametrize(
    ("said", "cells"),
    [
        ({"expense": Amount(10_001), "remark": "多"}, ["expense"]),
        ({"expense": Amount(9_999), "payable": Amount(9_999)}, ["remark"]),
        ({"expense": Amount(9_999), "payable": Amount(9_999), "remark": "退货一件"}, []),
        ({"payable": Amount(10_001)}, ["payable"]),
        ({"payable": Amount(9_999)}, ["remark"]),
        ({"collected": Amount(99_999)}, ["payable"]),
        ({"collected": Amount(99_999), "payable": Amount(0)}, []),
        ({"collected": Amount(100_001)}, []),
    ],
)
def test_r07_1_2_and_1_3_a_line_is_no_more_than_standard_and_collection_allow(
    said: dict, cells: list[str]
) -> None:
    assert refused(line(**said)) == [("lines", 0, cell) for cell in cells]


def test_r07_1_3_an_expense_is_exact_to_the_fen() -> None:
    assert expense_of(Amount(333), Quantity(Decimal("1.5"), "")) == Amount(500), "half a fen is rounded up"
    assert expense_of(Amount(333), Quantity(Decimal("1.501"), "")) == Amount(500)
    assert expense_of(Amount(99_999_999_999_999), Quantity(Decimal(2), "")) is None


@pytest.mark.parametrize(
    ("invoiced", "collected", "full", "proportional"),
    [
        (100_000, 100_000, 10_000, 10_000),
        (100_000, 99_999, 0, 9_999),
        (100_000, 50_000, 0, 5_000),
        (100_000, 0, 0, 0),
        (0, 0, 10_000, 10_000),
        (300, 100, 0, 3_333),
    ],
)
def test_r07_1_2_what_is_paid_out_follows_the_collection(
    invoiced: int, collected: int, full: int, proportional: int
) -> None:
    asked = Amount(10_000), Amount(invoiced), Amount(collected)
    assert payable_of(*asked, FULL) == Amount(full)
    assert payable_of(*asked, PROPORTIONAL) == Amount(proportional)


def test_uses_that_name_the_customer_s_people_go_by_the_compliance_officer() -> None:
    assert not names_their_people(MonthTable(month=OCTOBER, lines=(line(),)), terms()).holds
    theirs = names_their_people(MonthTable(month=OCTOBER, lines=(line(), line(use=BUYER))), terms())
    assert theirs.holds and BUYER in theirs.trace[0]


def test_r07_1_3_a_standard_is_above_zero_once_a_product_and_not_for_months_that_were_filed() -> None:
    def refusals(since: date, *fen: int) -> list[tuple]:
        lines = tuple(StandardLine(key=f"{n}", product=MODULE, standard=Amount(f)) for n, f in enumerate(fen))
        said = StandardTable(since=since, lines=lines, basis="毛利")
        return [refusal.path for refusal in standard_refusals(said, terms())]

    assert refusals(date(2026, 10, 1), 1) == []
    assert refusals(date(2026, 9, 30), 1) == [("since",)]
    assert refusals(date(2026, 12, 1), 0) == [("lines", 0, "standard")]
    assert refusals(date(2026, 12, 1), 1, 1) == [("lines", 1, "product")]
