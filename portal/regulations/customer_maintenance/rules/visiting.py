"""What the clauses decide about plans and visits."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from portal.core.calendar import Deadline, nth_working_day
from portal.core.facts import Month, Refusal
from portal.core.terms import Terms
from portal.regulations.customer_maintenance.facts import Journal, JournalLine, VisitPlan
from portal.regulations.customer_maintenance.parameters import PLAN_DUE, VISITS_PER_MONTH

MOST_NAMED = 8


class Visited(NamedTuple):
    """A customer with its grade, and how often the month's plans visit it."""

    name: str
    grade: str
    times: int


def plan_refusals(plan: VisitPlan, _terms: Terms) -> Iterator[Refusal]:
    """§1(2): visiting times are set for the month of the plan, each customer once a day."""
    seen: set[tuple[date, int]] = set()
    for position, line in enumerate(plan.lines):
        if not plan.month.holds(line.day):
            yield Refusal(("lines", position, "day"), f"不在计划月份（{plan.month}）内", "§1(2)")
        if (line.day, line.customer.id) in seen:
            yield Refusal(("lines", position, "customer"), "同一天已经安排了这个客户", "§1(2)")
        seen.add((line.day, line.customer.id))


def journal_refusals(journal: Journal, terms: Terms) -> Iterator[Refusal]:
    """§1(4): a day is summed up when it is there, each customer once; one without visits says what else."""
    if journal.day > terms.day:
        yield Refusal(("day",), "不能晚于今天", "§1(4)")
    if not journal.lines and not journal.others:
        yield Refusal(("others",), "这一天没有巡访，请写明做了什么", "§1(4)")
    seen: set[int] = set()
    for position, line in enumerate(journal.lines):
        if line.customer.id in seen:
            yield Refusal(("lines", position, "customer"), "前面已经写过这个客户", "§1(4)")
        seen.add(line.customer.id)
        yield from hours_refusals(position, line)
        if line.next_visit and line.next_visit <= journal.day:
            yield Refusal(("lines", position, "next_visit"), "要晚于当天", "§1(4)")


def hours_refusals(position: int, line: JournalLine) -> Iterator[Refusal]:
    """§1(4): nobody leaves before he came."""
    if line.arrived and line.left and line.left <= line.arrived:
        yield Refusal(("lines", position, "left"), "要晚于到达时间", "§1(4)")


def too_rarely(customers: Iterable[Visited], terms: Terms, month: Month) -> Iterator[str]:
    """§1(2): visits follow the customer's grade. Whom a plan visits less often than the table of its month
    asks, grade by grade; where the table is silent there is nothing to say."""
    found, wanted = list(customers), terms.values.on(VISITS_PER_MONTH, month.first())
    for grade, times in wanted.items():
        rare = [f"{c.name} {c.times} 次" for c in found if c.grade == grade and c.times < times]
        more = f"等 {len(rare)} 家" if len(rare) > MOST_NAMED else ""
        if rare:
            yield f"{grade} 级客户每月至少 {times} 次，计划里还不到：{'、'.join(rare[:MOST_NAMED])}{more}"


def plan_due(terms: Terms, month: Month) -> Deadline:
    """§1(2): the plan is filled before its month; by default by the last working day of the month before."""
    before = month.before()
    return nth_working_day(
        terms.calendar, before.year, before.month, terms.values.on(PLAN_DUE, before.first())
    )
