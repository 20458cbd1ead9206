"""Pages: the series of numbers and the printed blanks; the administrator lets a series begin where the paper
left off."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import joinedload, selectinload
from werkzeug.wrappers import Response

from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.lists import keyset_page
from portal.core.desk.moment import this_moment
from portal.core.desk.number_forms import Choice, ChoiceForm, OpeningForm
from portal.core.documents.models import BlankIssue, Serial, Series
from portal.core.documents.numbers import SeriesBegun, given, open_series
from portal.core.web.context import catalogue
from portal.core.web.menu import MenuEntry
from portal.extensions import db, writing

blueprint = Blueprint("numbers", __name__)
MENU = (MenuEntry("numbers.index", "编号", "administer"),)
PAGE = 50
STATES = {"issued": "未用", "used": "已用", "void": "作废"}


@blueprint.get("/numbers")
@allow("administer")
def index() -> str | tuple[str, int]:
    """Every series, perhaps of one form, and what opens the one that is chosen."""
    asked = ready(ChoiceForm(request.args))
    good = asked.validate()
    shown = page(asked, OpeningForm(formdata=None))
    return shown if good else (shown, 422)


@blueprint.post("/numbers/openings")
@allow("administer")
def create() -> Response | tuple[str, int]:
    """Open a form's series of a day at a serial."""
    asked, form = ready(ChoiceForm(request.form)), OpeningForm()
    readable = asked.validate()
    choice = asked.choice()
    if form.validate() and readable and choice:
        return opened(asked, form, choice)
    if not asked.form.data:
        asked.form.errors = ["请选择表单"]
    return page(asked, form), 422


def opened(asked: ChoiceForm, form: OpeningForm, choice: Choice) -> Response | tuple[str, int]:
    """Open the series, unless it has given a number."""
    try:
        with writing():
            first, why = int(form.first.data or 0), form.reason.data or ""
            open_series(*choice, first, why, visitor().person_id, this_moment())
    except SeriesBegun:
        form.first.errors = [f"{choice.series} 已经发过号，编号不能跳空"]
        return page(asked, form), 422
    flash(f"{choice.form.title} {choice.series} 的下一个流水号是 {form.first.data}。")
    return redirect(url_for("numbers.index", form=choice.form.slug, day=f"{choice.day}"), 303)


def ready(asked: ChoiceForm) -> ChoiceForm:
    """The choice, offering every form."""
    asked.choose_from(list(catalogue().types()))
    return asked


def page(asked: ChoiceForm, form: OpeningForm) -> str:
    """The series, newest name first; the blanks, newest first; the form for the chosen series."""
    choice, code = asked.choice(), "" if asked.form.errors else (asked.form.data or "").upper()
    rows: list[Any] = list(db.session.execute(series_with_counts(code)).all())
    more = rows[PAGE - 1] if len(rows) > PAGE else None
    issues, older = keyset_page(issues_of(code), BlankIssue.id)
    values = {
        "asked": asked, "form": form, "rows": rows[:PAGE], "more": more, "issues": issues, "older": older,
        "choice": choice, "begun": given(*choice) if choice else 0, "titles": titles(),
    }  # fmt: skip
    return render_template("core/desk/numbers.html", **values)


def titles() -> dict[str, str]:
    """What each form is called."""
    return {form.code: form.title for form in catalogue().types()}


def series_with_counts(code: str) -> Any:
    """SQL: a page of series with how many numbers are unused, used and void."""
    counts = [func.count(Serial.serial).filter(Serial.state == state).label(state) for state in STATES]
    mine = and_(Serial.type == Series.type, Serial.series == Series.name)
    query = select(Series.type, Series.name, Series.next, *counts).outerjoin(Serial, mine)
    query = query.group_by(Series.type, Series.name, Series.next)
    if code:
        query = query.where(Series.type == code)
    name, owner = request.args.get("after", "")[:40], request.args.get("of", "")[:12]
    if name.isprintable() and owner.isprintable() and name:
        query = query.where(or_(Series.name < name, and_(Series.name == name, Series.type > owner)))
    return query.order_by(Series.name.desc(), Series.type).limit(PAGE + 1)


def issues_of(code: str) -> Any:
    """SQL: the printings of blanks, with all their numbers."""
    query = select(BlankIssue).options(joinedload(BlankIssue.person), selectinload(BlankIssue.serials))
    return query.where(BlankIssue.type == code) if code else query
