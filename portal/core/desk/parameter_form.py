"""The forms of a parameter's page: a new value from a day on, or a word that the assumed one stands."""

from datetime import date
from typing import Any

import msgspec
from flask_wtf import FlaskForm
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are older
from wtforms.validators import InputRequired, Length, ValidationError

from portal.core.characters import installed_coverage, refusal
from portal.core.facts import Cell, Column
from portal.core.kinds import Unreadable, read, typed
from portal.core.parameter import Parameter, Values
from portal.core.parameter_table import TableParameter
from portal.core.parameters.operations import Change

DAY = Column("since", date, Cell("从哪天起", ""), msgspec.Meta(), False)


def printable(_form: FlaskForm, field: StringField) -> None:
    """Only what a paper can show."""
    fault = refusal(field.data or "", installed_coverage())
    if fault:
        raise ValidationError(fault)


GROUNDS = (InputRequired("请写明原因"), Length(max=200, message="最多 200 字"), printable)


class ConfirmationForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """Why the assumed value stands."""

    why = StringField("为什么就用这个值", GROUNDS)


class ChangeForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """A new value, from which day on, and why; values and days are read like cells of a sheet."""

    parameter: Parameter[Any]
    since = StringField("从哪天起")
    reason = StringField("原因", GROUNDS)

    @property
    def cells(self) -> list[StringField]:
        """The fields that make up the value."""
        return [self[name] for name in columns_of(self.parameter)]

    @property
    def wrong(self) -> list[StringField]:
        """The fields with a fault, in the order of the page."""
        return [field for field in (*self.cells, self.since, self.reason) if field.errors]

    def change(self) -> Change | None:
        """What was asked for; None with every fault at its field."""
        self.validate()
        value, since = self.wanted(), self.read(self.since, DAY)
        if not self.wrong and not self.parameter.allows(value):
            self.cells[0].errors = [bounds_told(self.parameter)]
        return None if self.wrong else Change(since, value, self.reason.data or "")

    def wanted(self) -> Any:
        """The new value, as far as it can be read."""
        columns = columns_of(self.parameter)
        said = [self.read(self[name], column) for name, column in columns.items()]
        if not isinstance(self.parameter, TableParameter):
            return said[0]
        numbers = zip(self.parameter.keys, said, strict=True)
        return {key: number for key, number in numbers if number is not None}

    def withdrawal(self, values: Values, today: date) -> Change | None:
        """The change of a coming day taken back; None with every fault at its field."""
        self.validate()
        since = self.read(self.since, DAY)
        changes = dict(values.changes.get(self.parameter.name, ()))
        if not self.since.errors and (since not in changes or since <= today):
            self.since.errors = ["这一天没有还没到的改动"]
        return None if self.wrong else Change(since, None, self.reason.data or "")

    def read(self, field: StringField, column: Column) -> Any:
        """A field's value; None, with the fault at the field, when it cannot be read."""
        field.errors = []
        try:
            return read(column, field.data or "")
        except Unreadable as unreadable:
            field.errors = [str(unreadable)]
            return None


def change_form(parameter: Parameter[Any], now: Any) -> ChangeForm:
    """The form of a parameter; a table begins with the numbers it has now, a switch with what it is not."""
    columns = columns_of(parameter)
    fields = {name: field_of(parameter, column) for name, column in columns.items()}
    bound: type[ChangeForm] = type("BoundForm", (ChangeForm,), {**fields, "parameter": parameter})
    if parameter.type is bool:
        return bound(data={"value": typed(not now)})
    if not isinstance(parameter, TableParameter):
        return bound()
    return bound(data={name: typed((now or {}).get(column.cell.label)) for name, column in columns.items()})


def field_of(parameter: Parameter[Any], column: Column) -> Any:
    """The field of a value: of one that is yes or no, both in words."""
    if parameter.type is not bool:
        return StringField(column.cell.label)
    choices = [SelectChoice(typed(value), parameter.told(value)) for value in (True, False)]
    return SelectField(column.cell.label, choices=choices, validate_choice=False)


def columns_of(parameter: Parameter[Any]) -> dict[str, Column]:
    """The cells that make up a value, by the names of their fields."""
    if isinstance(parameter, TableParameter):
        return {f"value_{n}": number_of(parameter, key) for n, key in enumerate(parameter.keys)}
    cell = Cell("新的值", parameter.clause, negative=True)
    whole = parameter.type is int
    bounds = msgspec.Meta(ge=parameter.least, le=parameter.most) if whole else msgspec.Meta()
    return {"value": Column("value", parameter.type, cell, bounds, False)}


def number_of(parameter: TableParameter, key: str) -> Column:
    """The number of one key as a cell that may be empty."""
    least, most = parameter.bounds(key)
    return Column(key, int, Cell(key, parameter.clause), msgspec.Meta(ge=least, le=most), True)


def bounds_told(parameter: Parameter[Any]) -> str:
    """Between what a value must lie."""
    least = f"不能小于 {parameter.told(parameter.least)}" if parameter.least is not None else ""
    most = f"不能大于 {parameter.told(parameter.most)}" if parameter.most is not None else ""
    return "，".join(filter(None, (least, most)))
