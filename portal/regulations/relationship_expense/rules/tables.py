"""What the clauses decide about a month's table: when it is filed, what a line may cost, what is paid out."""

from collections.abc import Iterator
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from portal.core.calendar import Deadline, NthWorkingDay
from portal.core.facts import Month, Refusal
from portal.core.measures import Quantity
from portal.core.money import MOST, Amount
from portal.core.terms import Terms
from portal.regulations.relationship_expense.facts import MonthLine, MonthTable, SummaryTable
from portal.regulations.relationship_expense.parameters import CHECKED_BY, FILED_BY, FULL, PAYOUT


def table_refusals(said: MonthTable, terms: Terms) -> Iterator[Refusal]:
    """§2.1, §1.2-3: a month that is over, each customer's purchases of a product once, no more than standard
    and collection allow; what differs from the standard says why."""
    if said.month.last() >= terms.day:
        yield Refusal(("month",), "这个月还没有过完，下月1日起填报", "§2.1")
    seen: set[tuple[int, int]] = set()
    for position, line in enumerate(said.lines):
        if (line.customer.id, line.product.id) in seen:
            yield Refusal(("lines", position, "product"), "前面已经写过这个客户的这个品种", "§2.1")
        seen.add((line.customer.id, line.product.id))
        for cell, why, clause in line_refusals(line, terms.value(PAYOUT)):
            yield Refusal(("lines", position, cell), why, clause)


def line_refusals(line: MonthLine, payout: int) -> Iterator[tuple[str, str, str]]:
    """What is wrong with a line: cell, why, clause."""
    most = expense_of(line.standard, line.quantity)
    if most is None:
        yield "quantity", "标准乘数量太大", "§1.3"
        return
    if line.expense.fen > most.fen:
        yield "expense", f"最多 {most}（标准乘数量）", "§1.3"
    elif line.expense != most and not line.remark:
        yield "remark", f"客情费和标准算出的 {most} 不同，请写明原因", "§1.3"
    paid = payable_of(line.expense, line.invoiced, line.collected, payout)
    if line.payable.fen > paid.fen:
        yield "payable", f"按回款最多 {paid}", "§1.2"
    elif line.payable != paid and not line.remark:
        yield "remark", f"可兑付和按回款算出的 {paid} 不同，请写明原因", "§1.2"


def expense_of(standard: Amount, quantity: Quantity) -> Amount | None:
    """§1.3: the standard for a quantity, half a fen rounded up; None where it is more than can be kept."""
    found = (standard.decimal * quantity.value).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return Amount.of(found) if abs(found) <= MOST else None


def payable_of(expense: Amount, invoiced: Amount, collected: Amount, payout: int) -> Amount:
    """§1.2: what may be paid out: all of it once everything is collected, or in proportion (parameter); never
    a part of a fen more than the proportion."""
    if collected.fen >= invoiced.fen:
        return expense
    return Amount(0) if payout == FULL else Amount(expense.fen * collected.fen // invoiced.fen)


def filed_by(terms: Terms, month: Month) -> Deadline:
    """§2.1: a month's table is filed by the end of work of the third working day after it."""
    n = terms.values.on(FILED_BY, month.after().first())
    return NthWorkingDay(n).due(month.after().first(), terms.working_time)


def checked_by(terms: Terms, month: Month) -> Deadline:
    """§2.2: all checks of a month's table end with the work of the eighth working day after it."""
    n = terms.values.on(CHECKED_BY, month.after().first())
    return NthWorkingDay(n).due(month.after().first(), terms.working_time)


def lateness_refusals(said: MonthTable | SummaryTable, at: datetime, terms: Terms) -> Iterator[Refusal]:
    """§2.1: what comes later than the third working day says why; by the moment of its first sending."""
    due = filed_by(terms, said.month)
    if due.late(at) and not said.late.strip():
        yield Refusal(("late",), f"应在 {due.text()} 前填报（{due.rule}），请写明迟交原因", "§2.1")
