"""Pages: products from Excel, all of them or none; what is wrong comes back in the same workbook."""

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.moment import this_moment
from portal.core.desk.workbooks import as_file, chosen_workbook
from portal.core.forms.cells import faults_of
from portal.core.spreadsheets.reading import Unusable
from portal.core.spreadsheets.writing import workbook
from portal.domain.products.forms import LIST, cards_from, rows_of
from portal.domain.products.operations import ListRefused, register_all
from portal.domain.products.views.blueprint import blueprint
from portal.domain.products.views.reading import KEEPER
from portal.extensions import writing


@blueprint.get("/products/template.xlsx")
@allow(KEEPER)
def template() -> Response:
    """The empty list."""
    return as_file(workbook(LIST, [], {}), f"{LIST.title} 模板")


@blueprint.post("/products/import")
@allow(KEEPER)
def take_in() -> Response:
    """Register all products of a list, or give it back with what is wrong marked."""
    try:
        fields = chosen_workbook(LIST)
    except Unusable as fault:
        flash(f"没有登记：{fault}。")
        return redirect(url_for("products.index"), 303)
    rows = rows_of(fields)
    cards, faults = cards_from(rows), faults_of(rows)
    if rows and not faults:
        try:
            with writing():
                count = register_all(cards, visitor().person_id, this_moment())
        except ListRefused as refused:
            faults = {f"lines-{n}-code": f"已经登记：{label}" for n, label in refused.taken.items()}
        else:
            flash(f"已登记 {count} 个产品。")
            return redirect(url_for("products.index"), 303)
    return as_file(workbook(LIST, fields, faults), f"{LIST.title} 标出要改的地方（没有登记）")
