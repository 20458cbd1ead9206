"""The form of a year's holiday notice: its text, and its rows."""

from collections.abc import Iterable
from typing import Any

from wtforms import Field, StringField, TextAreaField

from portal.core.calendar.notices import Fault, Holiday, notice_faults
from portal.core.desk.calendar_forms import CalendarForm, at_most, day_of, days_of, printable, stripped

ROWS, LONGEST_TEXT, LONGEST_NAME = 10, 4000, 20
CELLS = {"name": "节日", "first": "第一天", "last": "最后一天", "make_up": "调休上班"}


class NoticeForm(CalendarForm):
    """The notice of a year: its text, and its rows, of which the empty ones do not count."""

    general: str = ""
    text = TextAreaField("通知原文", [at_most(LONGEST_TEXT), printable], filters=[stripped])

    @property
    def lines(self) -> list[list[Field]]:
        """The fields row by row."""
        return [[self[f"{cell}_{n}"] for cell in CELLS] for n in range(ROWS)]

    def fill(self, rows: Iterable[Holiday]) -> None:
        """Show these rows."""
        kept = list(rows)
        for n, fields in enumerate(self.lines):
            for field, text in zip(fields, typed(kept[n]) if n < len(kept) else [""] * 4, strict=True):
                field.data = text

    def rows(self, year: int) -> tuple[Holiday, ...] | None:
        """What the rows say; None with every fault at its field."""
        self.validate()
        used = [n for n, fields in enumerate(self.lines) if any(stripped(field.data) for field in fields)]
        rows = [self.row(n) for n in used]
        whole = [row for row in rows if row]
        if len(whole) == len(rows):
            self.put(notice_faults(year, whole), used)
        return None if self.wrong or self.general else tuple(whole)

    def row(self, n: int) -> Holiday | None:
        """One row; None when a cell cannot be read."""
        name, first, last, make_up = self.lines[n]
        begins, ends = self.read(first, day_of), self.read(last, day_of)
        worked = self.read(make_up, days_of)
        return (
            None
            if name.errors or None in (begins, ends, worked)
            else Holiday(name.data, begins, ends, worked)
        )

    def put(self, faults: Iterable[Fault], used: list[int]) -> None:
        """Faults at their place: `used` says where on the page each row stands."""
        for fault in faults:
            if fault.row is None and fault.cell == "text":
                self.text.errors = [*self.text.errors, fault.why]
            elif fault.row is None:
                self.general = fault.why
            elif fault.row < len(used):
                field = self[f"{fault.cell}_{used[fault.row]}"]
                field.errors = [*field.errors, fault.why]


def notice_form(**values: Any) -> NoticeForm:
    """The form of a notice, with a field for every cell."""
    checks = {"name": [at_most(LONGEST_NAME), printable]}
    fields = {
        f"{cell}_{n}": StringField(f"{label}（第{n + 1}行）", checks.get(cell, []), filters=[stripped])
        for n in range(ROWS)
        for cell, label in CELLS.items()
    }
    bound: type[NoticeForm] = type("BoundNoticeForm", (NoticeForm,), fields)
    return bound(**values)


def typed(row: Holiday) -> list[str]:
    """A row as it is typed."""
    return [row.name, str(row.first), str(row.last), "、".join(map(str, row.make_up))]
