"""Pages: the series of numbers; the administrator lets one begin where the paper left off."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_wtf import FlaskForm
from sqlalchemy import func, select
from werkzeug.wrappers import Response
from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length, Regexp

from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.characters import installed_coverage, refusal
from portal.core.desk.moment import this_moment
from portal.core.documents.models import Serial, Series
from portal.core.documents.numbers import MOST, SeriesBegun, open_series
from portal.core.web.context import catalogue, today
from portal.core.web.menu import MenuEntry
from portal.extensions import db, writing

blueprint = Blueprint("numbers", __name__)
MENU = (MenuEntry("numbers.index", "编号", "administer"),)
PAGE = 50


class OpeningForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """Which form's series of today begins with which serial, and why."""

    form = SelectField("表单", [InputRequired("请选择表单")], validate_choice=False)
    first = StringField("下一个流水号", [Regexp(r"[1-9][0-9]{0,5}$", message=f"请填 1 到 {MOST} 的整数")])
    reason = StringField("原因", [InputRequired("请写明原因"), Length(max=200, message="最多 200 字")])

    def fault_of_reason(self) -> str | None:
        """What no paper could show of the reason."""
        return refusal(self.reason.data or "", installed_coverage())


@blueprint.get("/numbers")
@allow("administer")
def index() -> str:
    """Every series, and the form that opens one."""
    return page(OpeningForm())


@blueprint.post("/numbers")
@allow("administer")
def create() -> Response | tuple[str, int]:
    """Open a form's series of today at a serial."""
    form = OpeningForm()
    types = {t.slug: t for t in catalogue().types()}
    if form.validate():
        fault = form.fault_of_reason()
        if fault:
            form.reason.errors = [fault]
        elif form.form.data not in types:
            form.form.errors = ["请选择表单"]
        else:
            return opened(form, types[form.form.data].numbering.series(today()))
    return page(form), 422


def opened(form: OpeningForm, series: str) -> Response | tuple[str, int]:
    """Open the series, unless it has given a number."""
    try:
        with writing():
            first, why = int(form.first.data or 0), form.reason.data or ""
            open_series(series, first, why, visitor().person_id, this_moment())
    except SeriesBegun:
        form.first.errors = [f"{series} 已经发过号，编号不能跳空"]
        return page(form), 422
    flash(f"{series} 的下一个流水号是 {form.first.data}。")
    return redirect(url_for("numbers.index"), 303)


def page(form: OpeningForm) -> str:
    """The series, newest name first, and the form."""
    types = list(catalogue().types())
    rows: list[Any] = list(db.session.execute(series_with_counts()).all())
    more = rows[PAGE - 1].name if len(rows) > PAGE else None
    values = {"types": types, "rows": rows[:PAGE], "more": more, "form": form, "today": today()}
    return render_template("core/desk/numbers.html", **values)


def series_with_counts() -> Any:
    """SQL: a page of series with how many numbers each has given, and how many of them are void."""
    void = func.count(Serial.serial).filter(Serial.state == "void").label("void")
    query = select(Series.name, Series.next, func.count(Serial.serial).label("issued"), void)
    query = query.outerjoin(Serial, Serial.series == Series.name).group_by(Series.name, Series.next)
    before = request.args.get("before", "")[:40]
    if before:
        query = query.where(Series.name < before)
    return query.order_by(Series.name.desc()).limit(PAGE + 1)
