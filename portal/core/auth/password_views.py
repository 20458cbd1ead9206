"""Page: change one's password."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import PasswordField
from wtforms.validators import EqualTo, InputRequired, Length, ValidationError

from portal.core.auth.allow import allow
from portal.core.auth.common_passwords import is_common
from portal.core.auth.operations import change_password
from portal.core.auth.passwords import LONGEST, SHORTEST
from portal.core.auth.proving import NotProven, passwords, proven
from portal.core.auth.visitor import visitor
from portal.core.web.context import now
from portal.extensions import writing

blueprint = Blueprint("password", __name__)
OF_LENGTH = Length(SHORTEST, LONGEST, f"新密码要 {SHORTEST} 到 {LONGEST} 个字，可以是一句话")


class PasswordForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """The current password, the new one, and the new one again."""

    current = PasswordField("现在的密码", [InputRequired("请填现在的密码")])
    new = PasswordField("新密码", [InputRequired("请填新密码"), OF_LENGTH])
    again = PasswordField("再填一次", [EqualTo("new", "两次填的新密码不一样")])

    def validate_new(self, field: PasswordField) -> None:
        """Not the old one, and none that a guesser tries first."""
        if field.data == self.current.data:
            raise ValidationError("新密码和现在的一样")
        if is_common(field.data or ""):
            raise ValidationError("这个密码太常见，容易被人猜中，请换一个")


@blueprint.get("/password")
@allow("work", must_choose=True)
def edit() -> str:
    """The form."""
    return render_template("core/auth/password.html", form=PasswordForm())


@blueprint.post("/password")
@allow("work", must_choose=True)
def update() -> Response | tuple[str, int]:
    """Change the password; every other browser of this person is signed out."""
    form = PasswordForm()
    if not form.validate():
        return refused(form, 422)
    person_id, token = visitor().person_id, visitor().token
    try:
        proven(visitor().number, form.current.data or "", request.remote_addr or "")
    except NotProven as fault:
        form.current.errors = [fault.why or "现在的密码不对"]
        return refused(form, fault.status)
    new = passwords().hash(form.new.data or "")
    with writing():
        change_password(person_id, new, token, now())
    flash("密码已改，其他设备上的登录已退出。")
    return redirect(url_for("lists.inbox"), 303)


def refused(form: PasswordForm, status: int) -> tuple[str, int]:
    """The form again, saying why."""
    return render_template("core/auth/password.html", form=form), status
