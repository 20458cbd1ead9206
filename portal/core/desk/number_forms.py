"""The forms around numbers: which series, how it begins, how many blanks and why, which are spoilt."""

from datetime import date
from typing import Any, NamedTuple

import msgspec
from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are older
from wtforms.validators import InputRequired, Length, Regexp, ValidationError

from portal.core.characters import installed_coverage, refusal
from portal.core.document_type import DocumentType
from portal.core.documents.blanks import MOST_AT_ONCE
from portal.core.documents.models import LONGEST_REASON
from portal.core.documents.numbers import MOST
from portal.core.facts import Cell, Column
from portal.core.kinds import Unreadable, read
from portal.core.web.context import catalogue, today

DAY = Column("day", date, Cell("日期", ""), msgspec.Meta(), False)


class Choice(NamedTuple):
    """A form, and a day that says which of its series is meant."""

    form: DocumentType
    day: date

    @property
    def series(self) -> str:
        """The series of the day."""
        return self.form.numbering.series(self.day)


def printable(_form: FlaskForm, field: StringField) -> None:
    """What no paper could show is refused."""
    fault = refusal(field.data or "", installed_coverage())
    if fault:
        raise ValidationError(fault)


def why(label: str) -> Any:
    """A field for a reason."""
    most = Length(max=LONGEST_REASON, message=f"最多 {LONGEST_REASON} 字")
    return StringField(label, [InputRequired("请写明原因"), most, printable])


class ChoiceForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """A form and a day, as the address has them; today when it names none."""

    form = SelectField("表单", default="", validate_choice=False)
    day = StringField("日期")

    class Meta:
        """A question is read from the address, and changes nothing."""

        csrf = False

    def choose_from(self, forms: list[DocumentType]) -> None:
        """Offer these forms."""
        offered = [SelectChoice(form.slug, f"{form.title}（{form.code}）") for form in forms]
        self.form.choices = [SelectChoice("", "全部"), *offered]
        self.day.data = self.day.data or f"{today()}"

    def validate_form(self, field: SelectField) -> None:
        """A form that exists, or none."""
        if field.data and field.data not in {value for value, *_ in field.iter_choices()}:
            raise ValidationError("请选择表单")

    def validate_day(self, field: StringField) -> None:
        """A day."""
        try:
            read(DAY, field.data or "")
        except Unreadable as fault:
            raise ValidationError(str(fault)) from None

    def choice(self) -> Choice | None:
        """What was chosen in the valid form; None without a form."""
        if not self.form.data or self.errors:
            return None
        return Choice(catalogue().type(self.form.data), read(DAY, self.day.data or ""))


class OpeningForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """With which serial the chosen series begins, and why."""

    first = StringField("下一个流水号", [Regexp(r"[1-9][0-9]{0,5}$", message=f"请填 1 到 {MOST} 的整数")])
    reason = why("原因")


class BlanksForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """How many blanks, and why; the key makes a second click harmless."""

    key = HiddenField(validators=[Regexp(r"[0-9a-f]{32}\Z")])
    copies = StringField(
        "张数", [Regexp(r"([1-9]|[1-4][0-9]|50)$", message=f"请填 1 到 {MOST_AT_ONCE} 的整数")]
    )
    reason = why("用途")


class VoidForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """Which blanks are spoilt, and why."""

    numbers = SelectMultipleField("编号", [InputRequired("请选择要作废的编号")], validate_choice=False)
    reason = why("作废原因")
