"""§4.4.5, §8(2): what the papers of a problem say together, and what keeps it open."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from portal.core.facts import Facts, Ref, Refusal
from portal.core.terms import Terms
from portal.domain.operations.problems.standing import Standing
from portal.regulations.it_service.facts import Addition, ProblemRecord, Solution
from portal.regulations.it_service.facts.words import LINKED, NONE


def problem_refusals(said: ProblemRecord, terms: Terms) -> Iterator[Refusal]:
    """§4.4.5: of a day that has come, each incident once."""
    yield from common_refusals(said.day, [line.incident for line in said.incidents], terms)


def addition_refusals(said: Addition, terms: Terms) -> Iterator[Refusal]:
    """§4.4.5: the same; it adds something."""
    yield from common_refusals(said.day, [line.incident for line in said.incidents], terms)
    if not (said.incidents or said.workaround or said.article):
        why = "请写要关联或解除的事件、现在的临时办法或者知识条目；只写进展的，在问题的页面登记"
        yield Refusal(("workaround",), why, "§4.4.5")


def solution_refusals(said: Solution, terms: Terms) -> Iterator[Refusal]:
    """§4.4.5: solved by a change, or it says why none was needed."""
    yield from common_refusals(said.day, (), terms)
    if said.conclusion == NONE:
        return
    if said.change is None and not said.no_change:
        yield Refusal(("no_change",), "请选解决它的变更单；不需要变更的写明原因", "§4.4.5")
    if said.change and said.no_change:
        yield Refusal(("no_change",), "已经选了变更单，这里请空着", "§4.4.5")


def common_refusals(day: date, incidents: Sequence[Ref], terms: Terms) -> Iterator[Refusal]:
    """§4.4.5: a day that has come; each incident once."""
    if day > terms.day:
        yield Refusal(("day",), "这一天还没有到", "§4.4.5")
    ids = [ref.id for ref in incidents]
    for n, each in enumerate(ids):
        if each in ids[:n]:
            yield Refusal(("incidents", n, "incident"), "这件事件前面已经写了", "§4.4.5")


def link_refusals(said: Addition, has: frozenset[int]) -> Iterator[Refusal]:
    """§4.4.5: linked is what the problem has not, released what it has."""
    for n, line in enumerate(said.incidents):
        linking = line.link == LINKED
        if linking == (line.incident.id in has):
            why = "这件事件已经在这个问题里" if linking else "这件事件不在这个问题里"
            yield Refusal(("incidents", n, "incident"), why, "§4.4.5")


def standing_of(papers: Iterable[Facts]) -> Standing:
    """§4.4.5: what the papers in force say together, the oldest first."""
    standing = Standing()
    for paper in papers:
        if isinstance(paper, ProblemRecord):
            standing = begun(paper)
        elif isinstance(paper, Addition):
            standing = added(standing, paper)
        elif isinstance(paper, Solution):
            standing = solved(standing, paper)
    return standing


def begun(said: ProblemRecord) -> Standing:
    """What it begins with."""
    return Standing(frozenset(line.incident.id for line in said.incidents), said.workaround)


def added(before: Standing, said: Addition) -> Standing:
    """What is added to it, and taken away."""
    linked = {line.incident.id for line in said.incidents if line.link == LINKED}
    released = {line.incident.id for line in said.incidents} - linked
    incidents = (before.incidents | linked) - released
    workaround, article_id = said.workaround or before.workaround, of(said.article) or before.article_id
    return before._replace(incidents=incidents, workaround=workaround, article_id=article_id)


def solved(before: Standing, said: Solution) -> Standing:
    """What an approved report says takes the place of what was said before it; an article stays. What is no
    problem has no cause."""
    if said.conclusion == NONE:
        return before._replace(workaround="", root_cause="", change_id=None)
    return before._replace(
        workaround=said.workaround, root_cause=said.root, change_id=of(said.change),
        article_id=of(said.article) or before.article_id,
    )  # fmt: skip


def of(ref: Ref | None) -> int | None:
    """The id that a reference means."""
    return ref.id if ref else None


class Found(NamedTuple):
    """What there is when a problem is to be closed: a report in force, `again` where it was opened again; the
    change that is not done, in words; whether an article is named, and holds; whether it is `none`, which the
    manager approved, and how many incidents it has."""

    reported: bool
    again: bool
    change: str
    named: bool
    holds: bool
    none: bool = False
    incidents: int = 0


def unsolved(found: Found) -> Iterator[Refusal]:
    """§8(2): a problem is closed with an approved report, newer than its reopening, when the change that
    solves it is accepted, and with an article in force; what is none teaches nothing and has no incidents."""
    if not found.reported:
        since = "重新打开以后，" if found.again else ""
        yield Refusal((), f"{since}还没有经理批准的问题分析与解决报告，写明根本原因", "§8(2)")
    elif found.change:
        yield Refusal((), f"解决它的变更还没有完成：{found.change}", "§8(2)")
    if found.none:
        if found.incidents:
            yield Refusal((), f"不成立的问题还关联着 {found.incidents} 件事件，先用问题补充记录解除", "§8(2)")
    elif not found.named:
        yield Refusal((), "还没有写明知识条目：写好并批准以后，在报告或补充记录里填上", "§8(2)")
    elif not found.holds:
        yield Refusal((), "写明的知识条目已经作废或过期，请换一条有效的", "§8(2)")


def is_silent(last: date, today: date, days: int) -> bool:
    """§8(2): whether a problem has had no entry for so many days."""
    return (today - last).days >= days
