"""Pages: 我的义务 and 团队义务, month by month; one duty with why it is owed then, and its waiver."""

from datetime import date
from itertools import groupby
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.duty_feed import new_address
from portal.core.desk.duty_words import told_of
from portal.core.desk.moment import this_moment
from portal.core.desk.words import Reason
from portal.core.duties.closing import NotWaivable, waive
from portal.core.duties.feeds import has_feed
from portal.core.duties.models import Occurrence
from portal.core.duties.queries import leads, own_month, seen_occurrence, team_late, team_month
from portal.core.facts import Month
from portal.core.kinds import typed
from portal.core.kinds.kind import Unreadable
from portal.core.kinds.moments import month_of
from portal.core.web.context import today
from portal.core.web.menu import MenuEntry
from portal.core.week import Week
from portal.extensions import writing

blueprint = Blueprint("duties", __name__)
MENU = [MenuEntry("duties.index", "我的义务"), MenuEntry("duties.team", "团队义务", "lead")]


class WaiverForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """Why somebody need not do what he owes."""

    reason = Reason("免除原因")


@blueprint.get("/duties")
@allow("work")
def index() -> str:
    """What the visitor owes in a month."""
    month = asked_month()
    rows = own_month(visitor().person_id, month)
    values = {"weeks": weeks(month, rows), "rows": sorted(rows, key=is_closed), **shown_month(month)}
    feed = {"feed": has_feed(visitor().person_id), "new_address": new_address()}
    return render_template("core/desk/duties.html", **values, **feed)


@blueprint.get("/duties/team")
@allow("lead")
def team() -> str:
    """What those below owe in a month, and what of it is late."""
    month, me = asked_month(), visitor().person_id
    moment = this_moment()
    rows = {"tallies": team_month(me, month, moment), "rows": team_late(me, month, moment)}
    return render_template("core/desk/team_duties.html", **rows, **shown_month(month))


@blueprint.get("/duties/<id:occurrence_id>")
@allow("work")
def show(occurrence_id: int) -> str:
    """One duty, why it is owed then, and what came of it."""
    return duty_page(occurrence_for_visitor(occurrence_id), WaiverForm())


@blueprint.post("/duties/<id:occurrence_id>/waiver")
@allow("lead")
def create_waiver(occurrence_id: int) -> Response | tuple[str, int]:
    """Release somebody below from one duty."""
    occurrence, form = occurrence_for_visitor(occurrence_id), WaiverForm()
    if not leads(occurrence, visitor().person_id, today()):
        abort(404)
    if occurrence.state == "open" and not form.validate():
        return duty_page(occurrence, form), 422
    try:
        with writing():
            waive(occurrence_id, visitor().person_id, form.reason.data or "", this_moment())
    except NotWaivable:
        flash("这一项刚刚已经完成或免除，没有重复登记。")
    else:
        flash("已免除，本人会看到你写的原因。")
    return redirect(url_for("duties.show", occurrence_id=occurrence_id), 303)


def occurrence_for_visitor(occurrence_id: int) -> Occurrence:
    """The duty, if the visitor may see it; 404 otherwise, as if there were none."""
    occurrence = seen_occurrence(occurrence_id, visitor().person_id, today())
    if occurrence is None:
        abort(404)
    return occurrence


def duty_page(occurrence: Occurrence, form: WaiverForm) -> str:
    """One duty with what can be done with it."""
    may_waive = occurrence.state == "open" and leads(occurrence, visitor().person_id, today())
    own = occurrence.person_id == visitor().person_id
    values = {"row": occurrence, "told": told_of(occurrence), "form": form if may_waive else None}
    return render_template("core/desk/duty.html", **values, now=this_moment(), own=own)


def asked_month() -> Month:
    """The month that the address asks for; this one when it cannot be read."""
    try:
        return month_of(request.args.get("month", ""))
    except Unreadable:
        return Month(today().year, today().month)


def shown_month(month: Month) -> dict[str, Any]:
    """What both month pages show beside their rows."""
    return {"month": month, "now": this_moment(), "typed": typed, "told": told_of}


def is_closed(row: Occurrence) -> bool:
    """Whether nothing is left to do."""
    return row.state != "open"


def weeks(month: Month, rows: list[Occurrence]) -> list[list[tuple[date, list[Occurrence]]]]:
    """The month as a calendar: its weeks from Monday, each day with what is owed by it."""
    due = {day: list(found) for day, found in groupby(rows, key=lambda row: row.due)}
    shown, week = [], Week.of(month.first())
    while week.monday <= month.last():
        shown.append([(day, due.get(day, [])) for day in week.days()])
        week = Week.of(week.before(-1).monday)
    return shown
