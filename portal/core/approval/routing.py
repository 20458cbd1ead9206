"""Who signs a step: one evaluated trace that both routes and explains."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from portal.core.flow import Step
from portal.core.org.models import Holding
from portal.core.org.queries import Place, heads_of, holders_of, upwards
from portal.core.org.roles import SUPERIOR, title_of


class Finding(NamedTuple):
    """The holdings whose turn it is (none: wait for the administrator), and why, sentence by sentence."""

    signers: tuple[Holding, ...]
    trace: tuple[str, ...]


def find_signers(step: Step, writers: set[int], unit_id: int, day: date) -> Finding:
    """Whose turn a step is."""
    return find_all((step,), writers, upwards(unit_id, day), day)[0]


def find_all(steps: Iterable[Step], writers: set[int], chain: list[Place], day: date) -> list[Finding]:
    """Whose turn each of several steps is, from the first unit of `chain` upwards: one question, more only
    where somebody is passed over."""
    steps = list(steps)
    far = {step.by for step in steps if step.within == "company"}
    roles = {step.by for step in steps} - {SUPERIOR}
    held = holders_of(roles, far, [place.unit_id for place in chain], day) if roles else []
    return [signers_of(step, held, writers, chain, day) for step in steps]


def signers_of(step: Step, held: list[Holding], writers: set[int], chain: list[Place], day: date) -> Finding:
    """Look for a step's signers where it says that they are."""
    if step.by == SUPERIOR:
        trace = [f"{step.name}由发起人的{title_of(step.by)}办理，从发起人所在部门往上找"]
        return superiors(chain, writers, day, trace)
    if step.within == "company":
        return of_the_company(step, held, writers)
    return above_the_author(step, held, writers, chain, day)


def above_the_author(
    step: Step, held: list[Holding], writers: set[int], chain: list[Place], day: date
) -> Finding:
    """Look for the step's role from the unit upwards; nobody who wrote the facts may sign them."""
    title = title_of(step.by)
    trace = [f"{step.name}由{title}办理，从发起人所在部门往上找"]
    for height, place in enumerate(chain):
        here = [h for h in held if (h.post.unit_id, h.post.role) == (place.unit_id, step.by)]
        if here:
            trace = [*trace, found(place, here)]
            return without_writers(step, here, writers, chain[height + 1 :], day, trace)
        trace.append(f"{place.name}：没有在任的{title}")
    if step.vacancy == "escalate":
        return superiors(chain[1:], writers, day, trace)
    return Finding((), (*trace, f"{title}岗位空缺，等有人任职后自动送达"))


def of_the_company(step: Step, held: list[Holding], writers: set[int]) -> Finding:
    """Everyone in the company who holds the step's role and did not write the facts."""
    title = title_of(step.by)
    mine = [h for h in held if h.post.role == step.by]
    others = tuple(h for h in mine if h.person_id not in writers)
    trace = (f"{step.name}由公司的{title}办理",)
    if others:
        return Finding(others, (*trace, "、".join(f"{h.post.title}{h.person.name}" for h in others)))
    why = "本人填写的内容不能自己审核，没有另一位" if mine else "岗位空缺"
    return Finding((), (*trace, f"{title}{why}，等有人任职后自动送达"))


def without_writers(
    step: Step, held: list[Holding], writers: set[int], above: list[Place], day: date, trace: list[str]
) -> Finding:
    """Those who did not write the facts; when nobody is left, the next superior, or nobody."""
    others = tuple(h for h in held if h.person_id not in writers)
    if others:
        return Finding(others, tuple(trace))
    if step.own == "hold":
        return Finding((), (*trace, "本人填写的内容不能自己审核，等另有人任职后自动送达"))
    return superiors(above, writers, day, [*trace, "本人填写的内容不能自己审核，转上一级负责人"])


def superiors(above: list[Place], writers: set[int], day: date, trace: list[str]) -> Finding:
    """The nearest head further up who did not write the facts."""
    leading = heads_of([place.unit_id for place in above], day)
    for place in above:
        heads = [h for h in leading if h.post.unit_id == place.unit_id]
        others = [h for h in heads if h.person_id not in writers]
        if others:
            return Finding(tuple(others), (*trace, found(place, others)))
        why = "负责人就是填写人本人，转上一级" if heads else "没有可以代为审核的负责人"
        trace = [*trace, f"{place.name}：{why}"]
    return Finding((), (*trace, "上级岗位空缺，等有人任职后自动送达"))


def found(place: Place, held: list[Holding]) -> str:
    """Who was found where."""
    names = "、".join(f"{h.post.title}{h.person.name}" for h in held)
    return f"{place.name}：{names}"
