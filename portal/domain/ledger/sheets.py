"""An account as a sheet: each month with what it began with, its lines and their sums, what it ended with."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import NamedTuple

from portal.core.facts import Month
from portal.core.money import Amount
from portal.core.sheet import CellView, Head, RowView, SheetView, TableView
from portal.domain.ledger.models import Account, LedgerLine
from portal.domain.ledger.spans import Span, Turnover

HEADS = (
    CellView("day", "日期", "", 3),
    CellView("number", "单据", "", 4),
    CellView("text", "摘要", "", 7),
    CellView("in", "增加", "", 3),
    CellView("out", "减少", "", 3),
    CellView("balance", "余额", "", 3),
)
Rows = list[tuple[LedgerLine, Amount]]


class Statement(NamedTuple):
    """One part of an account's span: what came before the part in the span, and its lines, oldest first."""

    account: Account
    span: Span
    before: Turnover
    rows: Rows
    part: int
    parts: int


def account_sheet(told: Statement, company: str, day: date) -> SheetView:
    """The statement as it stands on a day."""
    which = f"（第 {told.part} 份，共 {told.parts} 份）" if told.parts > 1 else ""
    top = (
        CellView("name", "科目", told.account.name, 6),
        CellView("span", "期间", f"{told.span}{which}", 6),
        CellView("day", "截至", f"{day}", 3),
    )
    rows = (top, *months(told))
    empty = () if told.rows else (moved("这段期间没有收支", told.before),)
    head = Head(company, "", "", f"{day}")
    title = f"{told.account.kind_label}台账"
    return SheetView(head, title, "F07-6", told.account.code, "", "A4 landscape", (*rows, *empty), ())


def months(told: Statement) -> Iterator[tuple[CellView, ...] | TableView]:
    """Each month: what it began with and what moved, its lines, the sums since the span began."""
    opening, came, went = told.before.closing, told.before.came, told.before.went
    for month, group in groupby(told.rows, key=lambda row: month_of(row[0])):
        rows = list(group)
        mine = turnover_of(opening, rows)
        came, went, opening = came + mine.came, went + mine.went, mine.closing
        yield moved(f"{month}", mine)
        lines = tuple(line_row(line, after) for line, after in rows)
        yield TableView(f"lines-{month}", f"{month}", HEADS, lines, foot(mine))
        yield (CellView("came", "累计增加", f"{came}", 6), CellView("went", "累计减少", f"{went}", 6))


def month_of(line: LedgerLine) -> Month:
    """The month of a line."""
    return Month(line.entry.day.year, line.entry.day.month)


def turnover_of(opening: Amount, rows: Rows) -> Turnover:
    """What some lines do to a balance."""
    nothing = Amount(0, opening.currency)
    came = sum((line.size for line, _ in rows if line.fen > 0), nothing)
    return Turnover(opening, came, sum((line.size for line, _ in rows if line.fen < 0), nothing))


def moved(when: str, mine: Turnover) -> tuple[CellView, ...]:
    """What a balance did, as a row of cells."""
    told = (("期初", mine.opening), ("增加", mine.came), ("减少", mine.went), ("期末", mine.closing))
    return (CellView("when", "月份", when, 4), *(CellView(n, n, f"{amount}", 3) for n, amount in told))


def foot(mine: Turnover) -> tuple[CellView, ...]:
    """The sums under a month's lines."""
    texts = ("", "", "本月合计", f"{mine.came}", f"{mine.went}", f"{mine.closing}")
    return cells(texts)


def line_row(line: LedgerLine, after: Amount) -> RowView:
    """One line of the account."""
    came, went = (f"{line.size}", "") if line.fen > 0 else ("", f"{line.size}")
    texts = (f"{line.entry.day}", line.entry.document.number, line.entry.text, came, went, f"{after}")
    return RowView(str(line.id), cells(texts))


def cells(texts: tuple[str, ...]) -> tuple[CellView, ...]:
    """Texts under the headings."""
    return tuple(
        CellView(head.name, head.label, text, head.width, figure=place > 2)
        for place, (head, text) in enumerate(zip(HEADS, texts, strict=True))
    )
