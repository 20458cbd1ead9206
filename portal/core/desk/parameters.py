"""Page: one parameter of a regulation, its values over time, and the form that changes it."""

from datetime import date
from typing import Any

import msgspec
from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.characters import installed_coverage, refusal
from portal.core.desk.moment import terms, this_moment
from portal.core.facts import Cell, Column
from portal.core.kinds import Unreadable, read
from portal.core.parameter import Parameter
from portal.core.parameters.operations import Backdated, Change, ChangedMeanwhile, change
from portal.core.parameters.queries import changes_of, value_of
from portal.core.regulation import Chapter
from portal.core.web.context import catalogue, today
from portal.core.web.posted import posted_id
from portal.extensions import writing

blueprint = Blueprint("parameters", __name__)
DAY = Column("since", date, Cell("从哪天起", ""), msgspec.Meta(), False)


class ChangeForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """A new value, from which day on, and why; values and days are read like cells of a sheet."""

    value = StringField("新的值", [InputRequired("请填写")])
    since = StringField("从哪天起", [InputRequired("请填写")])
    reason = StringField("原因", [InputRequired("请写明原因"), Length(max=200, message="最多 200 字")])

    def change(self, parameter: Parameter[Any]) -> Change | None:
        """What was asked for; None with every fault at its field."""
        if not self.validate():
            return None
        value, since = self.read(self.value, column_of(parameter)), self.read(self.since, DAY)
        fault = refusal(self.reason.data or "", installed_coverage()) or ""
        self.reason.errors = [fault] if fault else []
        if not self.value.errors and not parameter.allows(value):
            self.value.errors = [bounds_told(parameter)]
        if self.value.errors or self.since.errors or fault:
            return None
        return Change(since, value, self.reason.data or "")

    def withdrawal(self, parameter: Parameter[Any]) -> Change | None:
        """The change of a coming day taken back; None with every fault at its field."""
        self.value.validators = ()
        if not self.validate():
            return None
        since = self.read(self.since, DAY)
        changes = dict(terms().values.changes.get(parameter.name, ()))
        if not self.since.errors and (since not in changes or since <= today()):
            self.since.errors = ["这一天没有还没到的改动"]
        return None if self.since.errors else Change(since, None, self.reason.data or "")

    def read(self, field: StringField, column: Column) -> Any:
        """A field's value; None, with the fault at the field, when it cannot be read."""
        field.errors = []
        try:
            return read(column, field.data or "")
        except Unreadable as unreadable:
            field.errors = [str(unreadable)]
            return None


def bounds_told(parameter: Parameter[Any]) -> str:
    """Between what a value must lie."""
    least = f"不能小于 {parameter.told(parameter.least)}" if parameter.least is not None else ""
    most = f"不能大于 {parameter.told(parameter.most)}" if parameter.most is not None else ""
    return "，".join(filter(None, (least, most)))


def column_of(parameter: Parameter[Any]) -> Column:
    """A parameter as a cell."""
    cell = Cell(parameter.label, parameter.clause, negative=True)
    whole = parameter.type is int
    bounds = msgspec.Meta(ge=parameter.least, le=parameter.most) if whole else msgspec.Meta()
    return Column(parameter.slug, parameter.type, cell, bounds, False)


@blueprint.get("/regulations/<slug>/parameters/<name>")
@allow("work")
def show(slug: str, name: str) -> str:
    """The parameter as it is, was and will be."""
    return page(*parameter_of(slug, name), ChangeForm())


@blueprint.post("/regulations/<slug>/parameters/<name>")
@allow("administer")
def create(slug: str, name: str) -> Response | tuple[str, int]:
    """Change it from a day on."""
    chapter, parameter = parameter_of(slug, name)
    form = ChangeForm()
    taking_back = request.form.get("act") == "withdraw"
    wanted = form.withdrawal(parameter) if taking_back else form.change(parameter)
    if wanted is None:
        return page(chapter, parameter, form), 422
    try:
        with writing():
            change(parameter, wanted, visitor().person_id, posted_id("seen"), this_moment())
    except Backdated:
        form.since.errors = ["不能早于今天：已经按原值判断过的单据不变"]
        return page(chapter, parameter, form), 422
    except ChangedMeanwhile:
        form.value.errors = ["这个参数在你打开之后改过，请看过再改"]
        return page(chapter, parameter, form), 409
    told = "撤销了这一天的改动" if taking_back else parameter.told(wanted.value)
    flash(f"从 {wanted.since} 起：{told}。")
    return redirect(url_for("parameters.show", slug=slug, name=name), 303)


def parameter_of(slug: str, name: str) -> tuple[Chapter, Parameter[Any]]:
    """A regulation's parameter by its address; 404 when there is none."""
    chapter = catalogue().chapters.get(slug.replace("-", "_"))
    found = [p for p in chapter.parameters if p.slug == name] if chapter else []
    if chapter is None or not found:
        abort(404)
    return chapter, found[0]


def page(chapter: Chapter, parameter: Parameter[Any], form: ChangeForm) -> str:
    """The page with its form."""
    changes = changes_of(parameter)
    dated = [(since, parameter.told(value)) for since, value in terms().values.dated(parameter)]
    told = {"chapter": chapter, "parameter": parameter, "dated": dated[::-1], "changes": changes[::-1]}
    return render_template(
        "core/desk/parameter.html",
        **told,
        now=parameter.told(terms().value(parameter)),
        changed=terms().values.changed(parameter, today()),
        form=form,
        seen=changes[-1].id if changes else 0,
        today=today(),
        value_told=lambda text: parameter.told(value_of(parameter, text)) if text else "撤销当日的改动",
    )
