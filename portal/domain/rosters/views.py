"""Pages: every line's roster, one line's with its entry, a shift to change; what the menu calls them."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.colleagues import suggestions
from portal.core.desk.moment import terms, this_moment
from portal.core.instants import Moment
from portal.core.web.context import now, today, zone
from portal.core.web.menu import MenuEntry
from portal.core.web.posted import posted_id
from portal.domain.rosters.desk import days_of, gap_words, told_until
from portal.domain.rosters.forms import OneShiftForm, ShiftForm, as_typed
from portal.domain.rosters.models import Shift
from portal.domain.rosters.operations import MOST_DAYS, Refused, enter
from portal.domain.rosters.operations import change as change_shift
from portal.domain.rosters.operations import remove as remove_shift
from portal.domain.rosters.queries import Station, kept_by, stations
from portal.domain.rosters.rotas import rotas
from portal.extensions import db, writing

blueprint = Blueprint("rosters", __name__)
READS = "read_rosters"
MENU = (MenuEntry("rosters.index", "值班表", READS),)


@blueprint.get("/rosters")
@allow(READS)
def index() -> str:
    """Who answers each line, this week and next."""
    known = [station for station in stations(today()) if terms().value(station.switch)]
    kept = kept_by(visitor().person_id, known, today())
    return render_template("domain/rosters/index.html", rows=shown(known), kept=kept, **WORDS)


@blueprint.get("/rosters/<code>/<id:unit_id>")
@allow(READS)
def show(code: str, unit_id: int) -> str:
    """One line; whoever keeps it enters shifts."""
    return page(station_of(code, unit_id), ShiftForm(formdata=None))


@blueprint.post("/rosters/<code>/<id:unit_id>")
@allow(READS)
def create(code: str, unit_id: int) -> Response | tuple[str, int]:
    """Enter a shift, or one for each of some days."""
    station, form = kept_station(code, unit_id), ShiftForm()
    wanted = form.wanted()
    if wanted is None:
        return page(station, form), 422
    try:
        with writing():
            count = enter(station, wanted, visitor().person_id, this_moment())
    except Refused as refused:
        form.refuse(refused)
        return page(station, form), 422
    flash(f"已排 {count} 班。" if count else "这些班早就排好了。")
    return redirect(url_for("rosters.show", code=code, unit_id=unit_id), 303)


@blueprint.get("/rosters/shifts/<id:shift_id>")
@allow(READS)
def edit(shift_id: int) -> str:
    """A shift to change; one that has begun can only end."""
    shift, station = standing(shift_id)
    begins, ends = (at.astimezone(zone()) for at in (shift.begins, shift.ends))
    typed = as_typed(f"{shift.person.name} {shift.person.number}", begins.date(), begins.time(), ends.time())
    return edit_page(station, shift, OneShiftForm(formdata=None, data=typed))


@blueprint.post("/rosters/shifts/<id:shift_id>")
@allow(READS)
def update(shift_id: int) -> Response | tuple[str, int]:
    """Change it."""
    (shift, station), form = standing(shift_id), OneShiftForm()
    wanted = form.wanted()
    if wanted is None:
        return edit_page(station, shift, form), 422
    try:
        with writing():
            change_shift(shift_id, wanted, posted_id("seen"), visitor().person_id, this_moment())
    except Refused as refused:
        form.refuse(refused)
        return edit_page(station, db.session.get_one(Shift, shift_id), form), 422
    flash("已改。")
    return redirect(place_of(station), 303)


@blueprint.post("/rosters/shifts/<id:shift_id>/removal")
@allow(READS)
def create_removal(shift_id: int) -> Response:
    """Take it off the roster; of one that has begun, what is left of it."""
    shift = db.session.get(Shift, shift_id) or abort(404)
    station = kept_station(shift.line, shift.unit_id)
    with writing():
        remove_shift(shift_id, visitor().person_id, this_moment())
    flash("已取消，空出来的时间请另排。")
    return redirect(place_of(station), 303)


def page(station: Station, form: ShiftForm) -> str:
    """One line's page."""
    (row,) = shown([station])
    values = {"keeps": keeps(station), "colleagues": suggestions(), "most": MOST_DAYS, "today": today()}
    return render_template("domain/rosters/show.html", row=row, form=form, **values, **WORDS)


def edit_page(station: Station, shift: Shift, form: ShiftForm) -> str:
    """The page of a shift."""
    values = {"station": station, "shift": shift, "form": form, "colleagues": suggestions(), "now": now()}
    return render_template("domain/rosters/edit.html", **values)


def shown(known: list[Station]) -> list[tuple[object, object]]:
    """The rosters of some lines, each with its days."""
    found = rotas(known, Moment(now(), terms()))
    return [(rota, days_of(rota)) for rota in found]


def station_of(code: str, unit_id: int) -> Station:
    """The line at a unit; 404 when there is none."""
    known = [station for station in stations(today()) if station.key == (code, unit_id)]
    return known[0] if known else abort(404)


def kept_station(code: str, unit_id: int) -> Station:
    """The same, for whoever keeps it; 404 for others."""
    station = station_of(code, unit_id)
    return station if keeps(station) else abort(404)


def keeps(station: Station) -> bool:
    """Whether the visitor keeps a line's roster."""
    return bool(kept_by(visitor().person_id, [station], today()))


def standing(shift_id: int) -> tuple[Shift, Station]:
    """A shift that is not over and was not taken off, with its line; 404 when there is none to change."""
    shift = db.session.get(Shift, shift_id)
    if shift is None or shift.removed_at or shift.ends <= now():
        abort(404)
    return shift, kept_station(shift.line, shift.unit_id)


def place_of(station: Station) -> str:
    """Where a line's page is."""
    code, unit_id = station.key
    return url_for("rosters.show", code=code, unit_id=unit_id)


WORDS = {"until": told_until, "gap_words": gap_words}
