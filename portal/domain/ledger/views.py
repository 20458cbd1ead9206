"""Pages: 专户台账, the accounts and what came in and went out, each line with its document and balance."""

from io import BytesIO

from flask import Blueprint, abort, flash, redirect, render_template, send_file, url_for
from werkzeug.wrappers import Response

from portal.core.approval.visibility import visible
from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.lists import keyset_page
from portal.core.desk.moment import company
from portal.core.documents.models import Document
from portal.core.money import Amount
from portal.core.paper import Paper
from portal.core.printing.at_once import pdf_of
from portal.core.printing.renderer import RenderFailed
from portal.core.web.context import now, today
from portal.core.web.menu import MenuEntry
from portal.domain.ledger.models import Account, LedgerLine
from portal.domain.ledger.queries import balance, balance_after, balances, lines_of
from portal.domain.ledger.sheets import account_sheet
from portal.extensions import db

blueprint = Blueprint("ledger", __name__)
MENU = [MenuEntry("ledger.index", "专户台账", "read_ledger")]
MOST_PRINTED = 1000
Row = tuple[LedgerLine, Amount]


@blueprint.get("/ledger")
@allow("read_ledger")
def index() -> str:
    """Every account with what it holds."""
    return render_template("domain/ledger/index.html", rows=balances("special", "person"))


@blueprint.get("/ledger/<id:account_id>")
@allow("work")
def show(account_id: int) -> str:
    """An account line by line, the newest first."""
    account = account_for_visitor(account_id)
    lines, more = keyset_page(lines_of(account), LedgerLine.id)
    rows = running(account, lines)
    told = {
        "account": account,
        "rows": rows,
        "more": more,
        "held": balance(account),
        "readable": readable(lines),
    }
    return render_template("domain/ledger/show.html", **told)


def readable(lines: list[LedgerLine]) -> set[int]:
    """The documents behind some lines that the visitor may open."""
    ids = [line.entry.document_id for line in lines]
    mine = visible(visitor().person_id, today()).where(Document.id.in_(ids))
    return set(db.session.scalars(mine))


@blueprint.get("/ledger/<id:account_id>/pdf")
@allow("work")
def pdf(account_id: int) -> Response:
    """The account on paper, oldest first."""
    account = account_for_visitor(account_id)
    newest = lines_of(account).order_by(LedgerLine.id.desc()).limit(MOST_PRINTED)
    rows = running(account, list(db.session.scalars(newest)))[::-1]
    view = account_sheet(account, rows, company(visitor()), today())
    try:
        content = pdf_of(Paper(view, (), (), account.code, now()))
    except RenderFailed:
        flash("这一页暂时打印不出来，请稍后再试。")
        return redirect(url_for("ledger.show", account_id=account_id))
    name = f"{view.title} {account.name}.pdf"
    return send_file(BytesIO(content), mimetype="application/pdf", download_name=name, etag=False)


def account_for_visitor(account_id: int) -> Account:
    """The account, if the visitor keeps or supervises the ledger or it is his own; 404 otherwise."""
    account = db.session.get(Account, account_id)
    if account is None or account.kind == "opening":
        abort(404)
    if "read_ledger" not in visitor().capabilities and account.person_id != visitor().person_id:
        abort(404)
    return account


def running(account: Account, lines: list[LedgerLine]) -> list[Row]:
    """Lines, newest first, each with the balance after it: one sum for the page."""
    rows: list[Row] = []
    after = balance_after(account, lines[0].id) if lines else Amount(0, account.currency)
    for line in lines:
        rows.append((line, after))
        after = after + Amount(-line.fen, account.currency)
    return rows
