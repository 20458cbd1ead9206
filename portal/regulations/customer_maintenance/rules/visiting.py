"""What the clauses decide about plans and visits."""

from collections.abc import Iterator
from datetime import date

from portal.core.calendar import Deadline, nth_working_day
from portal.core.facts import Month, Refusal
from portal.core.terms import Terms
from portal.regulations.customer_maintenance.facts import VisitPlan
from portal.regulations.customer_maintenance.parameters import PLAN_DUE


def refusals(plan: VisitPlan, _terms: Terms) -> Iterator[Refusal]:
    """§1(2): visiting times are set for the month of the plan, each customer once a day."""
    seen: set[tuple[date, int]] = set()
    for position, line in enumerate(plan.lines):
        if not plan.month.holds(line.day):
            yield Refusal(("lines", position, "day"), f"不在计划月份（{plan.month}）内", "§1(2)")
        if (line.day, line.customer.id) in seen:
            yield Refusal(("lines", position, "customer"), "同一天已经安排了这个客户", "§1(2)")
        seen.add((line.day, line.customer.id))


def plan_due(terms: Terms, month: Month) -> Deadline:
    """§1(2): the plan is filled before its month; by default by the last working day of the month before."""
    before = month.before()
    return nth_working_day(
        terms.calendar, before.year, before.month, terms.values.on(PLAN_DUE, before.first())
    )
