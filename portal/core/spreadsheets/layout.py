"""Where a form's cells stand in a workbook: one sheet for the head, one for each table."""

from typing import NamedTuple, Protocol

from portal.core.facts import Column, Facts, columns

HEAD_SHEET = "表头"
HEAD_ROW, NAMES_ROW = 2, 1  # title, hidden names, headings, then lines
FAULTS = "要改的地方"
FORBIDDEN = str.maketrans("[]:*?/\\", "（）：＊？／＼")


class Sheeted(Protocol):
    """What a workbook is made of: a form, or a list of a register."""

    @property
    def code(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def version(self) -> int: ...
    @property
    def facts(self) -> type[Facts]: ...


class ListForm(NamedTuple):
    """A list of a register, where no form is its own."""

    code: str
    title: str
    facts: type[Facts]
    version: int = 1


def marker(form: Sheeted) -> str:
    """What a workbook says of itself: form and version of its facts."""
    return f"guiju {form.code} {form.version}"


def typed_columns(facts: type[Facts]) -> list[Column]:
    """The cells that somebody types: copied ones are looked up again."""
    return [column for column in columns(facts).values() if not column.cell.copied]


def sheet_name(label: str) -> str:
    """A table's label as a sheet's name: at most 31 characters, none that Excel forbids."""
    return label.translate(FORBIDDEN)[:31]
