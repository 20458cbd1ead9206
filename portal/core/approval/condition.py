"""Whether a step is taken: its condition, as its edition has it, and the answer that decided."""

from portal.core.document_type import DocumentType
from portal.core.facts import Facts, columns
from portal.core.flow import Condition, Step
from portal.core.kinds import typed
from portal.core.terms import Terms


class Unknown(LookupError):
    """The form has no condition of this name any more."""


def judged(step: Step, form: DocumentType, facts: Facts, terms: Terms) -> Condition:
    """Judge a step's conditions by the facts as they are now; a step without one is always taken. Raises
    Unknown."""
    asked = [answered(step, facts)] if step.when else []
    if step.rule:
        asked.append(ruled(step, form, facts, terms))
    trace = tuple(sentence for condition in asked for sentence in condition.trace)
    return Condition(all(condition.holds for condition in asked), trace)


def ruled(step: Step, form: DocumentType, facts: Facts, terms: Terms) -> Condition:
    """What the form's condition says that the step names."""
    if not step.rule or step.rule not in form.conditions:
        raise Unknown(step.rule)
    day = form.judged_on(facts, terms.day)
    found = form.conditions[step.rule](facts, terms._replace(day=day))
    verb = "须经" if found.holds else "不经"
    return Condition(found.holds, tuple(f"{sentence}，{verb}{step.name}" for sentence in found.trace))


def answered(step: Step, facts: Facts) -> Condition:
    """Whether the cell that decides has one of the answers that ask for the step."""
    assert step.when is not None  # noqa: S101 - narrowed by the caller
    label = columns(type(facts))[step.when.cell].cell.label
    said, wanted = typed(getattr(facts, step.when.cell)), words(step)
    if said in step.when.answers:
        return Condition(True, (f"「{label}」填的是「{said}」，须经{step.name}",))
    return Condition(False, (f"「{label}」填的是「{said}」，不是{wanted}，不经{step.name}",))


def words(step: Step) -> str:
    """The answers that ask for a step."""
    return "或".join(f"「{answer}」" for answer in step.when.answers) if step.when else ""
