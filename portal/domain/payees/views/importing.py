"""Pages: payees from Excel."""

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.list_imports import Faulty, empty_list, require_good, taken_in
from portal.core.desk.moment import this_moment
from portal.core.forms.fields import Fields
from portal.domain.expenses.operations import note_refused
from portal.domain.payees.forms import LIST, attempts, cards_from, rows_of
from portal.domain.payees.operations import ListRefused, register_all
from portal.domain.payees.views.blueprint import blueprint
from portal.domain.payees.views.reading import KEEPER
from portal.extensions import writing


@blueprint.get("/payees/template.xlsx")
@allow(KEEPER)
def template() -> Response:
    """The empty list."""
    return empty_list(LIST)


@blueprint.post("/payees/import")
@allow(KEEPER)
def take_in() -> Response:
    """Register all payees of a list, or give it back with what is wrong marked."""
    return taken_in(LIST, url_for("payees.index"), register)


def register(fields: Fields) -> Response:
    """Register them, and note what the law refuses; raises Faulty."""
    rows = rows_of(fields)
    cards = cards_from(rows)
    if tried := attempts(rows):
        with writing():
            note_refused(tried, visitor().person_id, this_moment())
    require_good(rows)
    try:
        with writing():
            count = register_all(cards, visitor().person_id, this_moment())
    except ListRefused as refused:
        raise Faulty({f"lines-{n}-code": f"已经登记：{name}" for n, name in refused.taken.items()}) from None
    flash(f"已登记 {count} 个收款单位。")
    return redirect(url_for("payees.index"), 303)
