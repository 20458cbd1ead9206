"""Who signs a step: one evaluated trace that both routes and explains."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from portal.core.approval.pointing import Pointer, Pointers
from portal.core.facts import Ref
from portal.core.flow import Step
from portal.core.org.models import Holding
from portal.core.org.queries import Place, heads_of, holders_of, holdings, last_unit, upwards
from portal.core.org.roles import ROLES, SUPERIOR, title_of
from portal.core.signer import pointed


class Finding(NamedTuple):
    """The holdings whose turn it is (none: wait for the administrator), and why, sentence by sentence.

    It is `personal` where a cell of the form names the very person, who signs whatever his post; `pending` is
    what is said instead of a name while the cell that decides is empty.
    """

    signers: tuple[Holding, ...]
    trace: tuple[str, ...]
    personal: bool = False
    pending: str = ""


class Line(NamedTuple):
    """Where a step's signers are looked for: the first unit in words, and it and all above it."""

    begins: str
    places: list[Place]


AUTHORS = "发起人所在部门"
EMPTY: Pointers = {}


def find_signers(
    step: Step, writers: set[int], unit_id: int, day: date, pointers: Pointers = EMPTY
) -> Finding:
    """Whose turn a step is."""
    return find_all((step,), writers, upwards(unit_id, day), day, pointers)[0]


def find_all(
    steps: Iterable[Step], writers: set[int], chain: list[Place], day: date, pointers: Pointers = EMPTY
) -> list[Finding]:
    """Whose turn each of several steps is, from the first unit of `chain` upwards, or as the cells say that
    some of them ask: one question for each place, more only where somebody is passed over."""
    steps, found = list(steps), dict[str, Finding]()
    for cell in dict.fromkeys(step.pointer for step in steps):
        mine = [step for step in steps if step.pointer == cell]
        if cell:
            findings = pointed_at(mine, pointers[cell], writers, day)
        else:
            findings = along(mine, writers, Line(AUTHORS, chain), day)
        found |= {step.name: finding for step, finding in zip(mine, findings, strict=True)}
    return [found[step.name] for step in steps]


def pointed_at(steps: list[Step], pointer: Pointer, writers: set[int], day: date) -> list[Finding]:
    """Whose turn some steps are that ask the same cell."""
    told, ref = f"「{pointer.label}」一栏", pointer.ref
    if ref is None:
        return [unfilled(step, pointer) for step in steps]
    if steps[0].named:
        return [named_by(step, pointer, ref, writers, day) for step in steps]
    return along(steps, writers, Line(f"{told}所填的{ref.label}", upwards(ref.id, day)), day)


def unfilled(step: Step, pointer: Pointer) -> Finding:
    """Nobody's turn yet: the cell that decides is empty."""
    pending = f"由{pointed(step, pointer.label)}办理"
    return Finding((), (f"{step.name}{pending}", "这一栏还没有填，填好以后自动送达"), pending=pending)


def named_by(step: Step, pointer: Pointer, ref: Ref, writers: set[int], day: date) -> Finding:
    """The very person whom a cell names, by the post that has the step's role, or else his longest held."""
    trace = [f"{step.name}由{pointed(step, pointer.label)}办理，填的是{ref.label}"]
    held = sorted(holdings(ref.id, day), key=lambda holding: holding.post.role != step.by)[:1]
    if held and ref.id not in writers:
        return Finding(tuple(held), (*trace, f"{ref.label}：{held[0].post.title}"), personal=True)
    if held and step.own == "hold":
        return Finding((), (*trace, "本人填写的内容不能自己审核，等这一栏改填别人后自动送达"))
    if not held and step.vacancy == "hold":
        return Finding((), (*trace, f"{ref.label}现在没有任职，等他任职或者这一栏改填别人后自动送达"))
    why = "本人填写的内容不能自己审核" if held else f"{ref.label}现在没有任职"
    above = upwards(last_unit(ref.id, day) or 0, day)
    return superiors(above, {*writers, ref.id}, day, [*trace, f"{why}，转上一级负责人"])


def along(steps: list[Step], writers: set[int], line: Line, day: date) -> list[Finding]:
    """Whose turn each of several steps is that are looked for in the same line: one question for all."""
    far = {step.by for step in steps if step.within == "company"}
    roles = {step.by for step in steps} - {SUPERIOR}
    held = holders_of(roles, far, [place.unit_id for place in line.places], day) if roles else []
    return [signers_of(step, held, writers, line, day) for step in steps]


def signers_of(step: Step, held: list[Holding], writers: set[int], line: Line, day: date) -> Finding:
    """Look for a step's signers where it says that they are."""
    if step.by == SUPERIOR:
        whose = "部门负责人" if step.at else f"发起人的{title_of(step.by)}"
        return superiors(line.places, writers, day, [f"{step.name}由{whose}办理，从{line.begins}往上找"])
    if step.within == "company":
        return of_the_company(step, held, writers, day)
    return in_the_line(step, held, writers, line, day)


def in_the_line(step: Step, held: list[Holding], writers: set[int], line: Line, day: date) -> Finding:
    """Look for the step's role from the unit upwards; nobody who wrote the facts may sign them."""
    title = title_of(step.by)
    trace = [f"{step.name}由{title}办理，从{line.begins}往上找"]
    for height, place in enumerate(line.places):
        here = [h for h in held if (h.post.unit_id, h.post.role) == (place.unit_id, step.by)]
        if here:
            trace = [*trace, found(place, here)]
            return without_writers(step, here, writers, higher(step, line.places[height:]), day, trace)
        trace.append(f"{place.name}：没有在任的{title}")
    if step.vacancy == "escalate":
        return superiors(higher(step, line.places), writers, day, trace)
    return Finding((), (*trace, f"{title}岗位空缺，等有人任职后自动送达"))


def higher(step: Step, places: list[Place]) -> list[Place]:
    """Of the places from a unit upwards those of the superiors of whoever has a step's role there: the unit's
    own head is one, unless the role is that."""
    return places[1:] if ROLES[step.by].heads else places


def of_the_company(step: Step, held: list[Holding], writers: set[int], day: date) -> Finding:
    """Everyone in the company who holds the step's role and did not write the facts; where a step says so,
    the superior of the one who did."""
    title = title_of(step.by)
    mine = [h for h in held if h.post.role == step.by]
    others = tuple(h for h in mine if h.person_id not in writers)
    trace = (f"{step.name}由公司的{title}办理",)
    if others:
        return Finding(others, (*trace, "、".join(f"{h.post.title}{h.person.name}" for h in others)))
    if mine and step.own == "superior":
        places = higher(step, upwards(mine[0].post.unit_id, day))
        return superiors(places, writers, day, [*trace, "本人填写的内容不能自己审核，转上一级负责人"])
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
