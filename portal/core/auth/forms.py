"""The sign-in form."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired, Length


class SignInForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """Employee number and password, exactly as typed."""

    number = StringField("工号", [InputRequired("请填工号"), Length(max=20, message="工号不超过20个字")])
    password = PasswordField(
        "密码", [InputRequired("请填密码"), Length(max=256, message="密码不超过256个字")]
    )
    next = HiddenField()
