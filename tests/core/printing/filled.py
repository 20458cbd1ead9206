"""Papers of any form, filled to the last cell with words that only a full font can print."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from itertools import count
from typing import Any, get_origin

from portal.core.document_type import DocumentType
from portal.core.facts import Column, Facts, Month, Ref, columns, encode, tables
from portal.core.kinds.words import choices
from portal.core.measures import Quantity, Rate
from portal.core.money import Amount
from portal.core.paper import Entry, Paper, Signature
from portal.core.sheet import Head, SheetView, TableView

RARE = "〇𠮷㛃䶮犇𬭚"
AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
DIGEST = "5d3a" * 16
HEAD = Head("远山商贸有限公司", f"陈{RARE[1]}", "华东办事处", "2026-11-23", "AJ-202611-0001")
OPINION = "同意，请按期办理，超出部分另行报批，逾期不再受理；所附单据请一并交财务核对后存档。"


def paper_of(form: DocumentType, lines: int = 3, **said: Any) -> Paper:
    """The paper of a form in force, each of its tables with so many lines; `said` replaces what it has."""
    facts = filled(form, lines)
    view = form.view(facts, HEAD, "AB-202611-0001")
    told = {"facts": encode(facts), "version": 1} | said
    history = (entry("发起", "提交"), entry("审批", "同意"))
    return Paper(view, signed(form.sheet.signed), history, DIGEST, AT, **told)


def signed(labels: tuple[str, ...]) -> tuple[Signature, ...]:
    """Everybody has signed."""
    return tuple(Signature(each, f"周{RARE[3]}", AT, "7K3-MQ2", "", "办事处经理", OPINION) for each in labels)


def entry(step: str, verb: str) -> Entry:
    """A line of the history, in which the opinion is whole."""
    return Entry(step, f"周{RARE[3]}", "办事处经理", verb, OPINION, AT, "7K3-MQ2")


def filled(form: DocumentType, lines: int = 3) -> Facts:
    """Facts with something in every cell."""
    number = count(1)
    values = cells(form.facts, number)
    for name, table in tables(form.facts).items():
        many = range(lines)
        values[name] = tuple(table.line(key=f"{n:08x}", **cells(table.line, number)) for n in many)
    return form.facts(**values)


def cells(struct: type[Facts], number: Iterator[int]) -> dict[str, Any]:
    """A value for each cell, no two texts alike."""
    return {name: value_of(column, next(number)) for name, column in columns(struct).items()}


def value_of(column: Column, number: int) -> Any:
    """A value of the cell's kind."""
    if column.cell.of:
        return Ref(number, f"E{number:04}", words(number))
    if get_origin(column.type) is not None:
        return choices(column)[number % len(choices(column))]
    return by_type(column, number)[column.type]


def by_type(column: Column, number: int) -> dict[type, Any]:
    """Values of each Python type that this cell can have."""
    return {
        bool: bool(number % 2),
        int: int(column.meta.ge or 0),
        date: date(2026, 1 + number % 12, 1 + number % 28),
        time: time(number % 24, number % 60),
        Month: Month(2026, 1 + number % 12),
        Rate: Rate(Decimal(number).scaleb(-1)),
        Amount: Amount(number * 100_07),
        Quantity: Quantity(Decimal(number * 1001).scaleb(-2), column.cell.unit),
        str: words(number),
    }


def words(number: int) -> str:
    """A text as people type it: usual, rare and Latin letters, the rare ones each time in another order."""
    turned = number % len(RARE)
    return f"核{RARE[turned:]}对 A{number}-x{RARE[:turned]}"


def texts(view: SheetView) -> Iterator[str]:
    """Every label and every text of a sheet."""
    yield from (view.head.company, view.title, view.number, view.head.unit, *view.signed)
    for row in view.rows:
        if isinstance(row, TableView):
            shown = [*row.heads, *(cell for line in row.rows for cell in line.cells), *row.foot]
        else:
            shown = [cell for cell in row if not cell.hidden]
        yield from (text for cell in shown for text in (cell.label, cell.text, cell.capitals) if text)
