"""What the forms of the calendar have in common."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec
from flask_wtf import FlaskForm
from wtforms import Field, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are older
from wtforms.validators import DataRequired, Length, ValidationError

from portal.core.characters import installed_coverage, refusal
from portal.core.facts import Cell, Column
from portal.core.kinds import Kind, Unreadable, read
from portal.core.timetable.models import LONGEST_REASON

DAY = Column("day", date, Cell("日期", ""), msgspec.Meta(), False)
COMMAS = re.compile(r"[\s,，、;；]+")


def printable(_form: FlaskForm, field: Field) -> None:
    """Only what a page can show; one-line fields stay on one line."""
    text = field.data or ""
    broken = field.type == "StringField" and ("\n" in text or "\t" in text)
    if fault := "不能换行" if broken else refusal(text, installed_coverage()):
        raise ValidationError(fault)


def at_most(characters: int) -> Length:
    """A length that a text may have."""
    return Length(max=characters, message=f"最多 {characters} 字")


def offered(_form: FlaskForm, field: SelectField) -> None:
    """Only what the select offers."""
    if field.data not in {value for value, *_ in field.iter_choices()}:
        raise ValidationError("请从列表中选择")


def one_of(label: str, words: dict[str, str], id: str | None = None) -> Any:
    """A select; the first choice is the usual one."""
    choices = [SelectChoice(value, told) for value, told in words.items()]
    usual = {"choices": choices, "default": choices[0].value, "validate_choice": False}
    return SelectField(label, [offered], id=id, **usual)


def stripped(text: str | None) -> str:
    """A text with plain line ends and without the space around it."""
    return (text or "").replace("\r\n", "\n").strip()


def reason(label: str) -> Any:
    """A field for a few words that say why."""
    asked = DataRequired(f"请写明{label}")
    return StringField(label, [asked, at_most(LONGEST_REASON), printable], filters=[stripped])


class Picked(StringField):
    """A day or a time, in the input that can show what was typed."""

    def __init__(self, label: str, kind: Kind, **options: Any) -> None:
        super().__init__(label, filters=[stripped], **options)
        self.kind = kind

    @property
    def input_type(self) -> str:
        """The HTML input: a picker would drop what it cannot read."""
        return self.kind.name if re.fullmatch(f"({self.kind.picker})?", self.data or "", re.ASCII) else "text"


class CalendarForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """A form whose texts are read like cells of a sheet."""

    def read(self, field: Field, reading: Callable[[str], Any]) -> Any:
        """A field's value; None, with the fault at the field, when it cannot be read."""
        try:
            return reading(field.data or "")
        except Unreadable as unreadable:
            field.errors = [*field.errors, str(unreadable)]
            return None

    @property
    def wrong(self) -> list[Field]:
        """The fields with a fault, in the order of the page."""
        return [field for field in self if field.errors]


def day_of(text: str) -> date:
    """A day; raises Unreadable."""
    found: date = read(DAY, text)
    return found


def days_of(text: str) -> tuple[date, ...]:
    """Several days, with commas or spaces between them; raises Unreadable."""
    return tuple(day_of(part) for part in COMMAS.split(text) if part)
