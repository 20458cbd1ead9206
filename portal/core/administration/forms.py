"""The forms of the administrator: one for each act, every refusal at its field."""

import re
from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from wtforms import DateField, HiddenField, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are older
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from portal.core.characters import installed_coverage, refusal
from portal.core.org.roles import ROLES

CHOICES = [SelectChoice(name, role.title) for name, role in ROLES.items()]
PICKED = re.compile(r"(\d{4}-\d\d-\d\d)?", re.ASCII)
FORMATS = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d"]


class DayField(DateField):
    """A day, told in Chinese when it is none."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the day."""
        try:
            super().process_formdata([text.strip() for text in valuelist])
        except ValueError:
            self.data = None
            raise ValueError("请填日期，例如 2026-12-01") from None

    @property
    def input_type(self) -> str:
        """The HTML input that can show what was typed; a date field would drop what it cannot read."""
        return "date" if PICKED.fullmatch(self.raw_data[0] if self.raw_data else "") else "text"


def printable(_form: FlaskForm, field: StringField) -> None:
    """Names can be shown, stored and printed, and stand on one line."""
    text = field.data or ""
    fault = "不能换行" if "\n" in text or "\t" in text else refusal(text, installed_coverage())
    if fault:
        raise ValidationError(fault)


def stripped(text: str | None) -> str:
    """A text without the spaces around it."""
    return (text or "").strip()


def words(label: str, most: int, must: bool = True) -> Any:
    """A field for a few words."""
    asked = DataRequired(f"请填{label.partition('（')[0]}") if must else Optional()
    fits = Length(max=most, message=f"最多 {most} 个字")
    return StringField(label, [asked, fits, printable], filters=[stripped])


def day(label: str) -> Any:
    """A field for the day of a change."""
    return DayField(label, [InputRequired("请填日期")], format=FORMATS)


class Act(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """A form that may say at its fields why the organisation refuses."""

    def refuse(self, field: str, why: str) -> None:
        """Put a refusal at its field, or above the form when it has none."""
        if field in self and self[field].type != "HiddenField":
            self[field].errors = [why]
        else:
            self.form_errors.append(why)

    def shown(self) -> list[Any]:
        """The fields that somebody fills in."""
        return [field for field in self if field.type not in ("HiddenField", "CSRFTokenField")]

    def day(self) -> date:
        """The day of the change, once the form is valid."""
        value: date = (self["since"] if "since" in self else self["until"]).data
        return value


class NameForm(Act):
    """A unit's name from a day on."""

    name = words("名称", 80)
    since = day("从哪天起")


class ParentForm(Act):
    """A unit's parent from a day on."""

    parent = words("上级部门（代码或名称）", 80)
    since = day("从哪天起")


class UnitForm(Act):
    """A new unit."""

    code = words("代码", 32)
    name = words("名称", 80)
    since = day("从哪天起")


class PostForm(Act):
    """A new post."""

    role = SelectField("角色", choices=CHOICES, validate_choice=False)
    title = words("岗位名称（不填与角色同名）", 40, must=False)
    since = day("从哪天起")


class HolderForm(Act):
    """Who takes a post."""

    person = words("人员（工号或姓名）", 40)
    since = day("从哪天起任职")
    seen = HiddenField()


class EndForm(Act):
    """The day from which something is over."""

    until = day("从哪天起不再有效（前一天是最后一天）")


class EnrolForm(Act):
    """A new employee."""

    number = words("工号", 20)
    name = words("姓名", 40)
    since = day("入职日期")


class PersonNameForm(Act):
    """A person's name."""

    name = words("姓名", 40)


class SureForm(Act):
    """Nothing to fill in: the button alone."""
