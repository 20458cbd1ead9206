"""Questions about what was entered about parameters: changes, confirmations, what cannot be read any more."""

from collections.abc import Iterable
from datetime import date
from functools import cache, cached_property
from typing import Any, NamedTuple, cast

from flask import current_app
from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from portal.core.lazily import Lazily
from portal.core.parameter import Dated, NotItsValue, Parameter, Values
from portal.core.parameters.models import ParameterChange
from portal.core.web import reader
from portal.extensions import db, is_writing


class Row(NamedTuple):
    """A row of the table, about a parameter that there is."""

    parameter: Parameter[Any]
    id: int
    act: str
    since: date
    text: str | None

    def dated(self) -> Dated:
        """Its (since, value), or nothing when it has none or it cannot be read."""
        try:
            return ((self.since, self.parameter.decoded(self.text)),) if self.text else ()
        except NotItsValue:
            return ()


class Keeper:
    """All that was ever entered, as it is stored: read once, and anew as soon as there is more."""

    def __init__(self) -> None:
        self.kept: tuple[tuple[int, int], list[Any]] | None = None

    def __call__(self) -> list[Any]:
        """Every row as it stands now, oldest first: no question as long as nothing is entered, if it is known
        with the visitor how much there is."""
        at_hand, kept = reader.known(), self.kept
        if at_hand and kept and kept[0] == at_hand.change:
            return kept[1]
        rows = db.session.execute(entered()).all()
        if at_hand and not is_writing():
            self.kept = (max((row.id for row in rows), default=0), len(rows)), list(rows)
        return list(rows)


@cache
def entered() -> Select[str, int, str, date, str | None]:
    """SQL: every row, oldest first."""
    c = ParameterChange
    return select(c.name, c.id, c.act, c.since, c.value).order_by(c.id)


class Entered:
    """All that was entered about some parameters: asked when the first is asked for."""

    def __init__(self, parameters: Iterable[Parameter[Any]]) -> None:
        self.parameters = parameters

    @cached_property
    def rows(self) -> list[Row]:
        """Every row, oldest first; what is about parameters that are gone is left out."""
        known = {parameter.name: parameter for parameter in self.parameters}
        rows = cast(Keeper, current_app.extensions["parameter_changes"])()
        return [Row(known[r.name], r.id, r.act, r.since, r.value) for r in rows if r.name in known]

    @cached_property
    def changes(self) -> dict[str, Dated]:
        """What stands of all changes: the last word for each day, as far as it can be read."""
        standing: dict[str, dict[date, Any]] = {}
        for row in self.of("change"):
            dated = standing.setdefault(row.parameter.name, {})
            dated.pop(row.since, None)
            dated.update(row.dated())
        return {name: tuple(sorted(dated.items(), key=first_day)) for name, dated in standing.items()}

    @cached_property
    def confirmed(self) -> dict[str, Dated]:
        """The values that were confirmed."""
        found: dict[str, Dated] = {}
        for row in self.of("confirm"):
            found[row.parameter.name] = (*found.get(row.parameter.name, ()), *row.dated())
        return found

    def unreadable(self) -> list[Row]:
        """The changes that are left out because they are no values any more, until another one is given."""
        newest = {row.parameter.name: row.id for row in self.of("change") if row.dated()}
        lost = [row for row in self.of("change") if row.text and not row.dated()]
        return [row for row in lost if row.id > newest.get(row.parameter.name, 0)]

    def of(self, act: str) -> list[Row]:
        """The rows of one act."""
        return [row for row in self.rows if row.act == act]


def stored_values(parameters: Iterable[Parameter[Any]]) -> Values:
    """What parameters are worth by all that was entered, asked when a rule first wants one."""
    entered = Entered(parameters)
    return Values(Lazily(lambda: entered.changes), Lazily(lambda: entered.confirmed))


def first_day(dated: tuple[date, Any]) -> date:
    """Since when a dated value holds."""
    return dated[0]


def faults(parameters: Iterable[Parameter[Any]]) -> list[str]:
    """What is wrong with what was entered."""
    return [
        f"参数 {row.parameter.name}：{row.since} 起的改动不是它的值，没有采用"
        for row in Entered(parameters).unreadable()
    ]


def changes_of(parameter: Parameter[Any]) -> list[ParameterChange]:
    """All that was entered about a parameter, oldest first."""
    query = select(ParameterChange).filter_by(name=parameter.name).options(joinedload(ParameterChange.person))
    return list(db.session.scalars(query.order_by(ParameterChange.id)))


def confirmations(parameters: Iterable[Parameter[Any]]) -> dict[tuple[str, date], ParameterChange]:
    """Who confirmed what was assumed, by parameter and the first day of the value."""
    names = [parameter.name for parameter in parameters]
    query = select(ParameterChange).where(ParameterChange.name.in_(names), ParameterChange.act == "confirm")
    query = query.options(joinedload(ParameterChange.person)).order_by(ParameterChange.id)
    return {(row.name, row.since): row for row in db.session.scalars(query)}


def newest_change(parameter: Parameter[Any]) -> int:
    """The id of the last thing entered about a parameter, 0 when there was none."""
    query = select(func.coalesce(func.max(ParameterChange.id), 0)).filter_by(name=parameter.name)
    return db.session.scalars(query).one()
