"""Page: change one's password."""

from typing import cast

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask_wtf import FlaskForm
from sqlalchemy import select
from werkzeug.wrappers import Response
from wtforms import PasswordField
from wtforms.validators import EqualTo, InputRequired, Length

from portal.core.auth.allow import allow
from portal.core.auth.models import Identity
from portal.core.auth.operations import PASSWORD, change_password
from portal.core.auth.passwords import LONGEST, SHORTEST, Passwords
from portal.core.auth.visitor import visitor
from portal.core.web.context import now
from portal.extensions import db, writing

blueprint = Blueprint("password", __name__)
OF_LENGTH = Length(SHORTEST, LONGEST, f"新密码要 {SHORTEST} 到 {LONGEST} 个字，可以是一句话")


class PasswordForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """The current password, the new one, and the new one again."""

    current = PasswordField("现在的密码", [InputRequired("请填现在的密码")])
    new = PasswordField("新密码", [InputRequired("请填新密码"), OF_LENGTH])
    again = PasswordField("再填一次", [EqualTo("new", "两次填的新密码不一样")])


@blueprint.get("/password")
@allow("work")
def edit() -> str:
    """The form."""
    return render_template("core/auth/password.html", form=PasswordForm())


@blueprint.post("/password")
@allow("work")
def update() -> Response | tuple[str, int]:
    """Change the password; every other browser of this person is signed out."""
    form, hashes = PasswordForm(), cast(Passwords, current_app.extensions["passwords"])
    if not form.validate():
        return refused(form)
    person_id, token = visitor().person_id, visitor().token
    secret = db.session.scalar(select(Identity.secret).filter_by(person_id=person_id, provider=PASSWORD))
    db.session.rollback()
    if not hashes.match(secret, form.current.data or ""):
        form.current.errors = ["现在的密码不对"]
        return refused(form)
    new = hashes.hash(form.new.data or "")
    with writing():
        change_password(person_id, new, token, now())
    flash("密码已改，其他设备上的登录已退出。")
    return redirect(url_for("lists.inbox"), 303)


def refused(form: PasswordForm) -> tuple[str, int]:
    """The form again, saying why."""
    return render_template("core/auth/password.html", form=form), 422
