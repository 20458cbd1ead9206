"""Page: one parameter of a regulation, its values over time, and the forms that change or confirm it."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.moment import terms, this_moment
from portal.core.desk.parameter_form import ChangeForm, ConfirmationForm, change_form
from portal.core.parameter import NotItsValue, NoValue, Parameter
from portal.core.parameters.models import ParameterChange
from portal.core.parameters.operations import (
    Backdated,
    ChangedMeanwhile,
    NothingToConfirm,
    change,
    confirm,
)
from portal.core.parameters.queries import changes_of, confirmations
from portal.core.regulation import Chapter
from portal.core.web.context import catalogue, today
from portal.core.web.posted import posted_id
from portal.extensions import writing

blueprint = Blueprint("parameters", __name__)
MEANWHILE = "这个参数在你打开之后改过，请看过再改"


@blueprint.get("/regulations/<slug>/parameters/<name>")
@allow("work")
def show(slug: str, name: str) -> str:
    """The parameter as it is, was and will be."""
    chapter, parameter = parameter_of(slug, name)
    return page(chapter, parameter, change_form(parameter, worth(parameter)), ConfirmationForm())


@blueprint.post("/regulations/<slug>/parameters/<name>")
@allow("administer")
def create(slug: str, name: str) -> Response | tuple[str, int]:
    """Change it from a day on."""
    chapter, parameter = parameter_of(slug, name)
    form = change_form(parameter, worth(parameter))
    taking_back = request.form.get("act") == "withdraw"
    wanted = form.withdrawal(terms().values, today()) if taking_back else form.change()
    if wanted is None:
        return page(chapter, parameter, form, ConfirmationForm()), 422
    try:
        with writing():
            change(parameter, wanted, visitor().person_id, posted_id("seen"), this_moment())
    except Backdated:
        form.since.errors = ["不能早于今天：已经按原值判断过的单据不变"]
        return page(chapter, parameter, form, ConfirmationForm()), 422
    except ChangedMeanwhile:
        form.cells[0].errors = [MEANWHILE]
        return page(chapter, parameter, form, ConfirmationForm()), 409
    told = "撤销了这一天的改动" if taking_back else parameter.told(wanted.value)
    flash(f"从 {wanted.since} 起：{told}。")
    return redirect(url_for("parameters.show", slug=slug, name=name), 303)


@blueprint.post("/regulations/<slug>/parameters/<name>/confirmation")
@allow("administer")
def create_confirmation(slug: str, name: str) -> Response | tuple[str, int]:
    """Let stand what is only assumed."""
    chapter, parameter = parameter_of(slug, name)
    form, fresh = ConfirmationForm(), change_form(parameter, worth(parameter))
    unsure = terms().values.unsure(parameter, today())
    if unsure and not form.validate():
        return page(chapter, parameter, fresh, form), 422
    try:
        with writing():
            confirm(parameter, form.why.data or "", visitor().person_id, posted_id("seen"), this_moment())
    except ChangedMeanwhile:
        if not unsure:
            flash(MEANWHILE)  # there is no form left to say it at
        form.why.errors = [MEANWHILE]
        return page(chapter, parameter, fresh, form), 409
    except NothingToConfirm:
        flash("这个值不用确认，没有重复登记。")
    else:
        flash("已确认，就用这个值。")
    return redirect(url_for("parameters.show", slug=slug, name=name), 303)


def parameter_of(slug: str, name: str) -> tuple[Chapter, Parameter[Any]]:
    """A regulation's parameter by its address; 404 when there is none."""
    chapter = catalogue().chapters.get(slug.replace("-", "_"))
    found = [p for p in chapter.settings if p.slug == name] if chapter else []
    if chapter is None or not found:
        abort(404)
    return chapter, found[0]


def worth(parameter: Parameter[Any]) -> Any:
    """The value in force today; None while there is none."""
    try:
        return terms().value(parameter)
    except NoValue:
        return None


def page(chapter: Chapter, parameter: Parameter[Any], form: ChangeForm, word: ConfirmationForm) -> str:
    """The page with its forms."""
    values, changes = terms().values, changes_of(parameter)
    since = max((first for first, _ in values.dated(parameter) if first <= today()), default=None)
    return render_template(
        "core/desk/parameter.html",
        chapter=chapter,
        parameter=parameter,
        dated=values.dated(parameter)[::-1],
        changes=changes[::-1],
        now=worth(parameter),
        source=values.source(parameter, today()) if since else "",
        confirmed=confirmations([parameter]).get((parameter.name, since)) if since else None,
        unsure=values.unsure(parameter, today()),
        form=form,
        confirmation=word,
        seen=changes[-1].id if changes else 0,
        today=today(),
        entered=lambda row: entered(parameter, row),
    )


def entered(parameter: Parameter[Any], row: ParameterChange) -> str:
    """What somebody entered, in words."""
    if not row.value:
        return "撤销当日的改动"
    try:
        told = parameter.told(parameter.decoded(row.value))
    except NotItsValue:
        return "现在读不出，没有采用，请重新改定"
    return f"确认就用 {told}" if row.act == "confirm" else told
