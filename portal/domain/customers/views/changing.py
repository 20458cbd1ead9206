"""Pages: change a customer's card, close and reopen the customer."""

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.moment import this_moment
from portal.core.documents.drafts import discard, kept
from portal.core.web.context import today
from portal.core.web.posted import posted_id
from portal.domain.customers import desk, operations
from portal.domain.customers.forms import CardForm
from portal.domain.customers.models import Customer
from portal.domain.customers.operations import ChangedMeanwhile
from portal.domain.customers.queries import seen_by
from portal.domain.customers.views.blueprint import blueprint
from portal.extensions import writing


@blueprint.get("/customers/<id:customer_id>/edit")
@allow("work")
def edit(customer_id: int) -> str:
    """The card to change, with what was typed before the session ran out."""
    customer = desk.customer_to_change(customer_id)
    rights = desk.rights_to(customer)
    fields = kept(visitor().person_id, f"customer:{customer_id}") or desk.fields_of(customer, rights)
    return desk.page(CardForm(fields, rights).forgive(), customer_id)


def park_change(person_id: int, customer_id: int) -> str:
    """Keep what was posted after the session ran out, for who saw the customer."""
    customer = seen_by(person_id, customer_id, today())
    if customer:
        desk.keep(person_id, f"customer:{customer_id}", changes_of(customer))
    return url_for("customers.edit", customer_id=customer_id)


@blueprint.post("/customers/<id:customer_id>/edit")
@allow("work", park=park_change)
def update(customer_id: int) -> Response | tuple[str, int]:
    """Change the card."""
    customer = desk.customer_to_change(customer_id)
    place, title = f"customer:{customer_id}", changes_of(customer)
    form = CardForm(desk.posted_card(), desk.rights_to(customer))
    card = form.card(today())
    if card is None:
        return desk.refuse(form, place, title, customer_id)
    try:
        with writing():
            operations.change(customer_id, card, posted_id("seen"), visitor().person_id, this_moment())
            discard(visitor().person_id, place)
    except ChangedMeanwhile:
        form.general.append("你打开后有人改过这位客户，请对照客户页后再保存")
        return desk.refuse(form, place, title, customer_id)
    flash("已保存。")
    return redirect(url_for("customers.show", customer_id=customer_id), 303)


@blueprint.post("/customers/<id:customer_id>/closure")
@allow("work")
def create_closure(customer_id: int) -> Response:
    """Take the customer out of use."""
    desk.customer_to_change(customer_id)
    with writing():
        operations.close(customer_id, visitor().person_id, this_moment())
    flash("已停用，表单里不再提示这位客户。")
    return redirect(url_for("customers.show", customer_id=customer_id), 303)


@blueprint.post("/customers/<id:customer_id>/reopening")
@allow("work")
def create_reopening(customer_id: int) -> Response:
    """Take the customer into use again."""
    desk.customer_to_change(customer_id)
    with writing():
        operations.reopen(customer_id, visitor().person_id, this_moment())
    flash("已恢复。")
    return redirect(url_for("customers.show", customer_id=customer_id), 303)


def changes_of(customer: Customer) -> str:
    """What the draft of a change is called."""
    return f"客户 {customer.code} 的改动"
