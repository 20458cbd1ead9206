"""What the clauses decide about the special cost of new customers: when it is asked for, what is paid out."""

from collections.abc import Iterator
from datetime import date

from portal.core.facts import Refusal
from portal.core.terms import Terms
from portal.regulations.relationship_expense.facts import (
    NewCustomerApplication,
    SummaryTable,
)
from portal.regulations.relationship_expense.parameters import BEFORE_CONTRACT, SIGNED


def application_refusals(said: NewCustomerApplication, terms: Terms) -> Iterator[Refusal]:
    """§3.1: for one customer, for a contract that is to be signed on a later day, for amounts above zero."""
    if bool(said.customer) == bool(said.prospect.strip()):
        yield Refusal(("prospect",), "登记过的客户选登记的，没有登记的写名称，只填一处", "§3.1")
    if said.planned <= terms.day:
        yield Refusal(("planned",), "要晚于今天：签合同之前申请才有效（第三条第1项）", "§3.1")
    if said.value.fen <= 0:
        yield Refusal(("value",), "要大于 0", "§3.1")
    for position, line in enumerate(said.items):
        if line.amount.fen <= 0:
            yield Refusal(("items", position, "amount"), "要大于 0", "§3.1")


def came_too_late(sent_on: date, signed_on: date) -> bool:
    """§3.1: an application sent on the day of signing or after it has no effect."""
    return signed_on <= sent_on


def checked_too_late(checked_on: date, signed_on: date, terms: Terms) -> bool:
    """§3.1: whether the signatures had to precede the contract too (parameter), and did not."""
    return terms.value(BEFORE_CONTRACT) == SIGNED and signed_on <= checked_on


def summary_refusals(said: SummaryTable, terms: Terms) -> Iterator[Refusal]:
    """§2.1, §3.1: a month that is over, each application once, no more than was approved."""
    if said.month.last() >= terms.day:
        yield Refusal(("month",), "这个月还没有过完，下月1日起填报", "§2.1")
    seen: set[int] = set()
    for position, line in enumerate(said.lines):
        if line.application.id in seen:
            yield Refusal(("lines", position, "application"), "前面已经写过这张申请表", "§2.1")
        seen.add(line.application.id)
        if line.payable.fen < 0:
            yield Refusal(("lines", position, "payable"), "不能小于 0", "§1.2")
        elif line.payable.fen > line.approved.fen:
            yield Refusal(("lines", position, "payable"), "不能多于批准金额", "§3.1")
        elif line.signed is None and line.payable.fen > 0:
            yield Refusal(("lines", position, "payable"), "合同签订并登记以后才能兑付", "§3.1")
