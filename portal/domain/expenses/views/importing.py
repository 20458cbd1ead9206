"""Pages: purchases from Excel."""

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.list_imports import empty_list, require_good, taken_in
from portal.core.desk.moment import this_moment
from portal.core.forms.fields import Fields
from portal.domain.expenses.desk import KEEPER
from portal.domain.expenses.forms import LIST, entries_from, rows_of
from portal.domain.expenses.operations import enter
from portal.domain.expenses.views.blueprint import blueprint
from portal.extensions import writing


@blueprint.get("/purchases/template.xlsx")
@allow(KEEPER)
def template() -> Response:
    """The empty list."""
    return empty_list(LIST)


@blueprint.post("/purchases/import")
@allow(KEEPER)
def take_in() -> Response:
    """Enter all rows of a list, or give it back with what is wrong marked."""
    return taken_in(LIST, url_for("expenses.index"), enter_list)


def enter_list(fields: Fields) -> Response:
    """Enter them, or correct what was entered before; raises Faulty."""
    rows = rows_of(fields)
    entries = entries_from(rows)
    require_good(rows)
    with writing():
        done = enter(entries, visitor().person_id, this_moment())
    flash(f"新登记 {done.new} 行，更正 {done.corrected} 行，不变 {done.same} 行。")
    return redirect(url_for("expenses.index", month=f"{entries[0].month:%Y-%m}"), 303)
