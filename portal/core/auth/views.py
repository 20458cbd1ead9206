"""Pages: sign in, sign out."""

import re

from flask import Blueprint, current_app, redirect, render_template, request, session, url_for
from flask_login import current_user, login_user
from werkzeug.wrappers import Response

from portal.core.auth.allow import PUBLIC, allow
from portal.core.auth.forms import SignInForm
from portal.core.auth.models import Identity
from portal.core.auth.operations import close_sign_in, open_sign_in
from portal.core.auth.proving import NotProven, proven
from portal.core.auth.visitor import load_visitor
from portal.core.web.context import now
from portal.extensions import writing
from portal.logs import note

blueprint = Blueprint("auth", __name__)
OWN_PLACE = re.compile(r"/(?![/\\])[\w\-./?=&%+]*", re.ASCII)


@blueprint.get("/login")
@allow(PUBLIC)
def new_session() -> str:
    """The sign-in page."""
    return render_template(
        "core/auth/sign_in.html", form=SignInForm(data={"next": own_place(request.args.get("next"))})
    )


@blueprint.post("/login")
@allow(PUBLIC)
def create_session() -> Response | tuple[str, int]:
    """Sign in: slow guesses down, compare outside any transaction, then open a fresh session."""
    form = SignInForm()
    if not form.validate():
        return refused(form, 422)
    number, address = (form.number.data or "").strip(), request.remote_addr or ""
    try:
        identity = proven(number, form.password.data or "", address)
    except NotProven as fault:
        form.number.errors = [fault.why or "工号或密码不对。"]
        return refused(form, fault.status)
    if identity.first_until and identity.first_until < now():
        form.number.errors = ["初始密码已过期，请联系管理员重设。"]
        return refused(form, 422)
    return enter(identity, address, own_place(form.next.data))


@blueprint.post("/logout")
@allow(PUBLIC)
def end_session() -> Response:
    """Sign out: the session is ended on the server."""
    token = session.get("_user_id")
    note("signed_out", person=getattr(current_user, "person_id", None))
    session.clear()
    if token:
        with writing():
            close_sign_in(token, now())
    left = redirect(url_for("auth.new_session"), 303)
    left.headers["Clear-Site-Data"] = '"cache", "storage"'
    return left


def refused(form: SignInForm, status: int) -> tuple[str, int]:
    """The sign-in page again, saying why."""
    form.next.data = own_place(form.next.data)
    return render_template("core/auth/sign_in.html", form=form), status


def enter(identity: Identity, address: str, place: str) -> Response:
    """Open a session under a new cookie and go where the person wanted to go."""
    with writing():
        token = open_sign_in(identity, address, now())
    session.clear()
    session.permanent = True
    session["seen"] = int(now().timestamp())
    person = load_visitor(token)
    if person is None:
        session.clear()
        form = SignInForm()
        form.number.errors = ["这个工号目前没有在任岗位，请联系管理员。"]
        return current_app.make_response(refused(form, 422))
    login_user(person)
    note("signed_in", person=person.person_id, address=address)
    return redirect(place, 303)


def own_place(place: str | None) -> str:
    """A place inside the portal, or the home page."""
    return place if place and OWN_PLACE.fullmatch(place) and not place.startswith("/log") else "/"
