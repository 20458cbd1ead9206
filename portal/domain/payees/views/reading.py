"""Pages: find a payee, read what the register says of it."""

from flask import abort, render_template

from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.web.context import today
from portal.core.web.posted import asked
from portal.domain.payees.models import Payee
from portal.domain.payees.queries import PAGE, Search, found
from portal.domain.payees.views.blueprint import blueprint
from portal.extensions import db

LONGEST_SEARCH = 80
KEEPER, READER = "keep_purchases", "read_ledger"


@blueprint.get("/payees")
@allow(READER)
def index() -> str:
    """The payees that the visitor's words find."""
    search = Search(asked("q")[:LONGEST_SEARCH], asked("state") != "ended", asked("after")[:18])
    rows = found(search, today())
    more = rows[PAGE - 1].code if len(rows) > PAGE else ""
    values = {"rows": rows[:PAGE], "more": more, "search": search, "today": today()}
    return render_template("domain/payees/index.html", keeps=keeps(), **values)


@blueprint.get("/payees/<id:payee_id>")
@allow(READER)
def show(payee_id: int) -> str:
    """One payee."""
    payee = payee_of(payee_id)
    return render_template("domain/payees/show.html", payee=payee, keeps=keeps(), today=today())


def payee_of(payee_id: int) -> Payee:
    """The payee; 404 when there is none."""
    payee = db.session.get(Payee, payee_id)
    if payee is None:
        abort(404)
    return payee


def keeps() -> bool:
    """Whether the visitor keeps the register."""
    return KEEPER in visitor().capabilities
