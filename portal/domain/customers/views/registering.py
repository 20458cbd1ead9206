"""Pages: register a customer, once and knowingly."""

import secrets

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.moment import this_moment
from portal.core.documents.drafts import discard, kept
from portal.core.web.context import today
from portal.domain.customers import desk
from portal.domain.customers.forms import CardForm
from portal.domain.customers.operations import AlreadyRegistered, LooksLike, Registrar, register
from portal.domain.customers.queries import registered_as
from portal.domain.customers.views.blueprint import blueprint
from portal.extensions import writing

NEW = "登记客户"


@blueprint.get("/customers/new")
@allow("work")
def start() -> Response:
    """A fresh card: its key makes registering it twice harmless."""
    desk.registrar()
    return redirect(url_for("customers.new", key=secrets.token_hex(16)), 302)


@blueprint.get("/customers/new/<key:key>")
@allow("work")
def new(key: str) -> str | Response:
    """The card as far as it was filled; one that was sent leads to its customer."""
    post = desk.registrar()
    known = registered_as(own(key))
    if known:
        return redirect(url_for("customers.show", customer_id=known))
    fields = kept(visitor().person_id, f"customer:new:{key}") or []
    return desk.page(CardForm(fields, desk.rights_to_new(post)).forgive())


def park_new(person_id: int, key: str) -> str:
    """Keep what was posted after the session ran out."""
    desk.keep(person_id, f"customer:new:{key}", NEW)
    return url_for("customers.new", key=key)


@blueprint.post("/customers/new/<key:key>")
@allow("work", park=park_new)
def create(key: str) -> Response | str | tuple[str, int]:
    """Register the customer, once somebody has seen whom it looks like."""
    post, place = desk.registrar(), f"customer:new:{key}"
    form = CardForm(desk.posted_card(), desk.rights_to_new(post))
    card = form.card(today())
    if card is None:
        return desk.refuse(form, place, NEW)
    registrar = Registrar(visitor().person_id, post.unit_id)
    try:
        with writing():
            customer = register(card, registrar, own(key), this_moment(), confirmed())
            discard(registrar.person_id, place)
            customer_id, code = customer.id, customer.code
    except AlreadyRegistered as before:
        flash("这位客户已经登记过，没有重复登记。")
        return redirect(url_for("customers.show", customer_id=before.customer_id), 303)
    except LooksLike:
        return desk.page(form, alike=desk.alike_to(card)), 422
    flash(f"已登记，编码 {code}。")
    return redirect(url_for("customers.show", customer_id=customer_id), 303)


def confirmed() -> frozenset[int]:
    """The customers that the visitor was shown and says are others."""
    ids = request.form.get("others", "").split(",")
    return frozenset(int(text) for text in ids if text.isascii() and text.isdigit() and len(text) < 10)


def own(key: str) -> str:
    """A form's key as this person's alone."""
    return f"{visitor().person_id}:{key}"
