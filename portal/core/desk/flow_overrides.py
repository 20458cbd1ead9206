"""Page: one setting of a step, changed from a day on; the flow as it would be is shown before it is saved."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.core.approval.overrides import (
    Backdated,
    ChangedMeanwhile,
    Nonsense,
    copies_on,
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
from portal.core.desk.flow_form import OverrideForm, copies_form, override_form
from portal.core.desk.flow_targets import Target, asked, nobody, said
from portal.core.desk.flow_words import side_by_side
from portal.core.desk.flows import form_of, shown
from portal.core.desk.moment import this_moment
from portal.core.document_type import DocumentType
from portal.core.flow_override import SETTINGS, Override, overridden, told
from portal.core.web.context import today
from portal.core.web.posted import posted_id
from portal.extensions import writing

blueprint = Blueprint("flow_overrides", __name__)
MEANWHILE = "这个流程在你打开之后改过，请看过再改"
BACKDATED = "不能早于今天：已经提交的单据按原来的流程走"


@blueprint.get("/flows/<code>/steps/<id:number>/<setting>")
@allow("administer")
def edit(code: str, number: int, setting: str) -> str:
    """What the step says, and the form."""
    target = asked(code, number, setting)
    return page(target, override_form(flow_on(target.form, today())[number - 1], target.setting))


@blueprint.post("/flows/<code>/steps/<id:number>/<setting>")
@allow("administer")
def create(code: str, number: int, setting: str) -> Response | str | tuple[str, int]:
    """Look at it first, enter it, or take back what is to come."""
    target = asked(code, number, setting)
    return answer(target, override_form(target.form.flow[number - 1], target.setting))


@blueprint.get("/flows/<code>/copies")
@allow("administer")
def edit_copies(code: str) -> str:
    """Who gets copies, and the form."""
    form = form_of(code)
    return page(Target(form, 0, "copies"), copies_form(copies_on(form, today())))


@blueprint.post("/flows/<code>/copies")
@allow("administer")
def create_copies(code: str) -> Response | str | tuple[str, int]:
    """The same for who gets copies."""
    form = form_of(code)
    return answer(Target(form, 0, "copies"), copies_form(form.copies))


def answer(target: Target, typed: OverrideForm) -> Response | str | tuple[str, int]:
    """Do what was posted, or say what is wrong with it."""
    act, wanted = request.form.get("act", "save"), typed.override()
    if wanted is None:
        return page(target, typed), 422
    try:
        if act == "preview":
            require_sense(target.form, wanted, today())
            return page(target, typed, wanted)
        enter(target.form, wanted, typed, act)
    except Backdated:
        typed.since.errors = [BACKDATED]
        return page(target, typed), 422
    except Nonsense as why:
        (typed.since if act == "withdraw" else typed.cells[0]).errors = [str(why)]
        return page(target, typed), 422
    except ChangedMeanwhile:
        typed.cells[0].errors = [MEANWHILE]
        return page(target, typed), 409
    flash(said(wanted, act))
    return redirect(url_for("flows.show", code=target.form.slug), 303)


def enter(form: DocumentType, wanted: Override, typed: OverrideForm, act: str) -> None:
    """Do what was asked for."""
    operation = take_back if act == "withdraw" else override
    with writing():
        operation(
            form, wanted, typed.reason.data or "", visitor().person_id, posted_id("seen"), this_moment()
        )


def page(target: Target, typed: OverrideForm, wanted: Override | None = None) -> str:
    """The page; with the flow as it would be where somebody wants to look at it first."""
    form, rows = target.form, rows_of(target.form)
    before = overrides_of(rows)
    flow = overridden(form.flow, with_one_more(before, wanted), wanted.since) if wanted else ()
    mine = (target.name, target.setting)
    return render_template(
        "core/desk/flow_override.html",
        form=form,
        target=target,
        label=SETTINGS[target.setting],
        now=target.words(before),
        declared=target.words([]),
        typed=typed,
        stretches=side_by_side(shown(form, flow, rows)) if wanted else [],
        wanted=wanted,
        warning=nobody(wanted) if wanted else "",
        coming=[each for each in before if each[:2] == mine and each.since > today()],
        told=told,
        seen=newest(form),
    )
