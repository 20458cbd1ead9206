"""Pages: 委托. What one gave and received, a form for more, and taking one back; the administrator may enter
and take back those of others."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from sqlalchemy import select
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response

from portal.core.approval.acting import forms_asked_of, waiting
from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.delegations.models import STATES, Delegation
from portal.core.delegations.operations import Over, delegate, end
from portal.core.delegations.queries import own_delegations
from portal.core.delegations.rules import MOST_DAYS, Refused
from portal.core.delegations.telling import window
from portal.core.desk.colleagues import suggestions
from portal.core.desk.delegation_form import DelegationForm
from portal.core.desk.lists import keyset_page
from portal.core.org.models import Person
from portal.core.web.context import now, today
from portal.core.web.menu import MenuEntry
from portal.extensions import db, writing

blueprint = Blueprint("delegations", __name__)
MENU = [MenuEntry("delegations.index", "委托")]


@blueprint.get("/delegations")
@allow("work")
def index() -> str:
    """What the visitor gave and received, and a form for more."""
    return page(visitor().person_id, fresh(visitor().person_id))


@blueprint.post("/delegations")
@allow("work")
def create() -> Response | tuple[str, int]:
    """Delegate."""
    return enter(visitor().person_id)


@blueprint.get("/delegations/of/<id:person_id>")
@allow("administer")
def of(person_id: int) -> str:
    """Those of somebody else, who may have fallen ill."""
    return page(employee(person_id), fresh(person_id))


@blueprint.post("/delegations/of/<id:person_id>")
@allow("administer")
def create_for(person_id: int) -> Response | tuple[str, int]:
    """Delegate for him; he is told, too."""
    return enter(employee(person_id))


@blueprint.get("/delegations/<id:delegation_id>/ending")
@allow("work")
def edit_ending(delegation_id: int) -> str | Response:
    """Ask whether it is to be taken back."""
    row = revocable(delegation_id)
    if row.state_at(now()) in ("over", "revoked"):
        return over(row)
    values = {"row": row, "back": place_of(row.person_id), "window": window}
    return render_template("core/desk/delegation_ending.html", **values)


@blueprint.post("/delegations/<id:delegation_id>/ending")
@allow("work")
def create_ending(delegation_id: int) -> Response:
    """Take it back, from this moment."""
    row = revocable(delegation_id)
    place, name = place_of(row.person_id), row.delegate.name
    try:
        with writing():
            end(delegation_id, visitor().person_id, now())
    except Over:
        return over(row)
    flash(f"委托已收回，{name}从现在起不能再代办。")
    return redirect(place, 303)


def over(row: Delegation) -> Response:
    """Say that there is nothing to take back any more."""
    flash("这项委托已经结束或收回，不用再收回。")
    return redirect(place_of(row.person_id), 303)


def revocable(delegation_id: int) -> Delegation:
    """One that the visitor gave, any for the administrator; 404 otherwise, as if there were none."""
    people = joinedload(Delegation.person), joinedload(Delegation.delegate)
    row = db.session.scalar(select(Delegation).filter_by(id=delegation_id).options(*people))
    mine = row is not None and row.person_id == visitor().person_id
    if row is None or not (mine or "administer" in visitor().capabilities):
        abort(404)
    return row


def place_of(person_id: int) -> str:
    """The page of somebody's delegations, as the visitor reaches it."""
    own = person_id == visitor().person_id
    return url_for("delegations.index") if own else url_for("delegations.of", person_id=person_id)


def employee(person_id: int) -> int:
    """Somebody's id; 404 for nobody's."""
    if db.session.get(Person, person_id) is None:
        abort(404)
    return person_id


def fresh(person_id: int) -> DelegationForm:
    """An empty form, from today."""
    form = DelegationForm(formdata=None, since_day=f"{today()}")
    form.offer(forms_asked_of(person_id, today()))
    return form


def enter(person_id: int) -> Response | tuple[str, int]:
    """Delegate as the form says, or show it again with every fault at its field."""
    form = DelegationForm()
    form.offer(forms_asked_of(person_id, today()))
    wanted = form.wanted(person_id)
    if wanted is None:
        return page(person_id, form), 422
    try:
        with writing():
            row = delegate(wanted, visitor().person_id, waiting(person_id, wanted.forms), now())
            told = f"已委托{row.delegate.name}代为办理：{window(row.since, row.until)}，已通知本人。"
    except Refused as refused:
        form.refuse(refused)
        return page(person_id, form), 422
    flash(told)
    return redirect(place_of(person_id), 303)


def page(person_id: int, form: DelegationForm) -> str:
    """Somebody's delegations, the newest first, with the form."""
    rows, more = keyset_page(own_delegations(person_id), Delegation.id)
    own = person_id == visitor().person_id
    values: dict[str, Any] = {
        "rows": rows, "more": more, "form": form, "person_id": person_id,
        "whose": "" if own else db.session.get_one(Person, person_id).name,
        "colleagues": suggestions(), "most_days": MOST_DAYS,
        "action": place_of(person_id), "now": now(), "window": window, "states": STATES,
    }  # fmt: skip
    return render_template("core/desk/delegations.html", **values)
