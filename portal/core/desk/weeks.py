"""Pages: 检查, a person's records of a week: read as one sheet, printed as one page, inspected in one act."""

from datetime import date

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.moment import this_moment
from portal.core.desk.sheets import form_of
from portal.core.desk.week_sheet import WeekSheet, days_told, inspecting_post
from portal.core.desk.words import Words
from portal.core.document_type import DocumentType
from portal.core.duties.closing import inspected
from portal.core.duties.queries import unproved
from portal.core.inspections.operations import Inspector, NothingToInspect, inspect
from portal.core.inspections.overview import WeekOf, overview
from portal.core.inspections.queries import WeekOfRecords, written
from portal.core.printing.at_once import pdf_answer
from portal.core.printing.html import paper_html
from portal.core.web.context import catalogue, today
from portal.core.web.menu import MenuEntry
from portal.core.web.posted import posted_ids
from portal.core.week import Week
from portal.extensions import writing

blueprint = Blueprint("weeks", __name__)
MENU = [MenuEntry("weeks.index", "检查", "inspect")]
WEEKS_BACK = 4
LONGEST = 300


class RemarkForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """What the inspector has to say; it may be nothing."""

    remark = Words("检查意见", LONGEST)


@blueprint.get("/inspections")
@allow("inspect")
def index() -> str:
    """The weeks that wait for the visitor's eyes, and the days that nobody wrote down."""
    forms = [form for form in catalogue().types() if form.inspection]
    mine = [form for form in forms if form.inspection and visitor().post_for((form.inspection.by,))]
    tables = [(form, weeks_of(form)) for form in mine]
    return render_template("core/desk/inspections.html", tables=tables, days_told=days_told, weeks=WEEKS_BACK)


def weeks_of(form: DocumentType) -> list[WeekOf]:
    """The weeks of those whom the visitor inspects."""
    me, day = visitor().person_id, today()
    since = Week.of(day).before(WEEKS_BACK).monday
    return overview(written(form, me, day, since), unproved(form, me, day, since))


@blueprint.get("/weeks/<code>/<id:person_id>/<monday>")
@allow("work")
def show(code: str, person_id: int, monday: str) -> str:
    """A week on one sheet."""
    return week_page(sheet_for_visitor(code, person_id, monday), RemarkForm())


@blueprint.get("/weeks/<code>/<id:person_id>/<monday>/pdf")
@allow("work")
def pdf(code: str, person_id: int, monday: str) -> Response | tuple[str, int]:
    """The same on paper."""
    sheet = sheet_for_visitor(code, person_id, monday)
    name = f"{sheet.view.title} {sheet.view.head.author} {monday}"
    back = url_for("weeks.show", code=code, person_id=person_id, monday=monday)
    return pdf_answer(name, back, paper_html(sheet.paper()))


@blueprint.post("/weeks/<code>/<id:person_id>/<monday>/inspection")
@allow("inspect")
def create_inspection(code: str, person_id: int, monday: str) -> Response | tuple[str, int]:
    """One 已阅 for everything that was shown."""
    sheet, form = sheet_for_visitor(code, person_id, monday), RemarkForm()
    post = inspecting_post(sheet)
    if post is None:
        flash("这一周已经检查过，或者不由你检查，没有重复登记。")
        return redirect(url_for("weeks.show", code=code, person_id=person_id, monday=monday), 303)
    if not form.validate():
        return week_page(sheet, form), 422
    inspector = Inspector(visitor().person_id, post.title)
    try:
        with writing():
            inspect(sheet.whose, inspector, posted_ids("seen"), form.remark.data or "", this_moment())
            inspected(sheet.form.code, visitor().person_id, this_moment())
    except NothingToInspect:
        flash("这一周刚刚有变化，请看过再登记。")
        return redirect(url_for("weeks.show", code=code, person_id=person_id, monday=monday), 303)
    flash(f"已阅，{len(sheet.documents)} 天的记录都已登记。")
    return redirect(url_for("weeks.index"), 303)


def sheet_for_visitor(code: str, person_id: int, monday: str) -> WeekSheet:
    """The week as far as the visitor may see it; 404 when that is nothing, as if there were none."""
    form, day = form_of(code), day_of(monday)
    if form.inspection is None or day is None:
        abort(404)
    sheet = WeekSheet.read(WeekOfRecords(form, person_id, Week(day)))
    if sheet is None:
        abort(404)
    return sheet


def day_of(text: str) -> date | None:
    """A Monday in an address."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if len(text) == 10 and day.weekday() == 0 and day.year > 1 else None


def week_page(sheet: WeekSheet, form: RemarkForm) -> str:
    """The week with what can be done with it."""
    paper = sheet.paper()
    return render_template(
        "core/desk/week.html", sheet=sheet, paper=paper, form=form, inspector=inspecting_post(sheet)
    )
