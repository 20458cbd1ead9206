"""An account as a sheet."""

from datetime import date

from portal.core.money import Amount
from portal.core.sheet import CellView, Head, RowView, SheetView, TableView
from portal.domain.ledger.models import Account, LedgerLine

HEADS = (
    CellView("day", "日期", "", 3),
    CellView("number", "单据", "", 4),
    CellView("text", "摘要", "", 7),
    CellView("in", "收入", "", 3),
    CellView("out", "支出", "", 3),
    CellView("balance", "余额", "", 3),
)


def account_sheet(
    account: Account, rows: list[tuple[LedgerLine, Amount]], company: str, day: date
) -> SheetView:
    """The account's lines, oldest first, as they stand on a day."""
    lines = tuple(line_row(line, after) for line, after in rows)
    top = (CellView("name", "科目", account.name, 8), CellView("day", "截至", f"{day}", 4))
    table = TableView("lines", "收支", HEADS, lines)
    head = Head(company, "", "", f"{day}")
    return SheetView(head, "专户台账", "F07-6", account.code, "", "A4 landscape", (top, table), ())


def line_row(line: LedgerLine, after: Amount) -> RowView:
    """One line of the account."""
    came, went = (f"{line.size}", "") if line.fen > 0 else ("", f"{line.size}")
    texts = (f"{line.entry.day}", line.entry.document.number, line.entry.text, came, went, f"{after}")
    cells = tuple(
        CellView(head.name, head.label, text, head.width, figure=place > 2)
        for place, (head, text) in enumerate(zip(HEADS, texts, strict=True))
    )
    return RowView(str(line.id), cells)
