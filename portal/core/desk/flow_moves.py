"""Page: what would change for a paper on its way that goes on by today's flow, and the act that moves it."""

from typing import NamedTuple

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.core.approval.faults import NotPossible, NotYours
from portal.core.approval.models import RouteStep
from portal.core.approval.moving import SHORT, Plan, PlanChanged, move, plan_for
from portal.core.approval.pointing import pointers_of
from portal.core.approval.rights import barred
from portal.core.approval.route import OVER, UNDER_WAY
from portal.core.approval.routing import Finding, find_all
from portal.core.approval.withdrawing import UNFINISHED
from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.flow_form import MoveForm
from portal.core.desk.flows import form_of
from portal.core.desk.moment import this_moment
from portal.core.document_type import DocumentType
from portal.core.documents.models import Document
from portal.core.flow import Step
from portal.core.org.queries import upwards
from portal.core.web.context import today
from portal.extensions import db, writing

blueprint = Blueprint("flow_moves", __name__)
MEANWHILE = "这张单据或流程在你打开之后有变化，没有换；请看过下面的对照再换"
STATES = {"done": "已办", "skipped": "不经此步", "open": "正在办", "held": "岗位空缺", "waiting": "还没到"}


class Line(NamedTuple):
    """One step on both ways: as it stands now (none: it is new), and in the new edition (none: it falls
    away), with whose turn it would be."""

    name: str
    now: str
    becomes: str
    signers: str


@blueprint.get("/flows/<code>/moves/<id:document_id>")
@allow("administer")
def new(code: str, document_id: int) -> Response | str:
    """What would change, or what stands in the way."""
    form = form_of(code)
    document = document_of(form, document_id)
    return page(form, document, MoveForm()) if on_its_way(document) else over(form, document)


@blueprint.post("/flows/<code>/moves/<id:document_id>")
@allow("administer")
def create(code: str, document_id: int) -> Response | tuple[str, int]:
    """Move it."""
    form, typed = form_of(code), MoveForm()
    document = document_of(form, document_id)
    if not on_its_way(document):
        return over(form, document)
    if not typed.validate():
        return page(form, document, typed), 422
    try:
        with writing():
            move(
                document_id,
                visitor().person_id,
                typed.reason.data or "",
                request.form.get("seen", ""),
                this_moment(),
            )
    except NotYours:
        abort(404)
    except PlanChanged:
        return again(form, document_id, typed, MEANWHILE)
    except NotPossible as why:
        return again(form, document_id, typed, str(why))
    flash(f"{form.title} {document.number_told} 已换到现行版本。")
    return redirect(url_for("flows.show", code=form.slug), 303)


def again(form: DocumentType, document_id: int, typed: MoveForm, fault: str) -> Response | tuple[str, int]:
    """The page as it is now, and why nothing was moved."""
    document = document_of(form, document_id)
    if not on_its_way(document):
        return over(form, document)
    typed.reason.errors = [fault]
    return page(form, document, typed), 409


def document_of(form: DocumentType, document_id: int) -> Document:
    """A paper of the form; 404 when there is none."""
    document = db.session.get(Document, document_id, populate_existing=True)
    if document is None or document.type != form.code:
        abort(404)
    return document


def on_its_way(document: Document) -> bool:
    """Whether a paper is not finished."""
    return document.status in UNFINISHED


def over(form: DocumentType, document: Document) -> Response:
    """A finished paper has no way that could be another."""
    flash(f"这张单据{document.status_label}，没有换版本。")
    return redirect(url_for("flows.show", code=form.slug), 303)


def page(form: DocumentType, document: Document, typed: MoveForm) -> str:
    """The page."""
    plan = plan_for(document, form, today())
    return render_template(
        "core/desk/flow_move.html",
        form=form,
        document=document,
        plan=plan,
        lines=lines(plan, document),
        typed=typed,
        short=SHORT,
    )


def lines(plan: Plan, document: Document) -> list[Line]:
    """Both ways beside each other: the new one in its order, then what falls away."""
    chain = upwards(document.unit_id, today())
    pointers = pointers_of(document, plan.flow)
    findings = find_all(plan.flow, barred(document, this_moment()), chain, today(), pointers)
    old = {step.declared.name: step for step in plan.steps}
    names = {step.name for step in plan.flow}
    pairs = enumerate(zip(plan.flow, findings, strict=True))
    new_way = [line(step, found, old.get(step.name), place in plan.kept) for place, (step, found) in pairs]
    gone = [Line(name, STATES.get(s.state, ""), "不再有", "") for name, s in old.items() if name not in names]
    return [*new_way, *gone]


def line(step: Step, found: Finding, old: RouteStep | None, kept: bool) -> Line:
    """One step of the new way."""
    now = STATES.get(old.state, "") if old else "没有这一步"
    if kept:
        return Line(step.name, now, "保留", "")
    names = "、".join(f"{h.person.name}（{h.post.title}）" for h in found.signers)
    signers = names or found.pending or "岗位空缺，任职后送达"
    return Line(step.name, now, becomes(step, old), signers)


def becomes(step: Step, old: RouteStep | None) -> str:
    """What the new way makes of a step that is not over."""
    if old is None:
        return "新增"
    if old.state in OVER:
        return "要重办"
    again = "重新送达" if old.state in UNDER_WAY else ""
    return "，".join(filter(None, (again, "" if old.declared == step else "有改动"))) or "不变"
