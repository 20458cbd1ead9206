"""Whether a step is taken: its condition, as its edition has it, and the answer that decided."""

from typing import NamedTuple

from portal.core.facts import Facts, columns
from portal.core.flow import Step
from portal.core.kinds import typed


class Condition(NamedTuple):
    """Whether a step's condition holds, and the sentence that says why with the values."""

    holds: bool
    trace: tuple[str, ...] = ()


def judged(step: Step, facts: Facts) -> Condition:
    """Judge a step's condition by the facts as they are now; a step without one is always taken."""
    if step.when is None:
        return Condition(True)
    label = columns(type(facts))[step.when.cell].cell.label
    said, wanted = typed(getattr(facts, step.when.cell)), words(step)
    if said in step.when.answers:
        return Condition(True, (f"「{label}」填的是「{said}」，须经{step.name}",))
    return Condition(False, (f"「{label}」填的是「{said}」，不是{wanted}，不经{step.name}",))


def words(step: Step) -> str:
    """The answers that ask for a step."""
    return "或".join(f"「{answer}」" for answer in step.when.answers) if step.when else ""
