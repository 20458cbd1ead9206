"""For whom the visitor acts, and what that makes of his turn at a document."""

from typing import NamedTuple

from portal.core.approval.dossier import Dossier
from portal.core.approval.hooks import recused
from portal.core.approval.models import Task
from portal.core.auth.visitor import visitor
from portal.core.delegations.queries import Mandate, standing_now
from portal.core.delegations.rules import covers


class Turn(NamedTuple):
    """The visitor's turn at a document: for whom it is ("": for himself), and whether he may not decide."""

    task_id: int
    principal: str
    barred: bool


def mandates_now() -> list[Mandate]:
    """For whom the visitor acts."""
    return standing_now(visitor().person_id).mandates


def turn_in(dossier: Dossier) -> Turn | None:
    """His own turn, else one of somebody for whom he acts; None when there is neither."""
    task = next(filter(is_own, dossier.open_tasks), None) or next(
        (task for task in dossier.open_tasks if task.step_id and acts(task.person_id, dossier)), None
    )
    if task is None:
        return None
    return Turn(task.id, "" if is_own(task) else task.person.name, bool(task.step_id) and is_barred(dossier))


def is_own(task: Task) -> bool:
    """Whether a task is the visitor's own."""
    return task.person_id == visitor().person_id


def acts(person_id: int, dossier: Dossier) -> bool:
    """Whether the visitor acts for somebody on a document's form."""
    form = dossier.document.type
    return any(m.principal_id == person_id and covers(m.forms, form) for m in mandates_now())


def is_barred(dossier: Dossier) -> bool:
    """Whether the visitor, or somebody for whom he acts, may decide no step of a document, as he wrote it or
    it concerns him (approval/rights.py, barred)."""
    wrote = {snapshot.person_id for snapshot in dossier.snapshots if snapshot.task_id is None}
    apart = wrote | recused(dossier.document)
    return visitor().person_id in apart or any(acts(person_id, dossier) for person_id in apart)
