"""Pages: find a customer, read its card."""

from flask import render_template

from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.org.queries import place as place_of
from portal.core.web.context import today
from portal.core.web.posted import asked
from portal.core.web.record_panels import panels_beside
from portal.domain.customers import desk
from portal.domain.customers.models import STATES
from portal.domain.customers.phones import masked
from portal.domain.customers.queries import PAGE, Search, found, reads_phones
from portal.domain.customers.views.blueprint import blueprint

LONGEST_SEARCH = 80


@blueprint.get("/customers")
@allow("work")
def index() -> str:
    """The customers that the visitor sees and that his words find."""
    text, after = asked("q")[:LONGEST_SEARCH], asked("after")[:20]
    state = asked("state") if asked("state") in STATES else "active"
    rows = found(visitor().person_id, today(), Search(text, state, after))
    more = rows[PAGE - 1].customer.code if len(rows) > PAGE else ""
    values = {"rows": rows[:PAGE], "more": more, "text": text, "state": state, "states": STATES}
    may_register = visitor().post_for(desk.REGISTRARS) is not None
    return render_template("domain/customers/index.html", masked=masked, may_register=may_register, **values)


@blueprint.get("/customers/<id:customer_id>")
@allow("work")
def show(customer_id: int) -> str:
    """One customer's card."""
    customer = desk.customer_seen(customer_id)
    shown = str if reads_phones(visitor().person_id, customer, today()) else masked
    values = {"customer": customer, "phone": shown, "unit": place_of(customer.unit_id, today()).name}
    may_change = desk.registrar_of(customer.unit_id) is not None
    panels = panels_beside("customer", customer)
    return render_template("domain/customers/show.html", may_change=may_change, panels=panels, **values)
