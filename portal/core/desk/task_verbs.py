"""Pages: letting others take part in one's turn (转办, 委派, 加签, 减签), and undoing a consent (取回)."""

from collections.abc import Callable
from typing import Any, NamedTuple, cast

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from portal.core.approval import passing
from portal.core.approval.deciding import Verdict
from portal.core.approval.dossier import Dossier
from portal.core.approval.faults import NotYours, PaperChanged, TooLate
from portal.core.approval.models import Decision, Task
from portal.core.approval.passing import Added
from portal.core.approval.taking_back import take_back, why_not_taken_back
from portal.core.approval.verbs import DROP, PASSING, TAKE_BACK, Verb, added_by
from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.documents import shown_document
from portal.core.desk.moment import this_moment
from portal.core.desk.refused_decisions import note_refused_decision
from portal.core.desk.turns import is_shown, own_task, place, task_for, too_late
from portal.core.desk.verb_form import (
    ADDED_MODES,
    FAULTS,
    SIDES,
    AddForm,
    AskForm,
    PassForm,
    SureForm,
    VerbForm,
)
from portal.core.documents import drafts
from portal.core.flow import Mode
from portal.core.forms.fields import Fields
from portal.core.web.posted import posted_fields, posted_id
from portal.extensions import db, writing

blueprint = Blueprint("task_verbs", __name__)
TRANSFER, ASK, ADD = PASSING


class Page(NamedTuple):
    """The pair of pages of one verb: its form, and the operation behind it, which says what was done."""

    verb: Verb
    place: str
    form: type[VerbForm]
    perform: Callable[[int, Any], str]


def transfer(task_id: int, form: PassForm) -> str:
    """Somebody else decides instead."""
    (to,) = form.people.people
    passing.transfer(task_id, visitor().person_id, to, form.words.data or "", this_moment())
    return f"已转办给{form.people.names[0]}，你不用再办。"


def ask(task_id: int, form: AskForm) -> str:
    """Somebody advises first."""
    (to,) = form.people.people
    passing.ask(task_id, visitor().person_id, to, form.words.data or "", this_moment())
    return f"已请{form.people.names[0]}回复；回复后再轮到你。"


def add(task_id: int, form: AddForm) -> str:
    """Others decide too: before this person, beside him, or after he agrees."""
    mode, names, words = cast(Mode, form.mode.data), "、".join(form.people.names), form.words.data or ""
    if form.side.data == "after":
        agreed = Verdict("approve", words, posted_id("seen"), proven=form.is_proven)
        passing.add_after(task_id, visitor().person_id, agreed, mode, form.people.people, this_moment())
        return f"已同意，并加签给{names}。"
    added = Added(cast(Any, form.side.data), mode, form.people.people)
    passing.add(task_id, visitor().person_id, added, words, this_moment())
    return f"已加签给{names}{'；他们办完再轮到你' if form.side.data == 'before' else ''}。"


def drop(task_id: int, _form: SureForm) -> str:
    """Somebody whom one added is not asked any more."""
    dropped = posted_id("dropped")
    name = db.session.scalar(select(Task).filter_by(id=dropped))
    passing.drop(task_id, dropped, visitor().person_id, "", this_moment())
    return f"已减签{name.person.name if name else ''}。"


def undo(task_id: int, _form: SureForm) -> str:
    """A consent is taken back."""
    decision_id = db.session.scalar(select(Decision.id).filter_by(task_id=task_id))
    take_back(decision_id or 0, visitor().person_id, this_moment())
    return "已取回，请重新处理。"


PAGES = {
    page.verb.name: page
    for page in (
        Page(TRANSFER, "transfer", PassForm, transfer),
        Page(ASK, "advice", AskForm, ask),
        Page(ADD, "addition", AddForm, add),
        Page(DROP, "removal", SureForm, drop),
        Page(TAKE_BACK, "taking-back", SureForm, undo),
    )
}


