"""Pages: a year of the calendar for everybody, and the notice from which the administrator enters one."""

from datetime import date
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.calendar.notice_text import read_notice
from portal.core.calendar.notices import Holiday
from portal.core.calendar.year_view import LETTERS, MARKS, changed_days, special_days, year_view
from portal.core.desk.moment import this_moment
from portal.core.desk.notice_form import ROWS, NoticeForm, notice_form
from portal.core.timetable.operations import EnteredMeanwhile, Grounds, enter
from portal.core.timetable.queries import calendar_with, newest_entry, notice_of, unit_names
from portal.core.timetable.said import Said, decoded
from portal.core.web.context import calendar, today, working_times
from portal.core.web.menu import MenuEntry
from portal.core.web.posted import posted_id
from portal.extensions import writing

blueprint = Blueprint("calendars", __name__)
MENU = (MenuEntry("calendars.index", "工作日历"),)
FIRST_YEAR = 2004
MEANWHILE = "日历在你打开之后改过，下面是按现在的日历重新比较的，请看过再录入"


@blueprint.get("/calendar")
@allow("work")
def index() -> str:
    """This year."""
    return show(year=today().year)


@blueprint.get("/calendar/<id:year>")
@allow("work")
def show(year: int) -> str:
    """A year of the company, or of a unit that works otherwise."""
    require(FIRST_YEAR, year)
    units = {n: name for n, name in unit_names(today()).items() if n in working_times().units}
    asked = request.args.get("unit", "")
    unit_id = next((n for n in units if str(n) == asked), 0)
    shown = working_times().units[unit_id].calendar if unit_id else calendar()
    values = {
        "months": year_view(shown, year), "special": special_days(shown, year), "covered": shown.covers(year),
        "units": units, "unit_id": unit_id, "notice": notice_of(year), **marks(year),
    }  # fmt: skip
    may_enter = "administer" in visitor().capabilities and year >= today().year - 1
    return render_template("core/desk/calendar.html", may_enter=may_enter, **values)


@blueprint.get("/calendar/<id:year>/notice")
@allow("administer")
def edit(year: int) -> str:
    """The year's notice as it was entered, or an empty one."""
    require(today().year - 1, year)
    form, notice = notice_form(), notice_of(year)
    if notice:
        form.text.data = notice.text
        form.fill(decoded("year", notice.value))
    return page(year, form)


@blueprint.post("/calendar/<id:year>/notice")
@allow("administer")
def update(year: int) -> Response | str | tuple[str, int]:
    """Read the pasted text into the rows, show what they make of the year, or enter it."""
    require(today().year - 1, year)
    form, act = notice_form(), request.form.get("act", "")
    if act == "read":
        return read_text(year, form)
    if act == "edit":
        return page(year, form)
    rows = form.rows(year)
    if rows is None:
        return page(year, form), 422
    return entered(year, form, rows) if act == "enter" else preview(year, form, rows)


def read_text(year: int, form: NoticeForm) -> str | tuple[str, int]:
    """The rows as the text has them; 422 with what cannot be read or contradicts itself."""
    if not form.text.validate(form):
        return page(year, form), 422
    notice = read_notice(form.text.data or "", year)
    form.fill(notice.rows[:ROWS])
    form.text.errors = [] if notice.rows else ["没有读到放假的日期"]
    form.text.errors += [f"超过 {ROWS} 行，后面的没有读入"] if len(notice.rows) > ROWS else []
    form.put(notice.faults, list(range(ROWS)))
    return (page(year, form), 422) if form.wrong else page(year, form)


def preview(year: int, form: NoticeForm, rows: tuple[Holiday, ...], fault: str = "") -> str:
    """The year as it would be, and every day that would change."""
    after = calendar_with(year_said(year, rows))
    changes = changed_days(calendar(), after, year)
    return page(year, form, months=year_view(after, year), changes=changes, fault=fault)


def entered(year: int, form: NoticeForm, rows: tuple[Holiday, ...]) -> Response | tuple[str, int]:
    """Enter the year, unless the calendar is not any more what the page compared with."""
    grounds = Grounds(f"{year}年放假安排", form.text.data or "")
    try:
        with writing():
            enter(year_said(year, rows), grounds, visitor().person_id, posted_id("seen"), this_moment())
    except EnteredMeanwhile:
        return preview(year, form, rows, MEANWHILE), 409
    flash(f"{year}年放假安排已录入，有变动的期限会重新计算并通知本人。")
    return redirect(url_for("calendars.show", year=year), 303)


def year_said(year: int, rows: tuple[Holiday, ...]) -> Said:
    """A notice as what is said of its year."""
    return Said("year", date(year, 1, 1), rows)


def page(year: int, form: NoticeForm, **values: Any) -> str:
    """The notice's page: its form, or the preview of what the rows make."""
    known = {"form": form, "seen": newest_entry(), "months": (), **marks(year)}
    return render_template("core/desk/calendar_notice.html", **known | values)


def marks(year: int) -> dict[str, Any]:
    """What every page of a year shows."""
    last = today().year + 1
    around = [n for n in (year - 1, year + 1) if FIRST_YEAR <= n <= last]
    return {"year": year, "around": around, "letters": LETTERS, "marks": MARKS, "today": today()}


def require(first: int, year: int) -> None:
    """404 for a year before the first, or after the next."""
    if not first <= year <= today().year + 1:
        abort(404)
