"""An act on a case: which, in which words, on what was shown."""

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import ValidationError

from portal.core.case import MOVED, NOTED, REOPENED
from portal.core.cases.operations import Act
from portal.core.desk.words import Words
from portal.core.web.posted import posted_id

LONGEST = 1000


class ActForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """`act` is the button that was pressed: KIND:NAME, as the page offers them."""

    words = Words("说明", LONGEST)
    act = StringField()

    def validate_act(self, field: StringField) -> None:
        """One of the buttons."""
        if (field.data or "").partition(":")[0] not in (NOTED, MOVED, REOPENED):
            self.words.errors = [*self.words.errors, "请选择要做什么"]
            raise ValidationError("请选择要做什么")

    def asked(self) -> Act:
        """The valid form as an act."""
        kind, _, name = (self.act.data or "").partition(":")
        return Act(kind, name, (self.words.data or "").strip(), posted_id("seen"))
