"""Pages: register a product, change it, end its use."""

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.moment import this_moment
from portal.core.documents.drafts import discard, keep, kept
from portal.core.forms.cells import CellForm, forgiven
from portal.core.forms.fields import Fields, from_facts
from portal.core.web.context import now, today
from portal.core.web.posted import posted_fields, posted_id
from portal.domain.products import operations
from portal.domain.products.forms import card_from, form_of
from portal.domain.products.models import Product
from portal.domain.products.operations import ChangedMeanwhile, CodeTaken, card_of
from portal.domain.products.views.blueprint import blueprint
from portal.domain.products.views.reading import KEEPER, product_of
from portal.extensions import db, writing

NEW = "product:new"


@blueprint.get("/products/new")
@allow(KEEPER)
def new() -> str:
    """An empty card, or as far as it was filled."""
    fields = kept(visitor().person_id, NEW) or [("since", today().isoformat())]
    return page(forgiven(form_of(fields)))


def park_new(person_id: int) -> str:
    """Keep what was posted after the session ran out."""
    keep_draft(person_id, NEW)
    return url_for("products.new")


@blueprint.post("/products/new")
@allow(KEEPER, park=park_new)
def create() -> Response | tuple[str, int]:
    """Register a product."""
    form = form_of(posted_fields())
    card = card_from(form)
    if card is None:
        return refuse(form)
    try:
        with writing():
            product_id = operations.register(card, visitor().person_id, this_moment()).id
            discard(visitor().person_id, NEW)
    except CodeTaken as known:
        if known.card != card:
            form.cell("code").refuse(f"这个编码已经登记：{known.label}")
            return refuse(form)
        product_id = known.product_id
    flash("已登记。")
    return redirect(url_for("products.show", product_id=product_id), 303)


@blueprint.get("/products/<id:product_id>/edit")
@allow(KEEPER)
def edit(product_id: int) -> str:
    """The card to change."""
    product = product_of(product_id)
    fields = kept(visitor().person_id, place(product_id)) or from_facts(card_of(product))
    return page(forgiven(form_of(with_code(fields, product))), product)


def park_change(person_id: int, product_id: int) -> str:
    """Keep what was posted after the session ran out."""
    if db.session.get(Product, product_id):
        keep_draft(person_id, place(product_id))
    return url_for("products.edit", product_id=product_id)


@blueprint.post("/products/<id:product_id>/edit")
@allow(KEEPER, park=park_change)
def update(product_id: int) -> Response | tuple[str, int]:
    """Change the card; its code stays."""
    product = product_of(product_id)
    form = form_of(with_code(posted_fields(), product))
    card = card_from(form)
    if card is None:
        return refuse(form, product)
    try:
        with writing():
            operations.change(product_id, card, posted_id("seen"), visitor().person_id, this_moment())
            discard(visitor().person_id, place(product_id))
    except ChangedMeanwhile:
        form.cell("name").refuse("你打开后有人改过这个产品，请对照产品页后再保存")
        return refuse(form, product_of(product_id))
    flash("已保存。")
    return redirect(url_for("products.show", product_id=product_id), 303)


@blueprint.post("/products/<id:product_id>/ending")
@allow(KEEPER)
def create_ending(product_id: int) -> Response:
    """End the product's use today."""
    product_of(product_id)
    with writing():
        operations.end(product_id, visitor().person_id, this_moment())
    flash("已停用，今天起的单据不再提示这个产品。")
    return redirect(url_for("products.show", product_id=product_id), 303)


def page(form: CellForm, product: Product | None = None) -> str:
    """The form: of a new product, or of one that is registered."""
    faults = [(cell.id, f"{cell.label.text}：{cell.error}") for cell in form.cells() if cell.error]
    return render_template("domain/products/card.html", form=form, product=product, faults=faults)


def refuse(form: CellForm, product: Product | None = None) -> tuple[str, int]:
    """The form again with every fault at its cell, and the draft kept."""
    product_id = product.id if product else 0
    with writing():
        keep_draft(visitor().person_id, place(product_id) if product_id else NEW)
    return page(form, product_of(product_id) if product_id else None), 422


def keep_draft(person_id: int, where: str) -> None:
    """Keep what was posted; inside a writing transaction."""
    title = "登记产品" if where == NEW else "产品的改动"
    keep(person_id, where, "product", title, posted_fields(), now())


def with_code(fields: Fields, product: Product) -> Fields:
    """The fields with the code that stays."""
    return [("code", product.code), *((name, text) for name, text in fields if name != "code")]


def place(product_id: int) -> str:
    """Where the draft of a change is kept."""
    return f"product:{product_id}"
