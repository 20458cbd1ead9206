"""Pages: register a payee, change it, end its use."""

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
from portal.domain.expenses.operations import note_refused
from portal.domain.payees import operations
from portal.domain.payees.forms import attempts, card_from, form_of
from portal.domain.payees.models import Payee
from portal.domain.payees.operations import ChangedMeanwhile, CodeTaken, card_of
from portal.domain.payees.views.blueprint import blueprint
from portal.domain.payees.views.reading import KEEPER, payee_of
from portal.extensions import db, writing

NEW = "payee:new"


@blueprint.get("/payees/new")
@allow(KEEPER)
def new() -> str:
    """An empty card, or as far as it was filled."""
    fields = kept(visitor().person_id, NEW) or [("since", today().isoformat())]
    return page(forgiven(form_of(fields)))


def park_new(person_id: int) -> str:
    """Keep what was posted after the session ran out."""
    keep_draft(person_id, NEW)
    return url_for("payees.new")


@blueprint.post("/payees/new")
@allow(KEEPER, park=park_new)
def create() -> Response | tuple[str, int]:
    """Register a payee."""
    form = form_of(posted_fields())
    card = card_from(form)
    if card is None:
        return refuse(form)
    try:
        with writing():
            payee_id = operations.register(card, visitor().person_id, this_moment()).id
            discard(visitor().person_id, NEW)
    except CodeTaken as known:
        if known.card != card:
            form.cell("code").refuse(f"这个代码已经登记：{known.name}")
            return refuse(form)
        payee_id = known.payee_id
    flash("已登记。")
    return redirect(url_for("payees.show", payee_id=payee_id), 303)


@blueprint.get("/payees/<id:payee_id>/edit")
@allow(KEEPER)
def edit(payee_id: int) -> str:
    """The card to change."""
    payee = payee_of(payee_id)
    fields = kept(visitor().person_id, place(payee_id)) or from_facts(card_of(payee))
    return page(forgiven(form_of(with_code(fields, payee))), payee)


def park_change(person_id: int, payee_id: int) -> str:
    """Keep what was posted after the session ran out."""
    if db.session.get(Payee, payee_id):
        keep_draft(person_id, place(payee_id))
    return url_for("payees.edit", payee_id=payee_id)


@blueprint.post("/payees/<id:payee_id>/edit")
@allow(KEEPER, park=park_change)
def update(payee_id: int) -> Response | tuple[str, int]:
    """Change the card; its code stays."""
    payee = payee_of(payee_id)
    form = form_of(with_code(posted_fields(), payee))
    card = card_from(form)
    if card is None:
        return refuse(form, payee)
    try:
        with writing():
            operations.change(payee_id, card, posted_id("seen"), visitor().person_id, this_moment())
            discard(visitor().person_id, place(payee_id))
    except ChangedMeanwhile:
        form.cell("name").refuse("你打开后有人改过这个收款单位，请对照收款单位页后再保存")
        return refuse(form, payee_of(payee_id))
    flash("已保存。")
    return redirect(url_for("payees.show", payee_id=payee_id), 303)


@blueprint.post("/payees/<id:payee_id>/ending")
@allow(KEEPER)
def create_ending(payee_id: int) -> Response:
    """End the payee's use today."""
    payee_of(payee_id)
    with writing():
        operations.end(payee_id, visitor().person_id, this_moment())
    flash("已停用，今天起的单据不再提示这个收款单位。")
    return redirect(url_for("payees.show", payee_id=payee_id), 303)


def page(form: CellForm, payee: Payee | None = None) -> str:
    """The form: of a new payee, or of one that is registered."""
    faults = [(cell.id, f"{cell.label.text}：{cell.error}") for cell in form.cells() if cell.error]
    return render_template("domain/payees/card.html", form=form, payee=payee, faults=faults)


def refuse(form: CellForm, payee: Payee | None = None) -> tuple[str, int]:
    """The form again with every fault at its cell, and the draft kept; what the law refuses is noted."""
    payee_id = payee.id if payee else 0
    with writing():
        note_refused(attempts([form]), visitor().person_id, this_moment())
        keep_draft(visitor().person_id, place(payee_id) if payee_id else NEW)
    return page(form, payee_of(payee_id) if payee_id else None), 422


def keep_draft(person_id: int, where: str) -> None:
    """Keep what was posted; inside a writing transaction."""
    title = "登记收款单位" if where == NEW else "收款单位的改动"
    keep(person_id, where, "payee", title, posted_fields(), now())


def with_code(fields: Fields, payee: Payee) -> Fields:
    """The fields with the code that stays."""
    return [("code", payee.code), *((name, text) for name, text in fields if name != "code")]


def place(payee_id: int) -> str:
    """Where the draft of a change is kept."""
    return f"payee:{payee_id}"
