"""§附3: a plan covers its cycle; what was approved is changed only by a newer version."""

from collections.abc import Iterator

from portal.core.facts import Refusal
from portal.core.terms import Terms
from portal.regulations.system_maintenance.facts import WorkDone, WorkPlan

LONGEST = {"月": 31, "季": 92, "年": 366}


def plan_refusals(said: WorkPlan, _terms: Terms) -> Iterator[Refusal]:
    """§附3: items of the cycle's days; a newer version says why."""
    if not 0 <= (said.until - said.first).days < LONGEST[said.cycle]:
        yield Refusal(("until",), f"不是一{said.cycle}之内的日子", "§附3")
    if bool(said.replaces) != bool(said.why):
        yield Refusal(("why",), "更改已批准的计划，要写代替哪张、为什么；新的计划两样都不填", "§附3")
    for n, line in enumerate(said.lines):
        if not said.first <= line.planned <= said.until:
            yield Refusal(("lines", n, "planned"), "不在计划的周期内", "§附3")


def done_refusals(said: WorkDone, terms: Terms) -> Iterator[Refusal]:
    """§附3: work of a day that has come."""
    if said.day > terms.day:
        yield Refusal(("day",), "这一天还没有到", "§附3")
