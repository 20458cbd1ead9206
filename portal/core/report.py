"""A report: computed and never filled; what it counts, for whom, over which months."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, NamedTuple

from portal.core.bar_chart import Bars, bar_chart
from portal.core.drawing import Drawing
from portal.core.facts import Month
from portal.core.kinds import shown
from portal.core.sheet import CellView, Head, RowView, SheetView, TableView
from portal.core.totals import total

MOST_MONTHS = 24


class Months(NamedTuple):
    """From one month to another, both included."""

    first: Month
    last: Month

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}至{self.last}"

    @property
    def number(self) -> int:
        """How many months these are."""
        return (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1


class Question(NamedTuple):
    """Over which months, on which form and of which unit's papers (None: all), told by what."""

    months: Months
    by: str
    form: str | None = None
    unit_id: int | None = None


class Figure(NamedTuple):
    """A column: its label, its width in twelfths, whether it has a total and whether the chart shows it."""

    label: str
    width: int = 2
    total: bool = False
    charted: bool = False


class Reported(NamedTuple):
    """What was computed: a row of values for each line, sentences beside it, the last day that was counted,
    and a foot of its own (without one the columns that have totals are summed)."""

    rows: Sequence[tuple[Any, ...]]
    until: date
    notes: Sequence[str] = ()
    foot: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Report:
    """One report. Its first column names the line.

    `seen_by` are the roles that may open it, each for himself and the units that he heads; those of `company`
    see all units, as whoever may read everything does. `months` is how many months it covers at most, `usual`
    what is shown before anybody asks: this month, or this year up to it. `by` is what its lines may be told
    by, each with a name and what it is called, the usual first; `bars` is how many lines the chart draws.
    """

    code: str
    title: str
    clause: str
    seen_by: tuple[str, ...]
    columns: tuple[Figure, ...]
    company: tuple[str, ...] = ()
    months: int = 1
    signed: tuple[str, ...] = ()
    paper: Literal["A4", "A4 landscape"] = "A4 landscape"
    usual: Literal["month", "year"] = "month"
    by: tuple[tuple[str, str], ...] = ()
    bars: int | None = None

    @property
    def slug(self) -> str:
        """The code as it stands in addresses."""
        return self.code.lower()

    def told_by(self, by: str) -> "Report":
        """The same with its lines told by one of the choices, which its title and first column say."""
        if not by:
            return self
        label = dict(self.by)[by]
        columns = (self.columns[0]._replace(label=label), *self.columns[1:])
        return replace(self, title=f"{self.title}（按{label}）", columns=columns)

    def view(self, months: Months, reported: Reported, head: Head) -> SheetView:
        """The report as a sheet."""
        top = (
            CellView("months", "统计期间", str(months), 5),
            CellView("until", "统计到", f"{reported.until}", 3),
            CellView("count", "行数", str(len(reported.rows)), 2),
        )
        notes = (CellView("notes", "说明", "\n".join(reported.notes), 12),)
        rows = (top, self.table(reported), *((notes,) if reported.notes else ()))
        number = f"{months.first.year}-{months.first.month:02}"
        return SheetView(head, self.title, self.code, number, self.clause, self.paper, rows, self.signed)

    def table(self, reported: Reported) -> TableView:
        """The lines and their foot."""
        heads = tuple(CellView(f"c{n}", c.label, "", c.width) for n, c in enumerate(self.columns))
        lines = tuple(RowView(str(n), self.cells(row)) for n, row in enumerate(reported.rows))
        summed = reported.foot or self.sums(reported.rows)
        foot = self.cells(summed) if any(value is not None for value in summed) else ()
        return TableView("lines", self.title, heads, lines, foot)

    def cells(self, values: tuple[Any, ...]) -> tuple[CellView, ...]:
        """One line."""
        return tuple(
            CellView(f"c{n}", c.label, shown(value), c.width, figure=not isinstance(value, str))
            for n, (c, value) in enumerate(zip(self.columns, values, strict=True))
        )

    def sums(self, rows: Sequence[tuple[Any, ...]]) -> tuple[Any, ...]:
        """The totals of the columns that have one."""
        return tuple(total(row[n] for row in rows) if c.total else None for n, c in enumerate(self.columns))

    def chart(self, reported: Reported) -> Drawing | None:
        """The charted columns as bars, if there is anything to draw."""
        places = [n for n, column in enumerate(self.columns) if column.charted]
        if not places or not reported.rows:
            return None
        rows = [Bars(str(row[0]), tuple(row[n] for n in places)) for row in reported.rows[: self.bars]]
        return bar_chart(self.title, [self.columns[n].label for n in places], rows)
