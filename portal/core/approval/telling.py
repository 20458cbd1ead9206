"""What people are told about a document on its way."""

from sqlalchemy import ColumnElement, String, cast, func, literal

from portal.core.approval.models import Decision, Task
from portal.core.clocks.models import Clock
from portal.core.clocks.operations import Moved
from portal.core.documents.models import Document
from portal.core.instants import local_text
from portal.core.notices.operations import News
from portal.core.web.addresses import path_to
from portal.core.web.context import catalogue, zone


def task_key(task: Task) -> str:
    """The key of what is told about a task: settled when the task is, another one when it comes back."""
    last = task.woken_by or task.opened_by
    return f"task:{task.id}:{last}" if last else f"task:{task.id}"


def keys_of_tasks() -> ColumnElement[str]:
    """SQL, over Task: the same."""
    last = func.coalesce(Task.woken_by, Task.opened_by)
    told = literal(":").concat(cast(last, String))
    return literal("task:").concat(cast(Task.id, String)).concat(func.coalesce(told, ""))


def arrived(document: Document, task: Task) -> News:
    """Somebody's turn has come: to decide, or to revise what came back."""
    place = path_to("tasks.show", task_id=task.id)
    if task.step_id is None:
        came = "已撤回，可修改后重交" if document.status == "withdrawn" else "已退回，请修改"
        kind, words = "returned", f"{came}：{called(document)}"
    else:
        kind, words = "task", f"请办理：{called(document)}，{document.author.name}提交，{task.reason}"
    return News(task.person_id, kind, words, place, task_key(task), document.id)


def entrusted(document: Document, task: Task, person_id: int) -> News:
    """It is the turn of somebody for whom a person acts; settled together with the turn."""
    words = f"代{task.person.name}办理：{called(document)}，{task.reason}"
    return News(person_id, "task", words, path_to("tasks.show", task_id=task.id), task_key(task), document.id)


def decided(document: Document, decision: Decision) -> News:
    """The author's document has come to its end."""
    words = f"{document.status_label}：{called(document)}（{decision.person.name}）"
    key = f"decided:{decision.id}"
    return News(document.author_id, "decided", words, place_of(document), key, document.id)


def stopped(document: Document, person_id: int, words: str) -> News:
    """A document left somebody's desk, or came to its end, because somebody had the power to do so."""
    return News(
        person_id, "stopped", f"{words}：{called(document)}", place_of(document),
        f"stopped:{document.id}:{document.status}:{document.snapshot_id}", document.id,
    )  # fmt: skip


def moved_on(document: Document, person_id: int, act_id: int) -> News:
    """A document left somebody's desk because it goes on by another edition of its flow."""
    words = f"流程换了版本，不用再办：{called(document)}"
    return News(person_id, "stopped", words, place_of(document), f"moved:{act_id}", document.id)


def taken(document: Document, task_id: int, person_id: int, who: str) -> News:
    """Somebody else did what was on a person's desk."""
    words = f"{who}已处理，不用再办：{called(document)}"
    return News(person_id, "taken", words, place_of(document), f"taken:{task_id}", document.id)


def overdue(document: Document, clock: Clock, person_id: int) -> News:
    """A step on somebody's desk, or a document of his own, is overdue."""
    words = f"已超过期限：{called(document)}，{clock.name}"
    return News(person_id, "step_overdue", words, place_of(document), f"overdue:{clock.id}", document.id)


def escalated(document: Document, clock: Clock, person_id: int) -> News:
    """A step below is overdue for so long that the superior takes part."""
    words = f"超时升级给你：{called(document)}，{clock.name}"
    return News(person_id, "escalated", words, place_of(document), f"escalated:{clock.id}", document.id)


def undecided(document: Document, person_id: int) -> News:
    """A document ought to be decided by now and is not."""
    words = f"期限内没有检核完：{called(document)}，{document.author.name}提交"
    return News(person_id, "escalated", words, place_of(document), f"undecided:{document.id}", document.id)


def postponed(document: Document, moved: Moved, person_id: int) -> News:
    """A time limit ends at another moment, because the calendar changed."""
    clock, shown = moved.clock, [local_text(at, zone()) for at in (moved.before, moved.clock.due_at) if at]
    words = f"期限由 {' 改为 '.join(shown)}：{called(document)}，{clock.name}"
    key = f"moved:{clock.id}:{clock.due_at}"
    return News(person_id, "deadline_moved", words, place_of(document), key, document.id)


def passed_over(document: Document, step_id: int, name: str) -> News:
    """A step was left out because time was up."""
    words, key = f"超时跳过：{called(document)}，{name}", f"passed:{step_id}"
    return News(document.author_id, "step_overdue", words, place_of(document), key, document.id)


def wall_of(document: Document) -> dict[int, str | None]:
    """In which compartment a document stands that the operation holds: `tell` need not ask."""
    return {document.id: document.compartment}


def called(document: Document) -> str:
    """月度巡访计划表 XF-202612-0001 2026年12月."""
    return f"{catalogue().type(document.type).title} {document.number}「{document.title}」"


def place_of(document: Document) -> str:
    """The document's page."""
    return path_to("documents.show", document_id=document.id)
