"""What a list consists of: its table, the card by which somebody registers an entry, and its words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

from sqlalchemy.sql.base import ExecutableOption

from portal.core.code_lists.entries import Entry
from portal.core.facts import Line
from portal.core.forms.cells import CellForm
from portal.core.instants import Moment
from portal.core.spreadsheets.layout import ListForm

E = TypeVar("E", bound=Entry)
C = TypeVar("C", bound=Line)


class Words(NamedTuple):
    """What people read: an entry and its code by name, by what it is found, and what stands above the list,
    above a card, and below it."""

    entry: str
    code: str
    code_in_full: str
    found_by: str
    above: str = ""
    above_card: str = ""
    below_card: str = ""


def name_of(said: Mapping[str, Any]) -> str:
    """The name on a card."""
    return str(said["name"])


def nothing_else(_rows: Sequence[CellForm]) -> None:
    """What every list refuses is all."""


def note_nothing(_rows: Sequence[CellForm], _person_id: int, _moment: Moment) -> None:
    """Rows that were read leave no note."""


@dataclass(frozen=True)
class CodeList(Generic[E, C]):
    """One list. `kind` names it in the audit chain and in references; `path` in addresses.

    `workbook` is the list in Excel, a table of cards; `fields` are the cells of a card, two in a row on the
    page. `code_of` reads a text as a code, `fault` says what is wrong with one, `judge` refuses in cells what
    else may not be registered, `note` writes down who tried so. `columns` and `read` lead from what a card
    says to the entry's columns and back, `called` to what it is searched by; `more` are the entry's own
    columns as people read them, for which `load` asks.
    """

    kind: str
    path: str
    model: type[E]
    card: type[C]
    workbook: ListForm
    words: Words
    fields: tuple[tuple[str, str], ...]
    more: tuple[tuple[str, Callable[[E], str]], ...]
    code_of: Callable[[str], str]
    fault: Callable[[str], str]
    judge: Callable[[Sequence[CellForm]], None] = nothing_else
    note: Callable[[Sequence[CellForm], int, Moment], None] = note_nothing
    columns: Callable[[Mapping[str, Any]], dict[str, Any]] = dict
    read: Callable[[E, str], Any] = getattr
    called: Callable[[Mapping[str, Any]], str] = name_of
    load: tuple[ExecutableOption, ...] = ()

    @property
    def said(self) -> tuple[str, ...]:
        """The names of a card's cells."""
        return tuple(name for row in self.fields for name in row)
