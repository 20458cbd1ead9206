"""Who signs a step: one evaluated trace that both routes and explains."""

from datetime import date
from typing import NamedTuple

from portal.core.flow import Step
from portal.core.org.models import Holding
from portal.core.org.queries import Place, holders, holders_in, upwards
from portal.core.org.roles import ROLES


class Finding(NamedTuple):
    """The holdings whose turn it is (none: wait for the administrator), and why, sentence by sentence."""

    signers: tuple[Holding, ...]
    trace: tuple[str, ...]


def find_signers(step: Step, writers: set[int], unit_id: int, day: date) -> Finding:
    """Look for the step's role from the unit upwards; nobody who wrote the facts may sign them."""
    title = ROLES[step.by].title
    trace = [f"{step.name}由{title}办理，从发起人所在部门往上找"]
    chain = upwards(unit_id, day)
    holding = holders_in([place.unit_id for place in chain], day, step.by)
    for height, place in enumerate(chain):
        held = holding.get(place.unit_id, [])
        if held:
            return without_writers(held, writers, chain[height + 1 :], day, [*trace, found(place, held)])
        trace.append(f"{place.name}：没有在任的{title}")
    if step.vacancy == "escalate":
        return superiors(chain[1:], writers, day, trace)
    return Finding((), (*trace, f"{title}岗位空缺，等有人任职后自动送达"))


def without_writers(
    held: list[Holding], writers: set[int], above: list[Place], day: date, trace: list[str]
) -> Finding:
    """Those who did not write the facts; when nobody is left, the next superior."""
    others = tuple(h for h in held if h.person_id not in writers)
    if others:
        return Finding(others, tuple(trace))
    return superiors(above, writers, day, [*trace, "本人填写的内容不能自己审核，转上一级负责人"])


def superiors(above: list[Place], writers: set[int], day: date, trace: list[str]) -> Finding:
    """The nearest head further up who did not write the facts."""
    for place in above:
        heads = [h for h in holders(place.unit_id, day) if h.person_id not in writers]
        if heads:
            return Finding(tuple(heads), (*trace, found(place, heads)))
        trace = [*trace, f"{place.name}：没有可以代为审核的负责人"]
    return Finding((), (*trace, "上级岗位空缺，等有人任职后自动送达"))


def found(place: Place, held: list[Holding]) -> str:
    """Who was found where."""
    names = "、".join(f"{h.post.title}{h.person.name}" for h in held)
    return f"{place.name}：{names}"
