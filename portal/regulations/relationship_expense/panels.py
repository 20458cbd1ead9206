"""What R07 puts on the home pages: what a representative may still draw, what the special accounts hold."""

from flask import url_for

from portal.core.facts import Month
from portal.core.web.panels import Onlooker, Panel, PanelRow
from portal.domain.ledger.queries import balances
from portal.regulations.relationship_expense.documents import advance_slip, settlement_slip, spot_record
from portal.regulations.relationship_expense.operations.advances import tell_what_is_left
from portal.regulations.relationship_expense.operations.checks import unchecked_by
from portal.regulations.relationship_expense.rules import opens_on


def own_advance(onlooker: Onlooker) -> list[PanelRow]:
    """§3.2: what is owed and what is left, and since when it may be drawn."""
    told = tell_what_is_left(onlooker.person_id, onlooker.terms)
    return [
        *map(PanelRow, told),
        opening(onlooker),
        PanelRow("填借支单", url_for("sheets.new", code=advance_slip.slug)),
        PanelRow("填兑付核销单", url_for("sheets.new", code=settlement_slip.slug)),
    ]


def checks_waiting(onlooker: Onlooker) -> list[PanelRow]:
    """§3.2: how many settlements wait for a check before the next advance; silent when none does."""
    waiting, disputed = unchecked_by(onlooker.person_id, onlooker.terms.day)
    place = url_for("sheets.new", code=spot_record.slug)
    told = [f"{waiting} 张核销单等待抽查，抽查后才能再借支"] if waiting else []
    told += [f"{disputed} 张核销单抽查不符，写明怎样处理后才能再借支"] if disputed else []
    return [PanelRow(words, place, urgent=True) for words in told]


def special_accounts(onlooker: Onlooker) -> list[PanelRow]:
    """§1.4: each special account with what it holds."""
    rows = [
        PanelRow(f"{account.name} {held}", url_for("ledger.show", account_id=account.id), urgent=held.fen < 0)
        for account, held in balances("special")
    ]
    return [opening(onlooker), *(rows or [PanelRow("还没有专户")])]


def opening(onlooker: Onlooker) -> PanelRow:
    """From which day on this month's advances are drawn."""
    day = onlooker.terms.day
    return PanelRow(f"本月借支从 {opens_on(onlooker.terms, Month(day.year, day.month)).text()} 起")


PANELS = (
    Panel("借支", ("sales_rep",), own_advance),
    Panel("抽查", ("sales_manager",), checks_waiting),
    Panel("专户", ("finance_clerk", "finance_head", "sales_clerk"), special_accounts),
)
