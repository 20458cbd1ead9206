"""The visitor at the register of purchases: which month, and whether he keeps it."""

from flask import abort, request

from portal.core.auth.visitor import visitor
from portal.core.facts import Month
from portal.core.kinds import Unreadable
from portal.core.kinds.moments import month_of
from portal.core.web.context import today

KEEPER, READER, WATCHER = "keep_purchases", "read_ledger", "read_compliance"


def keeps() -> bool:
    """Whether the visitor keeps the register."""
    return KEEPER in visitor().capabilities


def asked_month() -> Month:
    """The month that the address names, last month when it names none; 404 when it cannot be read."""
    return named_month() or Month(today().year, today().month).before()


def named_month() -> Month | None:
    """The month that the address names, if it names one; 404 when it cannot be read."""
    text = request.args.get("month", "")
    try:
        return month_of(text) if text else None
    except Unreadable:
        abort(404)
