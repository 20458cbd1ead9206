"""A reason in words: what a form asks for where something is done that needs one."""

from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import ValidationError

from portal.core.characters import drawable, installed_coverage, refusal

LONGEST = 300


class Reason(TextAreaField):
    """Compulsory words that can be printed."""

    def pre_validate(self, _form: FlaskForm) -> None:
        """Refuse nothing, too much, and what no paper can show; raises ValidationError."""
        text = drawable((self.data or "").replace("\r\n", "\n")).strip()
        fault = refusal(self.data or "", installed_coverage())
        self.data = text
        if fault:
            raise ValidationError(fault)
        if not text:
            raise ValidationError("请写明原因")
        if len(text) > LONGEST:
            raise ValidationError(f"最多 {LONGEST} 字，现在 {len(text)} 字")
