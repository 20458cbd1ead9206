"""§6: what a plan for an emergency must say, and what is recorded of a drill or of the real thing."""

from collections.abc import Iterator

from portal.core.facts import Refusal
from portal.core.terms import Terms
from portal.regulations.it_service.facts import EmergencyPlan, EmergencyRecord
from portal.regulations.it_service.facts.words import NOT_REACHED


def plan_refusals(said: EmergencyPlan, terms: Terms) -> Iterator[Refusal]:
    """§6: of a day that has come; its steps come one after another; nobody is in the team twice."""
    if said.day > terms.day:
        yield Refusal(("day",), "这一天还没有到", "§6")
    for n, (before, after) in enumerate(zip(said.steps, said.steps[1:], strict=False), 1):
        if after.within < before.within:
            yield Refusal(("steps", n, "within"), "步骤按先后排，不能早于上一步", "§6")
    known = set[int]()
    for n, line in enumerate(said.team):
        if line.person.id in known:
            yield Refusal(("team", n, "person"), "这位同事上面已经有了", "§6")
        known.add(line.person.id)


def record_refusals(said: EmergencyRecord, terms: Terms) -> Iterator[Refusal]:
    """§6: of a day that has come; it ended after it began; what was not reached is said."""
    if said.day > terms.day:
        yield Refusal(("day",), "这一天还没有到", "§6")
    if said.ended <= said.began:
        yield Refusal(("ended",), "结束要晚于开始；跨过零点的，分两天记", "§6")
    if said.reached == NOT_REACHED and not said.lack:
        yield Refusal(("lack",), "没有全部达到的，请写明哪里没有达到", "§6")
