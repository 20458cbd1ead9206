"""The sheet: how facts are laid out, and the view model that is read and printed for ever after."""

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

import msgspec

Mark = Literal["", "changed", "added", "removed"]


class Given(NamedTuple):
    """A cell that the document itself fills: who, which unit, when."""

    what: Literal["author", "unit", "filed", "case"]
    label: str


class Sheet(NamedTuple):
    """Rows of cell names, given cells or one table name; signature cells; paper. Those `by_hand` are signed
    or sealed in ink, on paper."""

    rows: tuple[tuple[str | Given, ...], ...]
    signed: tuple[str, ...]
    paper: Literal["A4", "A4 landscape"] = "A4"
    by_hand: tuple[str, ...] = ()


class Head(msgspec.Struct, frozen=True):
    """What stands around the facts: names as they are at the moment of the snapshot.

    `case` is the number of the case that a paper belongs to.
    """

    company: str
    author: str
    unit: str
    filed: str
    case: str = ""


class CellView(msgspec.Struct, frozen=True, omit_defaults=True):
    """One cell as text; `before` is what stood there when `mark` says that it changed.

    A whole number (`number`) stands in the middle, a `figure` at the right; `capitals` is an amount in 大写.
    An `idle` cell was not needed: it is shown only where that is a change.
    """

    name: str
    label: str
    text: str
    width: int
    number: bool = False
    mark: Mark = ""
    before: str = ""
    figure: bool = False
    capitals: str = ""
    idle: bool = False

    @property
    def hidden(self) -> bool:
        """Whether nothing is to be shown here."""
        return self.idle and not self.mark

    @property
    def place(self) -> str:
        """Where the text stands in its box, as a class of both stylesheets."""
        return "right" if self.figure else "middle" if self.number else ""


class RowView(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line of a table."""

    key: str
    cells: tuple[CellView, ...]
    mark: Mark = ""


class TableView(msgspec.Struct, frozen=True, omit_defaults=True):
    """A table with its heading cells, and a foot of as many cells where columns have totals."""

    name: str
    label: str
    heads: tuple[CellView, ...]
    rows: tuple[RowView, ...]
    foot: tuple[CellView, ...] = ()


class Asked(msgspec.Struct, frozen=True):
    """A parameter that the rules asked for: its value in words, since when, and what that rested on."""

    label: str
    value: str
    since: str
    source: str


class Judged(msgspec.Struct, frozen=True):
    """By what a document was judged: the day, the edition in force on it, and what its rules asked for."""

    day: date
    edition: str
    asked: tuple[Asked, ...] = ()

    @property
    def told(self) -> str:
        """The same on one line of paper."""
        return "；".join((f"{self.day}", self.edition, *(f"{a.label} {a.value}" for a in self.asked)))


class SheetView(msgspec.Struct, frozen=True):
    """A document as it was read and is printed: nothing here is looked up again.

    `judged` is missing on what was never sent, and on papers older than the note of it.
    """

    head: Head
    title: str
    code: str
    number: str
    clause: str
    paper: str
    rows: tuple[tuple[CellView, ...] | TableView, ...]
    signed: tuple[str, ...]
    judged: Judged | None = None
    by_hand: tuple[str, ...] = ()

    def tables(self) -> Iterator[TableView]:
        """The tables among the rows."""
        return (row for row in self.rows if isinstance(row, TableView))
