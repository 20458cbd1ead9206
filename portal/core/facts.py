"""Facts: what a document says, as frozen typed structs whose cells cite their clause."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from types import NoneType
from typing import Annotated, Any, NamedTuple, get_args, get_origin, get_type_hints

import msgspec

Short = Annotated[str, msgspec.Meta(max_length=40)]
Text = Annotated[str, msgspec.Meta(max_length=300)]


class Facts(msgspec.Struct, frozen=True):
    """The base of what a form says."""


class Line(Facts, frozen=True, kw_only=True):
    """The base of a table's line; `key` stays with the line through every change."""

    key: str


class Month(msgspec.Struct, frozen=True, order=True):
    """A calendar month."""

    year: int
    month: int

    def holds(self, day: date) -> bool:
        """Whether the day lies in this month."""
        return (day.year, day.month) == (self.year, self.month)

    def before(self) -> "Month":
        """The month before this one."""
        return Month(self.year, self.month - 1) if self.month > 1 else Month(self.year - 1, 12)

    def after(self) -> "Month":
        """The month after this one."""
        return Month(self.year, self.month + 1) if self.month < 12 else Month(self.year + 1, 1)

    def first(self) -> date:
        """The first day."""
        return date(self.year, self.month, 1)

    def last(self) -> date:
        """The last day."""
        return self.after().first() - timedelta(days=1)

    def __str__(self) -> str:
        return f"{self.year}年{self.month}月"


class Ref(msgspec.Struct, frozen=True):
    """A reference to something registered: its id, code, and its label as it was then.

    Id 0, which no register gives, stands for a word that was written before there was a register to look it
    up in: it has no code, stays readable and may stay on its own paper.
    """

    id: int
    code: str
    label: str


class When(NamedTuple):
    """A cell is needed when another cell of the same line or head has one of these answers, as typed.

    The other one is a choice, or 是 or 否. A step asks a cell of the head.
    """

    cell: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Cell:
    """What a cell is called, which clause demands it, and how wide it is (twelfths of a sheet).

    `of` names the register a reference points into (REGISTERS in portal/domain/*/references.py), `copied` the
    source of a cell that nobody types ("customer.grade": attribute `grade` of what cell `customer` refers
    to). `unit` is what a quantity counts, `negative` lets a figure be below zero, `capitals` shows an amount
    also in 大写. A cell with `when` has a default, which it keeps while it is not needed.
    """

    label: str
    clause: str
    width: int = 3
    of: str = ""
    copied: str = ""
    unit: str = ""
    negative: bool = False
    capitals: bool = False
    when: When | None = None


@dataclass(frozen=True)
class Table:
    """A table of lines: label, clause, and how few and how many lines it may have.

    `totals` names the columns that are summed in its foot, with `capitals` amounts also in 大写.
    """

    label: str
    clause: str
    least: int = 1
    most: int = 300
    totals: tuple[str, ...] = ()
    capitals: bool = False


class Column(NamedTuple):
    """One declared cell: its name, its Python type, its declaration, its limits, whether it has a default."""

    name: str
    type: Any
    cell: Cell
    meta: msgspec.Meta
    optional: bool


class LineTable(NamedTuple):
    """One declared table: its name, its line struct and its declaration."""

    name: str
    line: type[Line]
    table: Table


@dataclass(frozen=True)
class Refusal:
    """Why facts cannot be sent: where, what to say, under which clause.

    On a sheet, `path` is (cell,) or (table, position from 0, cell); (table,) is a table as a whole, () the
    whole sheet.
    """

    path: tuple[str | int, ...]
    message: str
    clause: str


@cache
def columns(facts: type[Facts]) -> dict[str, Column]:
    """The declared cells of a struct, in order."""
    return {c.name: c for c in (column(facts, *hint) for hint in hints(facts)) if c}


@cache
def tables(facts: type[Facts]) -> dict[str, LineTable]:
    """The declared tables of a struct, in order."""
    found = ((name, hint, annotated(hint, Table)) for name, hint in hints(facts))
    return {
        name: LineTable(name, get_args(get_args(hint)[0])[0], table) for name, hint, table in found if table
    }


def labels_of(facts: type[Facts]) -> dict[str, str]:
    """What each cell and each table of a struct is called."""
    named = {name: column.cell.label for name, column in columns(facts).items()}
    return named | {name: table.table.label for name, table in tables(facts).items()}


def hints(facts: type[Facts]) -> Iterator[tuple[str, Any]]:
    """Field names with their annotated types."""
    return iter(get_type_hints(facts, include_extras=True).items())


def column(facts: type[Facts], name: str, hint: Any) -> Column | None:
    """Read one field's declaration; None for what is no cell."""
    cell = annotated(hint, Cell)
    if cell is None:
        return None
    meta = annotated(hint, msgspec.Meta) or msgspec.Meta()
    optional = any(f.name == name and not f.required for f in msgspec.structs.fields(facts))
    return Column(name, without_none(get_args(hint)[0]), cell, meta, optional)


def without_none(declared: Any) -> Any:
    """The type of a cell that is filled: `date` for `date | None`."""
    kinds = [kind for kind in get_args(declared) if kind is not NoneType]
    return kinds[0] if NoneType in get_args(declared) else declared


def annotated(hint: Any, kind: type[Any]) -> Any:
    """The first annotation of this kind, or None."""
    if get_origin(hint) is not Annotated:
        return None
    return next((a for a in hint.__metadata__ if isinstance(a, kind)), None)


def encode(facts: Facts) -> str:
    """Facts as JSON text."""
    return msgspec.json.encode(facts).decode()


def decode(text: str, facts: type[Facts]) -> Facts:
    """Facts from JSON text; raises msgspec.ValidationError."""
    return msgspec.json.decode(text, type=facts)
