"""The visitor at an account: which one, which months, its lines with the balance after each."""

from flask import abort, request

from portal.core.auth.visitor import visitor
from portal.core.facts import Month
from portal.core.kinds import Unreadable
from portal.core.kinds.moments import month_of
from portal.core.money import Amount
from portal.core.web.context import today
from portal.domain.ledger.models import LISTED, Account, LedgerLine
from portal.domain.ledger.queries import balance_after
from portal.domain.ledger.sheets import Rows
from portal.domain.ledger.spans import Span
from portal.extensions import db


def account_for_visitor(account_id: int) -> Account:
    """The account, if the visitor keeps or supervises the ledger or it is his own; 404 otherwise."""
    account = db.session.get(Account, account_id)
    if account is None or account.kind not in LISTED:
        abort(404)
    if "read_ledger" not in visitor().capabilities and account.person_id != visitor().person_id:
        abort(404)
    return account


def asked_span() -> Span:
    """The months that the address names; raises Unreadable."""
    first, last = month_in("from"), month_in("to")
    if last < first:
        raise Unreadable("终止月份不能早于起始月份")
    return Span(first, last)


def month_in(name: str) -> Month:
    """A month that the address names, this one when it names none; raises Unreadable."""
    text = request.args.get(name, "")
    return month_of(text) if text else this_month()


def number_in(name: str) -> int:
    """A number that the address names; 0 for anything else."""
    text = request.args.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def this_month() -> Month:
    """The month of today."""
    return Month(today().year, today().month)


def newest_first(account: Account, span: Span, lines: list[LedgerLine]) -> Rows:
    """Lines of a span, newest first, each with the balance after it: one sum for the page."""
    rows: Rows = []
    after = balance_after(account, span, lines[0].id) if lines else Amount(0, account.currency)
    for line in lines:
        rows.append((line, after))
        after = after + Amount(-line.fen, account.currency)
    return rows
