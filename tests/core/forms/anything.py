"""Facts of any declared form, as hypothesis draws them, and registers that know every reference."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time
from typing import Any, get_origin

from hypothesis import strategies as st

from portal.core.document_type import DocumentType, nothing_refused
from portal.core.facts import Column, Facts, Line, Month, Ref, columns, tables
from portal.core.forms.references import Found
from portal.core.kinds import kind_of, typed
from portal.core.kinds.words import choices
from portal.core.measures import Quantity, Rate
from portal.core.money import Amount
from tests.core.forms.plans import texts
from tests.core.forms.toys import AMOUNTS, DAYS, MONTHS, QUANTITIES, RATES, SMALL, TIMES

REFS = tuple(Ref(n, f"E{n:04}", label) for n, label in enumerate(("嘉禾建材", "远帆建材", "𠮷祥门窗"), 1))
COPIED = "甲"
SUMMED = st.integers(0, 10**13).map(Amount)  # six of them still have a sum


class Copies(dict[str, str]):
    """What an entry has to copy: one word, whatever is asked for."""

    def get(self, _name: str, _default: str = "") -> str:  # type: ignore[override]
        return COPIED


class Everything:
    """A register of any kind: it knows REFS."""

    def resolve(self, asked: set[str], _unit_id: int) -> dict[str, list[Found]]:
        known = {f"{ref.label} {ref.code}": [Found(ref, Copies())] for ref in REFS}
        return {text: known.get(text, []) for text in asked}

    def suggestions(self, _unit_id: int) -> list[str]:
        return []


def without_rules(form: DocumentType) -> DocumentType:
    """The form as it is read and laid out, whatever its rules say."""
    return replace(form, refuse=nothing_refused)


def registers(form: DocumentType) -> Mapping[str, Everything]:
    return {kind: Everything() for kind in form.registers()}


@st.composite
def facts_of(draw: st.DrawFn, form: DocumentType) -> Facts:
    """Facts of a form with up to six lines in each table."""
    values = draw(struct_values(form.facts))
    for name, table in tables(form.facts).items():
        count = draw(st.integers(table.table.least, min(table.table.most, 6)))
        values[name] = tuple(draw(line_of(table.line, number)) for number in range(count))
    return form.facts(**values)


@st.composite
def line_of(draw: st.DrawFn, line: type[Line], number: int) -> Line:
    return line(key=f"{number:08x}", **draw(struct_values(line)))


@st.composite
def struct_values(draw: st.DrawFn, struct: type[Facts]) -> dict[str, Any]:
    """A value for each cell; a cell that is not needed is empty, one that is needed is not."""
    values: dict[str, Any] = {}
    for name, column in columns(struct).items():
        when = column.cell.when
        if when is not None and typed(values[when.cell]) not in when.answers:
            values[name] = kind_of(column).empty
        else:
            values[name] = draw(value_of(column, must=when is not None or not column.optional))
    return copied_from(struct, values)


def copied_from(struct: type[Facts], values: dict[str, Any]) -> dict[str, Any]:
    """What is copied is empty where its source is."""
    for name, column in columns(struct).items():
        source = column.cell.copied.partition(".")[0]
        if source:
            values[name] = COPIED if values[source] is not None else ""
    return values


def value_of(column: Column, must: bool) -> st.SearchStrategy[Any]:
    """Values of a cell's kind."""
    if column.cell.copied:
        return st.just("")
    full = full_value(column)
    return full if must else st.one_of(st.just(kind_of(column).empty), full)


def full_value(column: Column) -> st.SearchStrategy[Any]:
    if column.cell.of:
        return st.sampled_from(REFS)
    if get_origin(column.type) is not None:
        return st.sampled_from(choices(column))
    return by_type(column)[column.type]


def by_type(column: Column) -> dict[type, st.SearchStrategy[Any]]:
    """Values of each Python type that this cell can have."""
    longest = column.meta.max_length or 40
    return {
        bool: st.booleans(),
        int: st.integers(int(column.meta.ge or 0), int(column.meta.le or 999_999_999)),
        date: DAYS,
        time: TIMES,
        Month: MONTHS,
        Rate: RATES,
        Amount: SMALL if column.cell.negative else AMOUNTS if column.cell.capitals else SUMMED,
        Quantity: QUANTITIES.map(lambda quantity: Quantity(quantity.value, column.cell.unit)),
        str: texts(min(longest, 40), "\n" if longest > 40 else ""),
    }
