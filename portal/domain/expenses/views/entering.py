"""Pages: enter what a customer bought and paid, or correct it."""

from flask import abort, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.moment import this_moment
from portal.core.documents.drafts import discard, keep, kept
from portal.core.forms.cells import CellForm, forgiven
from portal.core.forms.fields import Fields, line_start
from portal.core.kinds import typed
from portal.core.web.context import now
from portal.core.web.posted import posted_fields
from portal.domain.expenses.desk import KEEPER, asked_month
from portal.domain.expenses.forms import entries_from, row_of
from portal.domain.expenses.models import Purchase
from portal.domain.expenses.operations import Entry, enter
from portal.domain.expenses.queries import one_purchase
from portal.domain.expenses.views.blueprint import blueprint
from portal.extensions import writing

NEW = "purchase:new"
SAID = {"new": "已登记。", "corrected": "已更正，原来的数留在记录里。", "same": "和登记的一样，没有改动。"}


@blueprint.get("/purchases/new")
@allow(KEEPER)
def new() -> str:
    """An empty row of the month, or as far as it was filled."""
    fields = kept(visitor().person_id, NEW) or line_start("lines", [{"month": typed(asked_month())}])
    return page(forgiven(row_of(fields)))


def park_new(person_id: int) -> str:
    """Keep what was posted after the session ran out."""
    keep_draft(person_id, NEW)
    return url_for("expenses.new")


@blueprint.post("/purchases/new")
@allow(KEEPER, park=park_new)
def create() -> Response | tuple[str, int]:
    """Enter it; what is entered already is corrected on its own page."""
    return entered(row_of(posted_fields()), None)


@blueprint.get("/purchases/<id:purchase_id>/edit")
@allow(KEEPER)
def edit(purchase_id: int) -> str:
    """The figures to correct."""
    row = one_purchase(purchase_id) or abort(404)
    fields = kept(visitor().person_id, place(purchase_id)) or line_start("lines", [told(row)])
    return page(forgiven(row_of(of_its_own(fields, row))), row)


def park_change(person_id: int, purchase_id: int) -> str:
    """Keep what was posted after the session ran out."""
    if one_purchase(purchase_id):
        keep_draft(person_id, place(purchase_id))
    return url_for("expenses.edit", purchase_id=purchase_id)


@blueprint.post("/purchases/<id:purchase_id>/edit")
@allow(KEEPER, park=park_change)
def update(purchase_id: int) -> Response | tuple[str, int]:
    """Correct the figures; whose they are stays."""
    row = one_purchase(purchase_id) or abort(404)
    return entered(row_of(of_its_own(posted_fields(), row)), row)


def entered(form: CellForm, row: Purchase | None) -> Response | tuple[str, int]:
    """Enter what a form says, or show what is wrong with it."""
    entries = entries_from([form])
    if not entries:
        return refuse(form, row)
    with writing():
        done = enter(entries, visitor().person_id, this_moment())
        discard(visitor().person_id, place(row.id) if row else NEW)
    flash(SAID[next(name for name, count in done._asdict().items() if count)])
    return redirect(url_for("expenses.index", month=month_of(entries[0])), 303)


def month_of(entry: Entry) -> str:
    """An entry's month as it stands in addresses."""
    return f"{entry.month:%Y-%m}"


def told(row: Purchase) -> dict[str, str]:
    """A row as somebody would have typed it."""
    figures = {"invoiced": typed(row.invoiced), "collected": typed(row.collected)}
    return whose(row) | {"quantity": f"{row.quantity.normalize():f}"} | figures


def whose(row: Purchase) -> dict[str, str]:
    """The month, the customer and the product of a row."""
    return {"month": f"{row.month:%Y-%m}", "customer": row.customer.code, "product": row.product.code}


def of_its_own(fields: Fields, row: Purchase) -> Fields:
    """The fields with what stays of a row."""
    fixed = {f"lines-0-{name}": text for name, text in whose(row).items()}
    return [*fixed.items(), *((name, text) for name, text in fields if name not in fixed)]


def page(form: CellForm, row: Purchase | None = None) -> str:
    """The form: of a new row, or of one that is entered."""
    faults = [(cell.id, f"{cell.label.text}：{cell.error}") for cell in form.cells() if cell.error]
    return render_template("domain/expenses/purchase.html", form=form, row=row, faults=faults)


def refuse(form: CellForm, row: Purchase | None) -> tuple[str, int]:
    """The form again with every fault at its cell, and the draft kept."""
    with writing():
        keep_draft(visitor().person_id, place(row.id) if row else NEW)
    return page(form, row), 422


def keep_draft(person_id: int, where: str) -> None:
    """Keep what was posted; inside a writing transaction."""
    keep(person_id, where, "purchase", "采购与回款", posted_fields(), now())


def place(purchase_id: int) -> str:
    """Where the draft of a correction is kept."""
    return f"purchase:{purchase_id}"
