"""The decision: a verb, an opinion, and the snapshot that was shown."""

from typing import Any, cast

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import ValidationError

from portal.core.approval.deciding import Kind, Verdict
from portal.core.approval.models import KINDS
from portal.core.desk.words import Words
from portal.core.web.posted import posted_id

LONGEST = 500


class DecisionForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """Approve may go without words unless the step demands an `answer`; a refusal always says why."""

    answer = False

    kind = StringField()
    opinion = Words("审核意见", LONGEST)
    phrase = StringField()
    seen = StringField()

    def validate(self, *options: Any, **more: Any) -> bool:
        """Judge it; where no opinion was typed, the chosen phrase is the opinion."""
        if self.phrase.data and not (self.opinion.data or "").strip():
            self.opinion.data = self.phrase.data
        return bool(super().validate(*options, **more))

    def validate_kind(self, field: StringField) -> None:
        """One of the three verbs."""
        if field.data not in KINDS:
            raise ValidationError("请选择同意、退回或驳回")

    def validate_opinion(self, field: Words) -> None:
        """Compulsory unless the answer is yes."""
        text = field.data or ""
        if self.kind.data != "approve" and not text.strip():
            raise ValidationError("退回或驳回要写明原因")
        if self.answer and not text.strip():
            raise ValidationError("要写明答复，才能结束这一步")

    def validate_seen(self, field: StringField) -> None:
        """A snapshot's id; anything else stands for no paper, and is not repeated."""
        field.data = str(posted_id("seen"))

    def verdict(self) -> Verdict:
        """The valid form as a verdict; a snapshot's id that is none matches no paper."""
        opinion = self.opinion.data or ""
        return Verdict(cast(Kind, self.kind.data), opinion if opinion.strip() else "", posted_id("seen"))
