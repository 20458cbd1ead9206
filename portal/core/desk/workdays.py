"""Page: office hours, single days, and what was entered about the calendar; the administrator enters more."""

from collections.abc import Iterable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.calendar import DEFAULT_HOURS, Entered
from portal.core.calendar.spans import Spans
from portal.core.desk.moment import this_moment
from portal.core.desk.workday_forms import FREE, DayForm, HoursForm
from portal.core.timetable.models import CalendarEntry
from portal.core.timetable.operations import Backdated, EnteredMeanwhile, Grounds, enter
from portal.core.timetable.queries import (
    everything,
    newest_entries,
    newest_entry,
    unit_names,
    units_beside_company,
)
from portal.core.timetable.said import Said, Worked, decoded, standing
from portal.core.web.context import today
from portal.core.web.posted import posted_id
from portal.extensions import writing

blueprint = Blueprint("workdays", __name__)
MEANWHILE = "日历在你打开之后改过，请看过下面的记录再录入"
TAKEN_BACK = "取消以前录入的安排"


@blueprint.get("/calendar/hours")
@allow("work")
def index() -> str:
    """Who works at which hours, and everything that was entered."""
    return page(DayForm(formdata=None), HoursForm(formdata=None))


@blueprint.post("/calendar/days")
@allow("administer")
def create_day() -> Response | tuple[str, int]:
    """Enter a single day."""
    form, fresh = DayForm(), HoursForm(formdata=None)
    form.offer(units_beside_company(today()))
    said = form.said(today())
    if said is None:
        return page(form, fresh), 422
    try:
        store(said, form.name.data)
    except EnteredMeanwhile:
        form.day.errors = [MEANWHILE]
        return page(form, fresh), 409
    return done()


@blueprint.post("/calendar/hours")
@allow("administer")
def create_hours() -> Response | tuple[str, int]:
    """Enter hours from a day on."""
    form, fresh = HoursForm(), DayForm(formdata=None)
    form.offer(units_beside_company(today()))
    said = form.said()
    if said is None:
        return page(fresh, form), 422
    try:
        store(said, form.why.data)
    except Backdated:
        form.since.errors = ["不能早于今天：已经算过的时间不变"]
        return page(fresh, form), 422
    except EnteredMeanwhile:
        form.since.errors = [MEANWHILE]
        return page(fresh, form), 409
    return done()


def store(said: Said, reason: str) -> None:
    """Enter it; raises Backdated and EnteredMeanwhile."""
    with writing():
        enter(said, Grounds(reason), visitor().person_id, posted_id("seen"), this_moment())


def done() -> Response:
    """Back to the page."""
    flash("已录入，有变动的期限会重新计算并通知本人。")
    return redirect(url_for("workdays.index"), 303)


def page(day_form: DayForm, hours_form: HoursForm) -> str:
    """The page with both forms, for whoever may enter something."""
    for form in (day_form, hours_form):
        if len(list(form.unit.iter_choices())) == 1:
            form.offer(units_beside_company(today()))
    values = {
        "hours": in_order(each for each in standing(everything()[1]) if each.act == "hours"),
        "usual": spans_told(DEFAULT_HOURS.spans), "entries": newest_entries(), "units": unit_names(today()),
        "told": told, "value_told": value_told, "seen": newest_entry(), "today": today(),
        "may_enter": "administer" in visitor().capabilities,
    }  # fmt: skip
    return render_template("core/desk/workdays.html", day_form=day_form, hours_form=hours_form, **values)


def in_order(said: Iterable[Said]) -> list[Said]:
    """The company's first, then unit by unit, what holds last in front."""
    latest_first = sorted(said, key=lambda each: each.since, reverse=True)
    return sorted(latest_first, key=lambda each: each.unit_id or 0)


def told(entry: CalendarEntry) -> str:
    """What an entry says, in words."""
    value: Any = decoded(entry.act, entry.value)  # type: ignore[arg-type]  # the column holds acts alone
    if entry.act == "year":
        return f"{entry.since.year}年放假安排，{len(value)} 个节日"
    since = f"{entry.since}" if entry.act == "day" else f"从 {entry.since} 起"
    return f"{since} {value_told(value)}"


def value_told(value: Entered | Worked | None) -> str:
    """A day or hours, in words."""
    if value is None:
        return TAKEN_BACK
    if isinstance(value, Entered):
        return f"{value.kind.label}{f'（{value.half.label}上班）' if value.half else ''}"
    if not value.cycle:
        return "跟上级部门一样"
    days = "；".join(spans_told(spans) for spans in value.cycle)
    holidays = "，节假日照排" if value.through_holidays else ""
    return f"{len(value.cycle)} 天一轮{holidays}：{days}" if value.rotates else days


def spans_told(spans: Spans) -> str:
    """08:30–12:00 13:00–17:30."""
    return " ".join(map(str, spans)) or FREE
