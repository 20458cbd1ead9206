"""Pages: find an asset, read its card and what was changed; the list out to Excel."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from portal.core.auth.allow import allow
from portal.core.desk.workbooks import as_file
from portal.core.spreadsheets.writing import workbook
from portal.core.web.context import today
from portal.domain.assets import desk
from portal.domain.assets.counting import open_counts
from portal.domain.assets.facts import MOST, STATES
from portal.domain.assets.forms import LIST
from portal.domain.assets.history import history
from portal.domain.assets.lists import fields_of
from portal.domain.assets.queries import PAGE, found
from portal.domain.assets.views.blueprint import blueprint


@blueprint.get("/assets")
@allow("work")
def index() -> str:
    """The assets that the visitor sees and that his words find."""
    search = desk.search()
    rows = found(desk.reader(), search, PAGE + 1)
    more = rows[PAGE - 1].asset.id if len(rows) > PAGE else 0
    soon = sorted({*desk.SOON, search.within} - {0})
    values = {"rows": rows[:PAGE], "more": more, "search": search, "states": STATES, "soon": soon}
    units, works = desk.unit_names(), desk.reader().works
    return render_template(
        "domain/assets/index.html", keeps=desk.keeps(), works=works, units=units, today=today(), **values
    )


@blueprint.get("/assets.xlsx")
@allow(desk.KEEPER)
def xlsx() -> Response:
    """What a search finds, as the list that can be changed and taken in again."""
    rows = found(desk.reader(), desk.search()._replace(after=0), MOST + 1)
    if len(rows) > MOST:
        flash(f"一张表最多 {MOST} 台，请先按部门或状态筛选。")
        return redirect(url_for("assets.index"), 303)
    fields = fields_of([row.asset for row in rows], desk.unit_names())
    return as_file(workbook(LIST, fields, {}), f"{LIST.title} {today()}")


@blueprint.get("/assets/<id:asset_id>")
@allow("work")
def show(asset_id: int) -> str:
    """One asset, and who changed what when."""
    asset = desk.asset_seen(asset_id)
    units = desk.unit_names()
    values: dict[str, Any] = {
        "asset": asset,
        "unit": units.get(asset.unit_id, ""),
        "today": today(),
        "units": units,
    }
    values["counts"] = open_counts() if desk.keeps() else ()
    return render_template("domain/assets/show.html", keeps=desk.keeps(), acts=history(asset), **values)
