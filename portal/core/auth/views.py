"""Pages: sign in, sign out."""

import re
from typing import cast

from flask import Blueprint, current_app, redirect, render_template, request, session, url_for
from flask_login import login_user
from sqlalchemy import select
from werkzeug.wrappers import Response

from portal.core.auth.allow import PUBLIC, allow
from portal.core.auth.forms import SignInForm
from portal.core.auth.models import Identity
from portal.core.auth.operations import PASSWORD, close_sign_in, note_failure, open_sign_in
from portal.core.auth.passwords import Passwords
from portal.core.auth.slowdown import seconds_to_wait
from portal.core.auth.visitor import load_visitor
from portal.core.web.context import now
from portal.extensions import db, writing

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
    wait = seconds_to_wait(account(number), address, now())
    if wait:
        form.number.errors = [f"尝试次数太多，请在 {wait} 秒后再试。"]
        return refused(form, 429)
    identity = find_identity(number)
    secret = identity.secret if identity else None
    db.session.rollback()
    if not passwords().match(secret, form.password.data or ""):
        with writing():
            note_failure(account(number), address, now())
        form.number.errors = ["工号或密码不对。"]
        return refused(form, 422)
    return enter(cast(Identity, identity), address, own_place(form.next.data))


@blueprint.post("/logout")
@allow(PUBLIC)
def end_session() -> Response:
    """Sign out: the session is ended on the server."""
    token = session.get("_user_id")
    session.clear()
    if token:
        with writing():
            close_sign_in(token, now())
    return redirect(url_for("auth.new_session"), 303)


def refused(form: SignInForm, status: int) -> tuple[str, int]:
    """The sign-in page again, saying why."""
    form.next.data = own_place(form.next.data)
    return render_template("core/auth/sign_in.html", form=form), status


def account(number: str) -> str:
    """A typed number as a key for counting: bounded, and free of what a database refuses."""
    return number[:20] if number.isascii() and number.isprintable() else "?"


def find_identity(number: str) -> Identity | None:
    """The password identity of an employee number."""
    mine = (Identity.provider == PASSWORD, Identity.subject == account(number))
    return db.session.scalar(select(Identity).where(*mine))


def passwords() -> Passwords:
    """The app's password hasher."""
    return cast(Passwords, current_app.extensions["passwords"])


def enter(identity: Identity, address: str, place: str) -> Response:
    """Open a session under a new cookie and go where the person wanted to go."""
    with writing():
        token = open_sign_in(identity.person_id, identity.subject, address, now())
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
    return redirect(place, 303)


def own_place(place: str | None) -> str:
    """A place inside the portal, or the home page."""
    return place if place and OWN_PLACE.fullmatch(place) and not place.startswith("/log") else "/"
