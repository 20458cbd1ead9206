"""Changing a parameter from today or later on, never backwards, and confirming one that was assumed."""

from datetime import date
from typing import Any, Literal, NamedTuple

import msgspec

from portal.core.audit.chain import record
from portal.core.instants import Moment
from portal.core.parameter import Parameter
from portal.core.parameters.models import ParameterChange, ParameterTurn
from portal.core.parameters.queries import newest_change
from portal.extensions import db, insert_once


class ChangedMeanwhile(Exception):
    """Somebody else changed the parameter after the page was opened; nothing was changed."""


class Backdated(ValueError):
    """A change is dated before today: what was judged stays judged."""


class NothingToConfirm(Exception):
    """The value in force is given, confirmed or from the regulation itself."""


class Change(NamedTuple):
    """A value from a day on (None: take back what was to come that day), and why."""

    since: date
    value: Any
    reason: str


def change(parameter: Parameter[Any], wanted: Change, person_id: int, seen: int, moment: Moment) -> None:
    """Enter a change that was decided on what the page showed; raises Backdated and ChangedMeanwhile."""
    if wanted.since < moment.day:
        raise Backdated
    take_turn(parameter, seen)
    enter(parameter, "change", wanted, person_id, moment)


def confirm(parameter: Parameter[Any], reason: str, person_id: int, seen: int, moment: Moment) -> None:
    """Let the value in force stand that was only assumed; raises ChangedMeanwhile and NothingToConfirm."""
    take_turn(parameter, seen)
    if not moment.terms.values.unsure(parameter, moment.day):
        raise NothingToConfirm
    since, value = moment.terms.values.standing(parameter, moment.day)
    enter(parameter, "confirm", Change(since, value, reason), person_id, moment)


def take_turn(parameter: Parameter[Any], seen: int) -> None:
    """Be the one who enters something after what the page showed; raises ChangedMeanwhile."""
    if not insert_once(ParameterTurn, name=parameter.name, after=seen) or newest_change(parameter) != seen:
        raise ChangedMeanwhile


def enter(
    parameter: Parameter[Any], act: Literal["change", "confirm"], said: Change, person_id: int, moment: Moment
) -> None:
    """Store a row with its event."""
    text = None if said.value is None else msgspec.json.encode(said.value).decode()
    row = {"since": said.since, "value": text, "reason": said.reason}
    db.session.add(ParameterChange(name=parameter.name, act=act, person_id=person_id, at=moment.at, **row))
    db.session.flush()
    event = {"change": "parameter:changed", "confirm": "parameter:confirmed"}[act]
    record(f"parameter:{parameter.name}", event, person_id, moment.at, **row)
