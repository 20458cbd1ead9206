"""Pages: products from Excel."""

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.list_imports import Faulty, empty_list, require_good, taken_in
from portal.core.desk.moment import this_moment
from portal.core.forms.fields import Fields
from portal.domain.products.forms import LIST, cards_from, rows_of
from portal.domain.products.operations import ListRefused, register_all
from portal.domain.products.views.blueprint import blueprint
from portal.domain.products.views.reading import KEEPER
from portal.extensions import writing


@blueprint.get("/products/template.xlsx")
@allow(KEEPER)
def template() -> Response:
    """The empty list."""
    return empty_list(LIST)


@blueprint.post("/products/import")
@allow(KEEPER)
def take_in() -> Response:
    """Register all products of a list, or give it back with what is wrong marked."""
    return taken_in(LIST, url_for("products.index"), register)


def register(fields: Fields) -> Response:
    """Register them; raises Faulty."""
    rows = rows_of(fields)
    cards = cards_from(rows)
    require_good(rows)
    try:
        with writing():
            count = register_all(cards, visitor().person_id, this_moment())
    except ListRefused as refused:
        raise Faulty({f"lines-{n}-code": f"已经登记：{name}" for n, name in refused.taken.items()}) from None
    flash(f"已登记 {count} 个产品。")
    return redirect(url_for("products.index"), 303)
