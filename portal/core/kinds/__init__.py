"""The kinds of cells: how the text somebody typed becomes a value, and a value becomes text."""

from datetime import date, time
from typing import Any, Literal, get_origin

from portal.core.facts import Column, Month, Ref
from portal.core.kinds.figures import AMOUNT, QUANTITY, RATE, WHOLE_KIND
from portal.core.kinds.kind import Kind, Unreadable
from portal.core.kinds.moments import DATE, MONTH_KIND, TIME_KIND
from portal.core.kinds.words import ANSWER, CHOICE, COPIED, LONG, REFERENCE, SHORT, long
from portal.core.measures import Quantity, Rate
from portal.core.money import Amount

__all__ = ["KINDS", "Kind", "Unreadable", "kind_of", "read", "shown", "typed"]

KINDS: dict[type, Kind] = {
    str: SHORT,
    bool: ANSWER,
    int: WHOLE_KIND,
    date: DATE,
    Month: MONTH_KIND,
    time: TIME_KIND,
    Amount: AMOUNT,
    Quantity: QUANTITY,
    Rate: RATE,
    Ref: REFERENCE,
}


def kind_of(column: Column) -> Kind:
    """The kind of a declared cell; raises TypeError for a type that no cell can have."""
    if column.cell.copied:
        return COPIED
    if get_origin(column.type) is Literal:
        return CHOICE
    if column.type not in KINDS:
        raise TypeError(f"no cell can be {column.type}, as {column.name} is declared")
    return LONG if long(column) else KINDS[column.type]


def read(column: Column, text: str) -> Any:
    """The value of a cell; raises Unreadable. A reference stays text until its register has been asked."""
    kind, text = kind_of(column), text.replace("\r\n", "\n")
    if text.strip():
        return kind.read(column, text)
    if column.optional:
        return kind.empty
    raise Unreadable("请填写")


def typed(value: Any) -> str:
    """A value as somebody would type it; `read` gives the value back."""
    return "" if value is None else KINDS[type(value)].typed(value)


def shown(value: Any) -> str:
    """A value as people read it on paper."""
    return "" if value is None else KINDS[type(value)].shown(value)
