"""Pages: one's turn to decide. The document, what can be done with it, and the decision."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.core.approval.deciding import decide, files_with, targets, wants_files
from portal.core.approval.dossier import Dossier
from portal.core.approval.faults import NotYours, PaperChanged, TooLate
from portal.core.approval.models import SIDES, Decision, Task
from portal.core.approval.verbs import decisions_on, passing_on
from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.decision_form import DecisionForm
from portal.core.desk.documents import shown_document
from portal.core.desk.moment import this_moment
from portal.core.desk.refused_decisions import note_refused_decision
from portal.core.desk.turns import is_shown, onwards, own_task, place, task_for, too_late
from portal.core.desk.verb_form import FAULTS
from portal.core.documents import drafts
from portal.core.documents.models import Document
from portal.core.phrases.queries import phrases_of
from portal.core.web.record_panels import panels_beside
from portal.extensions import db, writing

blueprint = Blueprint("tasks", __name__)


@blueprint.get("/tasks/<id:task_id>")
@allow("work")
def show(task_id: int) -> str | Response:
    """The document and what can be done with it; a finished turn leads to the document."""
    task = own_task(task_id)
    if task.state != "open":
        return onwards(task.document_id)
    if task.step is None:
        return redirect(url_for("task_sheets.edit", task_id=task_id))
    is_shown(task)
    typed = dict(drafts.kept(visitor().person_id, place(task_id)) or [])
    kept = {"words": typed.get("opinion", ""), **{n: typed.get(n) for n in ("phrase", "to", "straight")}}
    return decision_page(task, DecisionForm(**kept, seen=task.document.snapshot_id))


def park_decision(person_id: int, task_id: int) -> str:
    """Keep the opinion that met an expired session, and where the paper was to go back to."""
    fields = [(name, request.form.get(name, "")) for name in ("opinion", "phrase", "to", "straight")]
    task = task_for(person_id, task_id)
    if task is not None:
        drafts.keep(person_id, place(task_id), "", task.document.title, fields, this_moment().at)
    return url_for("tasks.show", task_id=task_id)


@blueprint.post("/tasks/<id:task_id>/decision")
@allow("work", park=park_decision)
def create_decision(task_id: int) -> Response | tuple[str, int]:
    """Decide on exactly what was shown."""
    task = own_task(task_id)
    if task.step is None:
        abort(404)
    form = form_for(task)
    if not form.validate():
        if task.state != "open":
            return onwards(task.document_id)
        return decision_page(task, form), 422
    document_id, wrong = task.document_id, form.prove()
    if wrong:
        return decision_page(own_task(task_id), form), wrong
    try:
        with writing():
            decision = decide(task_id, visitor().person_id, form.verdict(), this_moment())
            drafts.discard(visitor().person_id, place(task_id))
            done = decision.verb + numbered(decision)
    except NotYours:
        abort(404)
    except TooLate as late:
        return too_late(document_id, late.deed)
    except FAULTS as fault:
        return not_done(task_id, form, fault)
    flash(f"已{done}。")
    return redirect(url_for("documents.show", document_id=document_id), 303)


def numbered(decision: Decision) -> str:
    """The number that the decision gave the document, in its sentence."""
    received = decision.kind == "approve" and decision.step.declared.receives
    return f"，{db.session.get_one(Document, decision.document_id).number_told}" if received else ""


def form_for(task: Task) -> DecisionForm:
    """The posted form of a turn, which knows by what it can be decided."""
    form = DecisionForm()
    form.verbs = decisions_on(task)
    if task.step and task.panel and task.panel.side in ("main", "over"):
        form.answer = task.step.declared.answer
    form.proof = bool(task.step and task.step.declared.proof)
    return form


def decision_page(task: Task, form: DecisionForm) -> str:
    """The document with the decision beside it, unless it is not the visitor's to decide."""
    values, verbs = shown_document(task.document), decisions_on(task)
    values |= {"task": task, "form": form, "declared": task.step and task.step.declared, "verbs": verbs}
    values["panels"] = panels_beside("document", task.document)
    if values["turn"] and values["turn"].barred:
        return render_template("core/desk/document.html", **values)
    steps = [turn.step for turn in values["turns"]]
    back_to = targets(task.step, steps) if task.step and any(verb.name == "return" for verb in verbs) else []
    values |= {"wants_files": wants_files(task), "chosen": files_with(task, visitor().person_id)}
    values |= {"back_to": [turn for turn in values["turns"] if turn.step in back_to]}
    values |= {"phrases": phrases_of(visitor().person_id)}
    values |= {"walks": any(step.state == "done" for step in steps), "passing": list(passing_on(task))}
    return render_template("core/desk/task.html", **values, asked=asked_of(task, values["dossier"]))


def asked_of(task: Task, dossier: Dossier) -> str:
    """What whoever asked or added somebody wrote to him, also when he took his answer back."""
    known = {each.id: each for each in dossier.tasks}
    origins, origin = set[int](), task.origin_id
    while origin and origin not in origins:
        origins.add(origin)
        origin = known[origin].origin_id if origin in known else None
    words = [act.words for act in dossier.acts if act.task_id in origins and act.kind in SIDES]
    return words[-1] if words else ""


def not_done(task_id: int, form: DecisionForm, fault: Exception) -> tuple[str, int]:
    """Nothing was decided: say why at its place, beside the paper as it is now and the opinion as typed."""
    note_refused_decision(task_id, fault)
    task, status = own_task(task_id), form.take(fault)
    if isinstance(fault, PaperChanged):
        form.seen.data = str(task.document.snapshot_id)
    return decision_page(task, form), status
