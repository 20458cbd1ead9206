"""An act on a case: which, in which words, on what was shown."""

from flask_wtf import FlaskForm
from wtforms import StringField, TextAreaField
from wtforms.validators import ValidationError

from portal.core.case import MOVED, NOTED, REOPENED
from portal.core.cases.operations import Act
from portal.core.characters import drawable, installed_coverage, refusal
from portal.core.web.posted import posted_id

LONGEST = 1000


class ActForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """`act` is the button that was pressed: KIND:NAME, as the page offers them."""

    words = TextAreaField("说明")
    act = StringField()

    def validate_act(self, field: StringField) -> None:
        """One of the buttons."""
        if (field.data or "").partition(":")[0] not in (NOTED, MOVED, REOPENED):
            self.words.errors = [*self.words.errors, "请选择要做什么"]
            raise ValidationError("请选择要做什么")

    def validate_words(self, field: TextAreaField) -> None:
        """Words that can be printed; whether they may be missing is the act's own matter."""
        text = (field.data or "").replace("\r\n", "\n")
        fault = refusal(text, installed_coverage())
        field.data = drawable(text)
        if fault:
            raise ValidationError(fault)
        if len(text) > LONGEST:
            raise ValidationError(f"最多 {LONGEST} 字，现在 {len(text)} 字")

    def asked(self) -> Act:
        """The valid form as an act."""
        kind, _, name = (self.act.data or "").partition(":")
        return Act(kind, name, (self.words.data or "").strip(), posted_id("seen"))
