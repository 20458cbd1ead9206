"""What the clauses decide about advances."""

from collections.abc import Iterator
from datetime import date

from portal.core.calendar import Deadline, nth_working_day
from portal.core.facts import Month, Refusal
from portal.core.money import Amount
from portal.core.terms import Terms
from portal.regulations.relationship_expense.clauses import LAW
from portal.regulations.relationship_expense.facts import PURCHASE, THEIR_PEOPLE, AdvanceOpening, AdvanceSlip
from portal.regulations.relationship_expense.parameters import ADVANCE_LIMIT, ADVANCE_OPENS
from portal.regulations.relationship_expense.rules.uses import NO_PURCHASE


def advance_refusals(slip: AdvanceSlip, terms: Terms) -> Iterator[Refusal]:
    """§3.2, §1.1-2: when an advance may be drawn, how much at most, for what."""
    yield from month_refusals(slip.month, terms)
    if slip.amount.fen <= 0:
        yield Refusal(("amount",), "要大于 0", "§3.2")
    if slip.amount.fen > terms.value(ADVANCE_LIMIT).fen:
        yield Refusal(("amount",), f"每人限额 {terms.value(ADVANCE_LIMIT)}", "§3.2")
    if slip.use in THEIR_PEOPLE and slip.way == PURCHASE:
        yield Refusal(("way",), NO_PURCHASE, LAW)


def month_refusals(month: Month, terms: Terms) -> Iterator[Refusal]:
    """§3.2: advances of a month open on its ninth working day and stay open while it lasts."""
    if not month.holds(terms.day):
        yield Refusal(("month",), "只能借支当月", "§3.2")
        return
    opens = opens_on(terms, month)
    if opens.provisional:
        yield Refusal(("month",), f"{opens.rule}要等放假安排录入后才能确定，暂不能借支", "§3.2")
    elif terms.day < opens.day:
        yield Refusal(("month",), f"从 {opens.text()} 起才能借支（{opens.rule}）", "§3.2")


def opens_on(terms: Terms, month: Month) -> Deadline:
    """§3.2: the working day from which advances of a month are drawn, by default the ninth."""
    return nth_working_day(
        terms.calendar, month.year, month.month, terms.values.on(ADVANCE_OPENS, month.first())
    )


def limit_refusal(outstanding: Amount, on_the_way: Amount, asked: Amount, terms: Terms) -> Refusal | None:
    """§3.2: what somebody has not settled, has asked for and asks for now stays within the limit."""
    limit, taken = terms.value(ADVANCE_LIMIT), outstanding + on_the_way
    if (taken + asked).fen <= limit.fen:
        return None
    left = Amount(max(0, limit.fen - taken.fen))
    why = f"未核销 {outstanding}，审核中 {on_the_way}，每人限额 {limit}，现在最多还能借 {left}"
    return Refusal(("amount",), why, "§3.2")


def table_refusal(payable: Amount, taken: Amount, asked: Amount) -> Refusal | None:
    """§3.2: the advances on one table never exceed what it lets be paid out of the product's account."""
    if (taken + asked).fen <= payable.fen:
        return None
    why = f"这张统计表从这个专户可兑付 {payable}，已借和审核中 {taken}，最多还能借 "
    return Refusal(("amount",), f"{why}{Amount(max(0, payable.fen - taken.fen))}", "§3.2")


def opening_refusals(said: AdvanceOpening, _terms: Terms) -> Iterator[Refusal]:
    """§3.2: something is left of it."""
    if said.left.fen <= 0:
        yield Refusal(("left",), "要大于 0", "§3.2")


def before_the_books(said: AdvanceOpening, opened: date) -> Refusal | None:
    """§1.4: what was drawn since the special account was opened here is in its books already."""
    if said.day <= opened:
        return None
    why = f"专户 {opened} 已经在门户开账，以后的借支要填费用借支单"
    return Refusal(("day",), why, "§1.4")
