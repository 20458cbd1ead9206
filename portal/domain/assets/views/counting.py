"""Pages: open a count, take one scanned code after the other, see what differs, close it."""

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.moment import this_moment
from portal.core.desk.workbooks import as_file
from portal.core.spreadsheets.writing import table_workbook
from portal.core.web.posted import asked, id_of, posted_id
from portal.core.web.record_panels import panels_beside
from portal.domain.assets import desk
from portal.domain.assets.count_rules import LONGEST, code_in
from portal.domain.assets.counting import (
    CountClosed,
    NothingToCount,
    close_count,
    counts,
    differing,
    newest,
    open_count,
    scan,
    sums,
    told,
)
from portal.domain.assets.models import AssetCount, AssetCountLine
from portal.domain.assets.queries import PAGE
from portal.domain.assets.views.blueprint import blueprint
from portal.extensions import db, writing

ALL = "全部部门"
CLOSED = "这次盘点已经结束，没有记下。"
HEADINGS = ("编号", "资产", "部门", "放在哪里", "扫到次数", "差异")
MOST_EXPORTED = 5000


@blueprint.get("/assets/counts")
@allow(desk.KEEPER)
def counts_page() -> str:
    """The counts, and where one is opened."""
    rows = counts(id_of(asked("after")), PAGE + 1)
    more = rows[PAGE - 1].id if len(rows) > PAGE else 0
    values = {"rows": rows[:PAGE], "more": more, "units": desk.unit_names(), "all": ALL}
    return render_template("domain/assets/counts.html", **values)


@blueprint.post("/assets/counts")
@allow(desk.KEEPER)
def create_count() -> Response:
    """Open a count of one unit or of all."""
    unit_id = posted_id("unit")
    if request.form.get("unit") and unit_id not in desk.unit_names():
        abort(404)
    try:
        with writing():
            count_id = open_count(unit_id or None, visitor().person_id, this_moment()).id
    except NothingToCount:
        flash("这个部门没有要盘点的资产。")
        return redirect(url_for("assets.counts_page"), 303)
    return redirect(url_for("assets.count", count_id=count_id), 303)


@blueprint.get("/assets/counts/<id:count_id>")
@allow(desk.KEEPER)
def count(count_id: int) -> str:
    """One count: where codes are typed or scanned, the newest, and what differs so far."""
    row, after = count_of(count_id), id_of(asked("after"))
    odd = differing(count_id, after, PAGE + 1)
    units = desk.unit_names()
    panels = panels_beside("asset_count", row)
    values = {
        "count": row, "panels": panels, "unit": units.get(row.unit_id or 0, ALL), "sums": sums(count_id),
        "newest": newest(count_id), "differences": [(line, told(line)) for line in odd[:PAGE]],
        "more": odd[PAGE - 1].id if len(odd) > PAGE else 0, "units": units,
    }  # fmt: skip
    return render_template("domain/assets/count.html", told=noted, **values)


@blueprint.post("/assets/counts/<id:count_id>/scans")
@allow(desk.KEEPER)
def create_scan(count_id: int) -> Response:
    """Note one code."""
    count_of(count_id)
    text = request.form.get("code", "")[: LONGEST * 4]
    here = redirect(url_for("assets.count", count_id=count_id), 303)
    if not code_in(text):
        flash("没有读到编号，请再扫一次。")
        return here
    try:
        with writing():
            line = scan(count_id, text, visitor().person_id, this_moment())
            words = f"{line.code}：{noted(line)}"
    except CountClosed:
        words = CLOSED
    flash(words)
    return here


@blueprint.post("/assets/counts/<id:count_id>/closing")
@allow(desk.KEEPER)
def create_closing(count_id: int) -> Response:
    """Close it: what was not found is missing."""
    count_of(count_id)
    try:
        with writing():
            close_count(count_id, visitor().person_id, this_moment())
        flash("盘点已结束。")
    except CountClosed:
        flash("这次盘点已经结束。")
    return redirect(url_for("assets.count", count_id=count_id), 303)


@blueprint.get("/assets/counts/<id:count_id>/differences.xlsx")
@allow(desk.KEEPER)
def count_xlsx(count_id: int) -> Response:
    """What differs, in Excel."""
    count_of(count_id)
    units = desk.unit_names()
    rows = [cells(line, units) for line in differing(count_id, 0, MOST_EXPORTED)]
    return as_file(table_workbook("盘点差异", HEADINGS, rows), f"盘点差异 {count_id}")


def count_of(count_id: int) -> AssetCount:
    """The count; 404 when there is none."""
    row = db.session.get(AssetCount, count_id)
    if row is None:
        abort(404)
    return row


def noted(line: AssetCountLine) -> str:
    """What a scanned code was."""
    return told(line) or "已找到"


def cells(line: AssetCountLine, units: dict[int, str]) -> tuple[str, ...]:
    """A line of the list of differences."""
    asset = line.asset
    known = (asset.label, units.get(asset.unit_id, ""), asset.room) if asset else ("", "", "")
    return (line.code, *known, f"{line.times}", told(line))
