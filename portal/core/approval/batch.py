"""批量同意: papers of a form that allows it, agreed to several at once; each stands or falls by itself."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Integer, Select, bindparam, func, select
from sqlalchemy.orm import contains_eager, joinedload

from portal.core.approval.acting import may_act_on
from portal.core.approval.deciding import Verdict, decide
from portal.core.approval.faults import NotPossible, NotYours
from portal.core.approval.models import Decision, Panel, RouteStep, Task
from portal.core.delegations.queries import Mandate
from portal.core.document_type import DocumentType
from portal.core.documents.models import Document
from portal.core.flow import Step
from portal.core.instants import Moment
from portal.extensions import db

MOST, MOST_COUNTED = 50, 200


def asks_only_consent(step: Step) -> bool:
    """Whether a step wants nothing of its signer but his word."""
    return not (step.answer or step.proof or step.edits or step.attach)


def waiting_tasks(person_id: Any, mandates: Iterable[Mandate], codes: Iterable[str]) -> Select[Task]:
    """SQL: the open turns at papers of some forms that somebody may decide by agreeing."""
    query = select(Task).join(Task.document).join(Task.step).join(Task.panel)
    return query.where(
        Task.state == "open", may_act_on(person_id, mandates), Document.author_id != person_id,
        Document.type.concat("").in_(list(codes)),  # no index: his turns are fewer
        RouteStep.purpose == "approve", Panel.side != "ask",
    )  # fmt: skip


def counted(person_id: int, mandates: Sequence[Mandate], codes: tuple[str, ...]) -> dict[str, int]:
    """How many such turns somebody has for each of some forms; of very many the oldest are counted."""
    query = numbers(person_id, mandates, codes) if mandates else own_numbers(codes)
    return {form: number for form, number in db.session.execute(query, {"person_id": person_id})}


@cache
def own_numbers(codes: tuple[str, ...]) -> Select[str, int]:
    """SQL, written once as every inbox asks it: the same of `person_id`, who acts for nobody."""
    return numbers(bindparam("person_id", type_=Integer), (), codes)


def numbers(person_id: Any, mandates: Sequence[Mandate], codes: Iterable[str]) -> Select[str, int]:
    """SQL: code and number of the turns at each form."""
    mine = select(Task.id).where(Task.state == "open", may_act_on(person_id, mandates))
    mine = mine.join(Task.document) if mandates else mine  # which forms they let act on
    tasks = waiting_tasks(person_id, mandates, codes)
    tasks = tasks.where(Task.id.in_(mine.order_by(Task.id).limit(MOST_COUNTED)))
    return tasks.with_only_columns(Document.type, func.count()).group_by(Document.type)


def oldest(tasks: Select[Task], form: DocumentType) -> list[Task]:
    """The turns at papers of one form that have waited longest, at most one more than go at once."""
    around = contains_eager(Task.document).joinedload(Document.author), contains_eager(Task.step)
    people = joinedload(Task.person), contains_eager(Task.panel)
    query = tasks.where(Document.type.concat("") == form.code).options(*around, *people)
    rows = db.session.scalars(query.order_by(Task.id).limit(MOST + 1))
    return [task for task in rows if task.step and asks_only_consent(task.step.declared)]


def agree(
    task_id: int, form: DocumentType, person_id: int, opinion: str, seen: int, moment: Moment
) -> Decision:
    """Agree to one of several papers of a form, as it was shown. Raises NotPossible where it cannot go with
    others, and whatever `decide` raises."""
    task = db.session.get(Task, task_id)
    if task is None or task.step is None or task.document.type != form.code or not form.batch:
        raise NotYours
    if not asks_only_consent(task.step.declared):
        raise NotPossible("这一步不能批量同意，请打开单据单独办理。")
    return decide(task_id, person_id, Verdict("approve", opinion, seen), moment)
