"""Pages: 专户台账, the accounts, what each month did to them, each line with its document and balance."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.core.approval.visibility import visible
from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.lists import keyset_page
from portal.core.desk.moment import company
from portal.core.desk.workbooks import as_file
from portal.core.documents.models import Document
from portal.core.kinds import Unreadable
from portal.core.money import Amount
from portal.core.paper import Paper
from portal.core.printing.at_once import pdf_answer
from portal.core.printing.html import paper_html
from portal.core.spreadsheets.writing import table_workbook
from portal.core.web.context import now, today
from portal.core.web.menu import MenuEntry
from portal.domain.ledger.desk import account_for_visitor, asked_span, month_in, newest_first, number_in
from portal.domain.ledger.models import Account, LedgerLine
from portal.domain.ledger.queries import (
    PAGE,
    count_of,
    lines_of,
    months_of,
    page_of_accounts,
    turnover,
)
from portal.domain.ledger.sheets import HEADS, account_sheet
from portal.domain.ledger.spans import Span
from portal.domain.ledger.statements import MOST_PRINTED, exported, parts_of, statement
from portal.extensions import db

blueprint = Blueprint("ledger", __name__)
MENU = [MenuEntry("ledger.index", "专户台账", "read_ledger")]
MOST_EXPORTED = 50_000


@blueprint.get("/ledger")
@allow("read_ledger")
def index() -> str:
    """The accounts with what they hold."""
    rows = page_of_accounts(number_in("after"))
    more = rows[PAGE - 1][0].id if len(rows) > PAGE else None
    return render_template("domain/ledger/index.html", rows=rows[:PAGE], more=more)


@blueprint.get("/ledger/<id:account_id>")
@allow("work")
def show(account_id: int) -> str:
    """An account's month line by line, the newest first, and what each month did to it."""
    account = account_for_visitor(account_id)
    months = months_of(account)
    try:
        month = month_in("month") if "month" in request.args or not months else months[0][0]
    except Unreadable:
        abort(404)
    span = Span(month, month)
    lines, more = keyset_page(lines_of(account, span), LedgerLine.id)
    held = months[0][1].closing if months else Amount(0, account.currency)
    told = {"month": month, "months": months, "turnover": turnover(account, span), "held": held}
    told |= {"rows": newest_first(account, span, lines), "more": more, "readable": readable(lines)}
    return render_template("domain/ledger/show.html", account=account, **told)


def readable(lines: list[LedgerLine]) -> set[int]:
    """The documents behind some lines that the visitor may open."""
    ids = [line.entry.document_id for line in lines]
    mine = visible(visitor().person_id, today()).where(Document.id.in_(ids))
    return set(db.session.scalars(mine))


@blueprint.get("/ledger/<id:account_id>/pdf")
@allow("work")
def pdf(account_id: int) -> str | Response:
    """A span of the account on paper, oldest first; one too long for one paper is told and comes in parts."""
    account = account_for_visitor(account_id)
    try:
        span = asked_span()
    except Unreadable as fault:
        return back(account, f"没有打印：{fault}。")
    parts, part = parts_of(account, span), number_in("part")
    if parts > 1 and not part:
        values = {"account": account, "span": span, "parts": parts, "most": MOST_PRINTED}
        return render_template("domain/ledger/parts.html", **values)
    if part > parts:
        abort(404)
    view = account_sheet(statement(account, span, max(1, part), parts), company(visitor()), today())
    name = f"{view.title} {account.name} {span}{f' 第{part}份' if parts > 1 else ''}"
    paper = Paper(view, (), (), account.code, now())
    return pdf_answer(name, url_for("ledger.show", account_id=account.id), paper_html(paper))


@blueprint.get("/ledger/<id:account_id>/xlsx")
@allow("work")
def xlsx(account_id: int) -> Response:
    """A span of the account as a workbook of text and figures."""
    account = account_for_visitor(account_id)
    try:
        span = asked_span()
    except Unreadable as fault:
        return back(account, f"没有导出：{fault}。")
    count = count_of(account, span)
    if count > MOST_EXPORTED:
        return back(account, f"没有导出：这段期间有 {count} 行，每次最多 {MOST_EXPORTED} 行，请缩短期间。")
    headings = [head.label for head in HEADS]
    name = f"{account.name} {span}"
    return as_file(table_workbook("收支", headings, exported(account, span)), name)


def back(account: Account, why: str) -> Response:
    """To the account's page, saying why."""
    flash(why)
    return redirect(url_for("ledger.show", account_id=account.id))
