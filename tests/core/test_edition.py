"""A regulation's editions: which is in force on a day, which clauses it has, and what is judged by none."""

from dataclasses import replace
from datetime import date

import pytest

from portal.core.clause import Clause
from portal.core.edition import Edition, NoEdition
from portal.core.facts import Month
from portal.core.judging import refusals
from portal.core.regulation import Regulation
from portal.regulations.customer_maintenance.documents import visit_plan
from portal.regulations.customer_maintenance.facts import VisitPlan
from tests.regulations.customer_maintenance.test_rules import line
from tests.terms import TERMS

FIRST, SECOND = Edition("试行版", date(2026, 1, 1)), Edition("2026年版", date(2026, 7, 1))
REGULATION = Regulation("x", "R99", "会议室管理办法", (FIRST, SECOND), "行政部")


@pytest.mark.parametrize(
    ("day", "edition"),
    [(date(2026, 1, 1), FIRST), (date(2026, 6, 30), FIRST), (date(2026, 7, 1), SECOND)],
)
def test_the_edition_is_the_one_in_force_that_day(day: date, edition: Edition) -> None:
    assert REGULATION.edition_on(day) == edition


def test_before_the_first_edition_there_is_none() -> None:
    with pytest.raises(NoEdition):
        REGULATION.edition_on(date(2025, 12, 31))


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2025, 12, 31), False),
        (date(2026, 1, 1), True),
        (date(2026, 6, 30), True),
        (date(2026, 7, 1), False),
    ],
)
def test_a_clause_holds_from_its_first_day_until_its_last(day: date, holds: bool) -> None:
    assert Clause("§1", "第一条", "", since=date(2026, 1, 1), until=date(2026, 7, 1)).holds_on(day) is holds
    assert Clause("§1", "第一条", "").holds_on(day)


def refused(day: date, judged: str, month: Month) -> list[tuple[tuple[str | int, ...], str]]:
    plan = VisitPlan(month=month, lines=(line(month.first()),))
    form = replace(visit_plan, judged=judged)
    return [(r.path, r.message) for r in refusals(REGULATION, form, plan, TERMS._replace(day=day))]


def test_what_is_judged_before_the_first_edition_is_refused_at_its_period() -> None:
    why = [(("month",), "《会议室管理办法》自 2026-01-01 起施行，之前的不能在这里填报")]
    assert refused(date(2025, 12, 31), "sent", Month(2026, 1)) == why
    assert refused(date(2026, 1, 1), "sent", Month(2025, 12)) == []
    assert refused(date(2026, 1, 1), "period", Month(2025, 12)) == why
    assert refused(date(2025, 12, 31), "period", Month(2026, 1)) == []
