"""Changing a parameter: from today or later on, with a reason, never backwards."""

from datetime import date
from typing import Any, NamedTuple

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


class Change(NamedTuple):
    """A value from a day on (None: take back what was to come that day), and why."""

    since: date
    value: Any
    reason: str


def change(parameter: Parameter[Any], wanted: Change, person_id: int, seen: int, moment: Moment) -> None:
    """Enter a change that was decided on what the page showed; raises Backdated and ChangedMeanwhile."""
    if wanted.since < moment.day:
        raise Backdated
    if not insert_once(ParameterTurn, name=parameter.name, after=seen) or newest_change(parameter) != seen:
        raise ChangedMeanwhile
    text = None if wanted.value is None else msgspec.json.encode(wanted.value).decode()
    row = {"since": wanted.since, "value": text, "reason": wanted.reason}
    db.session.add(ParameterChange(name=parameter.name, person_id=person_id, at=moment.at, **row))
    db.session.flush()
    record(f"parameter:{parameter.name}", "parameter:changed", person_id, moment.at, **row)