def enter(page: Page) -> None:
    """Register the pair of pages of one verb."""
    name = page.verb.name

    def new(task_id: int) -> str | Response:
        task = own_task(task_id)
        if is_over(page, task):
            return redirect(url_for("documents.show", document_id=task.document_id))
        is_shown(task)
        typed = drafts.kept(visitor().person_id, place(task_id, name))
        form = page.form(MultiDict(typed)) if typed else page.form(formdata=None)
        return verb_page(page, task, form)

    def create(task_id: int) -> Response | str | tuple[str, int]:
        task, form = own_task(task_id), page.form()
        suit(form, task)
        if request.form.get("act") == "more":
            return more(page, task, form)
        if not form.validate():
            return verb_page(page, task, form), 422
        wrong = form.prove() if isinstance(form, AddForm) and form.side.data == "after" else 0
        return (verb_page(page, own_task(task_id), form), wrong) if wrong else performed(page, task_id, form)

    def park(person_id: int, task_id: int) -> str:
        task = task_for(person_id, task_id)
        if task is not None:
            title = f"{page.verb.title} · {task.document.title}"
            drafts.keep(person_id, place(task_id, name), "", title, typed_fields(), this_moment().at)
        return url_for(f"task_verbs.new_{name}", task_id=task_id)

    add_rule, address = blueprint.add_url_rule, f"/tasks/<id:task_id>/{page.place}"
    add_rule(address, f"new_{name}", allow("work")(new), methods=["GET"])
    add_rule(address, f"create_{name}", allow("work", park=park)(create), methods=["POST"])


def is_over(page: Page, task: Task) -> bool:
    """Whether a turn, or what can still be done after it, is over; one to revise never has these pages."""
    if task.step is None or task.panel is None:
        abort(404)
    return task.state != "open" and page.verb not in (DROP, TAKE_BACK)


def performed(page: Page, task_id: int, form: VerbForm) -> Response | tuple[str, int]:
    """Do it, or say at its place why not."""
    document_id = own_task(task_id).document_id
    try:
        with writing():
            told = page.perform(task_id, form)
            drafts.discard(visitor().person_id, place(task_id, page.verb.name))
    except NotYours:
        return gone(page, document_id)
    except TooLate as late:
        return too_late(document_id, late.deed)
    except FAULTS as fault:
        note_refused_decision(task_id, fault)
        task, status = own_task(task_id), form.take(fault)
        if isinstance(fault, PaperChanged) and isinstance(form, AddForm):
            form.seen.data = str(task.document.snapshot_id)
        return verb_page(page, task, form), status
    flash(told)
    return redirect(url_for("documents.show", document_id=document_id), 303)


def gone(page: Page, document_id: int) -> Response:
    """Whoever was to be dropped has answered, or was dropped; for all other verbs there is no such turn."""
    if page.verb is not DROP:
        abort(404)
    flash("这个人已经处理，或已经去掉，没有减签。")
    return redirect(url_for("documents.show", document_id=document_id), 303)


def more(page: Page, task: Task, form: VerbForm) -> str:
    """The page with more rows for people."""
    if isinstance(form, AddForm):
        form.people.more = True
    return verb_page(page, task, form)


def suit(form: VerbForm, task: Task) -> None:
    """Let a form of adding know what this turn allows and demands."""
    if isinstance(form, AddForm) and task.step and task.panel:
        outer = task.panel.side in ("main", "over")
        form.sides = [side for side in SIDES if outer or side[0] != "beside"]
        form.proof = bool(task.step.declared.proof)


def verb_page(page: Page, task: Task, form: VerbForm) -> str:
    """The document with the verb's form beside it."""
    suit(form, task)
    shown = shown_document(task.document)
    values = {"task": task, "form": form, "verb": page.verb, "fault": fault_of(page, task, shown["dossier"])}
    if page.verb is DROP:
        added = added_by(shown["dossier"].tasks, visitor().person_id)
        values["added"] = [each for parent_id, each in added if parent_id == task.id]
    around = {"modes": ADDED_MODES, "back": back_from(task), "action": request.path}
    return render_template("core/desk/verb.html", **shown, **values, **around)


def fault_of(page: Page, task: Task, dossier: Dossier) -> str:
    """Why a decision cannot be taken back, before anybody tries."""
    if page.verb is not TAKE_BACK:
        return ""
    for decision in dossier.decisions:
        if decision.task_id == task.id:
            return why_not_taken_back(decision, dossier.document, dossier.steps, dossier.tasks)
    return "这一步还没有处理，没有可以取回的。"


def back_from(task: Task) -> str:
    """Where somebody goes who does not do it after all."""
    if task.state == "open":
        return url_for("tasks.show", task_id=task.id)
    return url_for("documents.show", document_id=task.document_id)


def typed_fields() -> Fields:
    """What was typed, without the password."""
    return [(name, text) for name, text in posted_fields() if name != "password"]


for one in PAGES.values():
    enter(one)
