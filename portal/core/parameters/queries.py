"""Questions about parameter changes."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any

import msgspec
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from portal.core.parameter import Parameter
from portal.core.parameters.models import ParameterChange
from portal.extensions import db

Dated = tuple[tuple[date, Any], ...]


class StoredChanges(Mapping[str, Dated]):
    """Every change that stands, by the parameter's name: one question, when the first is asked for."""

    def __init__(self, parameters: Iterable[Parameter[Any]]) -> None:
        self.parameters = parameters

    @cached_property
    def standing(self) -> dict[str, Dated]:
        """The changes."""
        return standing_changes({parameter.name: parameter for parameter in self.parameters})

    def __getitem__(self, name: str) -> Dated:
        return self.standing[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.standing)

    def __len__(self) -> int:
        return len(self.standing)


def standing_changes(known: Mapping[str, Parameter[Any]]) -> dict[str, Dated]:
    """What stands of all changes: the last word for each day."""
    standing: dict[str, dict[date, Any]] = {}
    for change in db.session.scalars(select(ParameterChange).order_by(ParameterChange.id)):
        if change.name not in known:
            continue
        dated = standing.setdefault(change.name, {})
        dated.pop(change.since, None)
        if change.value is not None:
            dated[change.since] = value_of(known[change.name], change.value)
    return {name: tuple(sorted(dated.items())) for name, dated in standing.items()}


def value_of(parameter: Parameter[Any], text: str) -> Any:
    """A stored value as what it is."""
    return msgspec.json.decode(text, type=parameter.type)


def changes_of(parameter: Parameter[Any]) -> list[ParameterChange]:
    """Every change of a parameter, oldest first."""
    query = select(ParameterChange).filter_by(name=parameter.name).options(joinedload(ParameterChange.person))
    return list(db.session.scalars(query.order_by(ParameterChange.id)))


def newest_change(parameter: Parameter[Any]) -> int:
    """The id of a parameter's last change, 0 when there was none."""
    query = select(func.coalesce(func.max(ParameterChange.id), 0)).filter_by(name=parameter.name)
    return db.session.scalars(query).one()
