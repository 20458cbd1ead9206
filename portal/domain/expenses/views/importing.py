"""Pages: purchases from Excel, all of them or none; what is wrong comes back in the same workbook."""

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.moment import this_moment
from portal.core.desk.workbooks import as_file, chosen_workbook
from portal.core.forms.cells import faults_of
from portal.core.spreadsheets.reading import Unusable
from portal.core.spreadsheets.writing import workbook
from portal.domain.expenses.desk import KEEPER
from portal.domain.expenses.forms import LIST, entries_from, rows_of
from portal.domain.expenses.operations import enter
from portal.domain.expenses.views.blueprint import blueprint
from portal.extensions import writing


@blueprint.get("/purchases/template.xlsx")
@allow(KEEPER)
def template() -> Response:
    """The empty list."""
    return as_file(workbook(LIST, [], {}), f"{LIST.title} 模板")


@blueprint.post("/purchases/import")
@allow(KEEPER)
def take_in() -> Response:
    """Enter all rows of a list, or give it back with what is wrong marked."""
    try:
        fields = chosen_workbook(LIST)
    except Unusable as fault:
        flash(f"没有登记：{fault}。")
        return redirect(url_for("expenses.index"), 303)
    rows = rows_of(fields)
    entries, faults = entries_from(rows), faults_of(rows)
    if faults or not entries:
        return as_file(workbook(LIST, fields, faults), f"{LIST.title} 标出要改的地方（没有登记）")
    with writing():
        done = enter(entries, visitor().person_id, this_moment())
    flash(f"新登记 {done.new} 行，更正 {done.corrected} 行，不变 {done.same} 行。")
    return redirect(url_for("expenses.index", month=f"{entries[0].month:%Y-%m}"), 303)
