"""Pages: assets from Excel, compared with the register before they are taken."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.list_imports import empty_list, require_good, taken_in
from portal.core.desk.moment import this_moment
from portal.core.documents.drafts import discard, keep, kept
from portal.core.forms.cells import faults_of
from portal.core.forms.fields import Fields
from portal.core.web.context import now, today
from portal.domain.assets import desk
from portal.domain.assets.forms import LIST
from portal.domain.assets.lists import NEW, Compared, compared, seal_of
from portal.domain.assets.operations import ChangedMeanwhile, SerialTaken, take_list
from portal.domain.assets.views.blueprint import blueprint
from portal.extensions import writing

PLACE = "asset:list"
OTHERWISE = "登记有了变化，请再核对一次。"


@blueprint.get("/assets/template.xlsx")
@allow(desk.KEEPER)
def template() -> Response:
    """The empty list."""
    return empty_list(LIST)


@blueprint.post("/assets/import")
@allow(desk.KEEPER)
def take_in() -> Response:
    """Keep a list to be looked at, or give it back with what is wrong marked."""
    return taken_in(LIST, url_for("assets.index"), look_at)


def look_at(fields: Fields) -> Response:
    """Keep it where its differences are shown; raises Faulty."""
    found = beside(fields)
    require_good(found.rows)
    if not found.differences:
        flash("表里的内容和登记的一样，没有要改的。")
        return redirect(url_for("assets.index"), 303)
    with writing():
        keep(visitor().person_id, PLACE, "asset", "从 Excel 登记资产", fields, now())
    return redirect(url_for("assets.differences"), 303)


@blueprint.get("/assets/import")
@allow(desk.KEEPER)
def differences() -> str | Response:
    """What the kept list says otherwise than the register."""
    found = beside(kept(visitor().person_id, PLACE) or [])
    if faults_of(found.rows) or not found.differences:
        flash("没有等着登记的表；请重新选择文件。")
        return redirect(url_for("assets.index"), 303)
    values = {"found": found.differences, "seal": seal_of(found.differences), "new": NEW}
    return render_template("domain/assets/differences.html", **values)


@blueprint.post("/assets/import/taking")
@allow(desk.KEEPER)
def create_taking() -> Response:
    """Take the list as it was shown, whole or not at all."""
    found = beside(kept(visitor().person_id, PLACE) or [])
    here = redirect(url_for("assets.differences"), 303)
    if faults_of(found.rows) or seal_of(found.differences) != request.form.get("seal", ""):
        flash(OTHERWISE)
        return here
    units, changes = desk.unit_names(), [each.change for each in found.differences]
    try:
        with writing():
            take_list(changes, units, visitor().person_id, this_moment())
            discard(visitor().person_id, PLACE)
    except (ChangedMeanwhile, SerialTaken):
        flash(OTHERWISE)
        return here
    flash(f"已登记 {len(changes)} 处。")
    return redirect(url_for("assets.index"), 303)


def beside(fields: Fields) -> Compared:
    """A list beside the register, as the visitor asks it today."""
    return compared(fields, desk.unit_names(), visitor().person_id, today())
