"""The filters of statistics, as they stand in the address."""

from collections.abc import Mapping
from itertools import starmap

from flask import request
from flask_wtf import FlaskForm
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are older
from wtforms.validators import ValidationError

from portal.core.desk.search import ALL, MonthField
from portal.core.desk.stay_words import Names
from portal.core.facts import Month
from portal.core.kinds import typed
from portal.core.report import Months, Question


class StatisticsForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """Over which months, on which form, of which unit's papers, told by what."""

    since = MonthField("从")
    until = MonthField("到")
    form = SelectField("表单", default="", validate_choice=False)
    unit = SelectField("单据所属部门", default="", validate_choice=False)
    by = SelectField("按什么分", validate_choice=False)

    class Meta:
        """A question changes nothing."""

        csrf = False

    def validate_until(self, field: MonthField) -> None:
        """Not before the first month."""
        if field.month and self.since.month and field.month < self.since.month:
            raise ValidationError("不能早于开始月份")

    def validate_form(self, field: SelectField) -> None:
        """One of those that are offered."""
        if field.data not in (value for value, *_ in field.iter_choices()):
            raise ValidationError("没有这一项，请重新选")

    validate_unit = validate_by = validate_form

    def question(self) -> Question:
        """The valid form as a question."""
        assert self.since.month and self.until.month  # noqa: S101 - ready_form fills empty ones
        months, unit = Months(self.since.month, self.until.month), self.unit.data
        return Question(months, self.by.data, self.form.data or None, int(unit) if unit else None)

    @property
    def asked(self) -> dict[str, str]:
        """What was asked, for the address of the workbook."""
        return {field.name: field.data for field in self if field.data}


def ready_form(names: Names, groups: Mapping[str, str], month: Month, by: str) -> StatisticsForm:
    """The filters as the address has them; where it names none, three months up to this one, told as
    usual."""
    form = StatisticsForm(request.args)
    form.by.choices = [*starmap(SelectChoice, groups.items())]
    form.form.choices = [ALL, *starmap(SelectChoice, names.forms.items())]
    form.unit.choices = [ALL, *(SelectChoice(str(number), name) for number, name in names.units.items())]
    form.since.data = form.since.data or typed(month.before().before())
    form.until.data = form.until.data or typed(month)
    form.by.data = form.by.data or by
    return form
