"""Page: one setting of a step, changed from a day on; the flow as it would be is shown before it is saved."""

from typing import get_args

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response

from portal.core.approval.overrides import (
    Backdated,
    ChangedMeanwhile,
    Nonsense,
    flow_on,
    newest,
    override,
    overrides_of,
    require_sense,
    rows_of,
    take_back,
    with_one_more,
)
from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.flow_form import OverrideForm, override_form
from portal.core.desk.flow_words import said as words_of
from portal.core.desk.flow_words import side_by_side
from portal.core.desk.flows import form_of, shown
from portal.core.desk.moment import this_moment
from portal.core.document_type import DocumentType
from portal.core.flow import Step
from portal.core.flow_override import (
    SETTINGS,
    Override,
    Setting,
    Signer,
    overridden,
    told,
)
from portal.core.org.models import Holding, Post
from portal.core.org.queries import in_force
from portal.core.org.roles import SUPERIOR, title_of
from portal.core.web.context import catalogue, today
from portal.core.web.posted import posted_id
from portal.extensions import db, writing

blueprint = Blueprint("flow_overrides", __name__)
MEANWHILE = "这个流程在你打开之后改过，请看过再改"
BACKDATED = "不能早于今天：已经提交的单据按原来的流程走"


@blueprint.get("/flows/<code>/steps/<id:number>/<setting>")
@allow("administer")
def edit(code: str, number: int, setting: str) -> str:
    """What the step says, and the form."""
    form, step, which = asked(code, number, setting)
    return page(form, step, override_form(standing_step(form, step), which))


@blueprint.post("/flows/<code>/steps/<id:number>/<setting>")
@allow("administer")
def create(code: str, number: int, setting: str) -> Response | str | tuple[str, int]:
    """Look at it first, enter it, or take back what is to come."""
    form, step, which = asked(code, number, setting)
    typed, act = override_form(step, which), request.form.get("act", "save")
    wanted = typed.override()
    if wanted is None:
        return page(form, step, typed), 422
    try:
        if act == "preview":
            require_sense(form, wanted)
            return page(form, step, typed, wanted)
        enter(form, wanted, typed, act)
    except Backdated:
        typed.since.errors = [BACKDATED]
        return page(form, step, typed), 422
    except Nonsense as why:
        (typed.since if act == "withdraw" else typed.cells[0]).errors = [str(why)]
        return page(form, step, typed), 422
    except ChangedMeanwhile:
        typed.cells[0].errors = [MEANWHILE]
        return page(form, step, typed), 409
    flash(said(wanted, act))
    return redirect(url_for("flows.show", code=form.slug), 303)


def asked(code: str, number: int, setting: str) -> tuple[DocumentType, Step, Setting]:
    """The declared step and the setting that an address means; 404 when there is none."""
    form = form_of(code)
    known: dict[str, Setting] = {name: name for name in get_args(Setting)}
    if number > len(form.flow) or setting not in known:
        abort(404)
    return form, form.flow[number - 1], known[setting]


def standing_step(form: DocumentType, step: Step) -> Step:
    """A declared step as it stands today."""
    return next(each for each in flow_on(form, today()) if each.name == step.name)


def enter(form: DocumentType, wanted: Override, typed: OverrideForm, act: str) -> None:
    """Do what was asked for."""
    operation = take_back if act == "withdraw" else override
    with writing():
        operation(
            form, wanted, typed.reason.data or "", visitor().person_id, posted_id("seen"), this_moment()
        )


def said(wanted: Override, act: str) -> str:
    """What was done, and what to think of."""
    if act == "withdraw":
        return f"撤销了 {wanted.since} 起对「{wanted.step}」的改动。"
    words = told(wanted.setting, wanted.value)
    done = f"从 {wanted.since} 起提交的单据，「{wanted.step}」{SETTINGS[wanted.setting]}：{words}。"
    return f"{done}{nobody(wanted)}"


def nobody(wanted: Override) -> str:
    """A warning when nobody in the company holds the role today."""
    if not isinstance(wanted.value, Signer) or wanted.value.by == SUPERIOR:
        return ""
    held = select(Holding.id).join(Holding.post).join(Holding.person)
    held = held.where(Post.role == wanted.value.by, *in_force(today()))
    if db.session.scalar(held.limit(1)):
        return ""
    return f"注意：今天公司里没有人任{title_of(wanted.value.by)}，有人任职前单据会停在这一步。"


def page(form: DocumentType, step: Step, typed: OverrideForm, wanted: Override | None = None) -> str:
    """The page; with the flow as it would be where somebody wants to look at it first."""
    rows = rows_of(form)
    before = overrides_of(rows)
    after = with_one_more(before, wanted) if wanted else before
    flow = overridden(form.flow, after, wanted.since) if wanted else ()
    which, chapter = typed.setting, catalogue().chapter_of(form.code)
    mine = [row for row in rows if (row.step, row.setting) == (step.name, which)]
    return render_template(
        "core/desk/flow_override.html",
        form=form,
        step=step,
        number=form.flow.index(step) + 1,
        setting=which,
        label=SETTINGS[which],
        now=words_of(standing_step(form, step), which, chapter),
        declared=words_of(step, which, chapter),
        typed=typed,
        stretches=side_by_side(shown(form, flow, rows)) if wanted else [],
        wanted=wanted,
        warning=nobody(wanted) if wanted else "",
        coming=[each for each in before if each[:2] == (step.name, which) and each.since > today()],
        mine=mine[::-1],
        told=told,
        seen=newest(form),
        today=today(),
    )
