"""Words that people write beside what they do: an opinion, a remark, a reason."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import ValidationError

from portal.core.characters import drawable, installed_coverage, refusal


class Words(TextAreaField):
    """Words that can be printed, at most so many; they may be missing."""

    def __init__(self, label: str, most: int = 300, **options: Any) -> None:
        super().__init__(label, **options)
        self.most = most

    def pre_validate(self, _form: FlaskForm) -> None:
        """Refuse too much, and what no paper can show; raises ValidationError."""
        text = (self.data or "").replace("\r\n", "\n")
        fault = refusal(text, installed_coverage())
        self.data = drawable(text)
        if fault:
            raise ValidationError(fault)
        if len(text) > self.most:
            raise ValidationError(f"最多 {self.most} 字，现在 {len(text)} 字")


class Needed(Words):
    """Words that must be there."""

    missing = "请填写"

    def pre_validate(self, form: FlaskForm) -> None:
        """Refuse also nothing; raises ValidationError."""
        super().pre_validate(form)
        self.data = (self.data or "").strip()
        if not self.data:
            raise ValidationError(self.missing)


class Reason(Needed):
    """Why somebody does something."""

    missing = "请写明原因"
