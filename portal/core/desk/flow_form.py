"""The forms around flows: a setting of a step from a day on, and why a paper is moved."""

from datetime import date
from typing import Any, cast

import msgspec
from flask_wtf import FlaskForm
from wtforms import SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are older

from portal.core.desk.parameter_form import DAY, GROUNDS
from portal.core.facts import Cell, Column
from portal.core.flow import Step
from portal.core.flow_override import (
    AS_DECLARED,
    LONGEST,
    OWN,
    SETTINGS,
    VACANCY,
    WHOLE,
    Override,
    Setting,
    Signer,
    places_for,
    value_of,
)
from portal.core.kinds import Unreadable, read, typed
from portal.core.org.roles import ROLES, SUPERIOR, title_of

CHOICES = {"vacancy": VACANCY, "own": OWN}
DAYS = Column("value", int, Cell("几个工作日", ""), msgspec.Meta(ge=0, le=LONGEST), True)
SIGNERS = {role: title_of(role) for role in (SUPERIOR, *ROLES)}
CHOOSE = "请选择"


class OverrideForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """A value, from which day on, and why; empty it is what was declared."""

    name: str
    setting: Setting
    since = StringField("从哪天起")
    reason = StringField("原因", GROUNDS)

    @property
    def cells(self) -> list[Any]:
        """The fields that make up the value."""
        return [self["value"], self["within"]] if self.setting == "by" else [self["value"]]

    @property
    def wrong(self) -> list[Any]:
        """The fields with a fault, in the order of the page."""
        return [field for field in (*self.cells, self.since, self.reason) if field.errors]

    def override(self) -> Override | None:
        """What was asked for; None with every fault at its field."""
        self.validate()
        value, since = self.value_asked(), self.day_asked()
        return None if self.wrong else Override(self.name, self.setting, cast(date, since), value)

    def value_asked(self) -> Any:
        """The new value; None is what was declared."""
        said = self["value"].data
        if self.setting == "deadline":
            return self.days_asked(said)
        for cell in self.cells:
            chosen = cell.data if self.setting == "copies" else [cell.data]
            if not {*chosen} <= {value for value, *_ in cell.iter_choices()}:
                cell.errors = [CHOOSE]
        if self.setting == "copies":
            return tuple(role for role in ROLES if role in said)
        if self.setting == "by" and said and not self.wrong:
            return Signer(said, self["within"].data)
        return said or None

    def days_asked(self, said: str | None) -> int | None:
        """So many working days; None, perhaps with a fault at the field."""
        try:
            days: int | None = read(DAYS, said or "")
        except Unreadable as fault:
            self["value"].errors = [str(fault)]
            return None
        return days

    def day_asked(self) -> date | None:
        """From which day on; None with the fault at the field."""
        try:
            since: date = read(DAY, self.since.data or "")
        except Unreadable as fault:
            self.since.errors = [str(fault)]
            return None
        return since


class MoveForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """Why a paper goes on by another edition."""

    reason = StringField("原因", GROUNDS)


def copies_form(now: tuple[str, ...]) -> OverrideForm:
    """The form of who gets copies; it begins with those who do."""
    words = [SelectChoice(role, title_of(role)) for role in ROLES]
    value = SelectMultipleField(SETTINGS["copies"], choices=words, validate_choice=False)
    fields = {"value": value, "name": WHOLE, "setting": "copies"}
    bound: type[OverrideForm] = type("BoundForm", (OverrideForm,), fields)
    return bound(data={"value": list(now)})


def override_form(step: Step, setting: Setting) -> OverrideForm:
    """The form of one setting of a step; it begins with what the step says."""
    fields = {"value": value_field(setting), "name": step.name, "setting": setting}
    if setting == "by":
        fields["within"] = chosen("从哪里找", places_for(step))
    bound: type[OverrideForm] = type("BoundForm", (OverrideForm,), fields)
    value = value_of(step, setting)
    if isinstance(value, Signer):
        return bound(data={"value": value.by, "within": value.within})
    return bound(data={"value": typed(value)})


def value_field(setting: Setting) -> Any:
    """The field of a value."""
    if setting == "deadline":
        return StringField(f"几个工作日（0 是没有期限，不填{AS_DECLARED}）")
    words = SIGNERS if setting == "by" else CHOICES[setting]
    return chosen(SETTINGS[setting], {"": AS_DECLARED, **words})


def chosen(label: str, words: dict[str, str]) -> SelectField:
    """One of some words."""
    choices = [SelectChoice(value, text) for value, text in words.items()]
    return SelectField(label, choices=choices, validate_choice=False)
