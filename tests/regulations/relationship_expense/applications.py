"""Applications for new customers and months' summaries of them, made by the real operations."""

from datetime import UTC, date, datetime

from portal.core.facts import Month, Ref
from portal.core.money import Amount
from portal.domain.products.models import Product
from portal.extensions import db
from portal.regulations.relationship_expense.facts import (
    NEW_CUSTOMER,
    NewCustomerApplication,
    SpecialItem,
    SummaryLine,
    SummaryTable,
)
from tests.regulations.relationship_expense.settling import payee
from tests.regulations.relationship_expense.slips import decided, product, sent
from tests.regulations.relationship_expense.tables import MODULE, REP

NUMBER, NOVEMBER = "HT-2026-9", Month(2026, 11)


def carrier() -> Ref:
    """Who is paid for a trial. Inside an app context."""
    return payee("91310000MA1CARR0XX", "迅达物流")


def said(fen: int = 200_000, planned: date = date(2026, 11, 30), **other: object) -> NewCustomerApplication:
    """An application for the imported module's first contract. Inside an app context."""
    item = SpecialItem(key="0000000a", item="样机试用", amount=Amount(fen), payee=carrier())
    told = {
        "month": NOVEMBER, "prospect": "新程电子", "product": product(MODULE), "use": NEW_CUSTOMER,
        "contract": NUMBER, "value": Amount(10_000_000), "planned": planned, "items": (item,),
        "reason": "争取首单",
    }  # fmt: skip
    return NewCustomerApplication(**told | other)


def applied(fen: int = 200_000, **other: object) -> int:
    """An application that was sent; returns its id. Inside an app context."""
    return sent("F07-3", said(fen, **other), REP)


def signed(fen: int = 200_000, **other: object) -> int:
    """The same, signed by everybody."""
    paper = applied(fen, **other)
    decided(paper)
    return paper


def at(day: int, hour: int = 10, minute: int = 0, month: int = 11) -> datetime:
    """An hour in Shanghai."""
    return datetime(2026, month, day, hour - 8, minute, tzinfo=UTC)


def line(paper: int, customer: Ref, **other: object) -> SummaryLine:
    """What a summary says of an application whose contract is signed and paid. Inside an app context."""
    told = {
        "key": f"{paper:08x}", "application": Ref(paper, "", ""), "customer": customer,
        "product": product(MODULE), "applied": Amount(200_000), "approved": Amount(200_000),
        "signed": date(2026, 11, 24), "collected": Amount(10_000_000),
        "payable": Amount(200_000), "remark": "银行回单",
    }  # fmt: skip
    return SummaryLine(**told | other)


def summary(*lines: SummaryLine, month: Month = NOVEMBER, late: str = "") -> SummaryTable:
    return SummaryTable(month=month, lines=lines, late=late)


def module() -> Product:
    """The imported module. Inside an app context."""
    return db.session.get_one(Product, product(MODULE).id)
