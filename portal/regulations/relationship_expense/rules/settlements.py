"""What the clauses decide about settlements: what may be paid, how much a head, what is left."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from portal.core.facts import Refusal
from portal.core.folding import folded
from portal.core.money import Amount
from portal.core.terms import Terms
from portal.core.totals import total
from portal.regulations.relationship_expense.clauses import LAW
from portal.regulations.relationship_expense.facts import PURCHASE, THEIR_PEOPLE, Paid, SettlementSlip
from portal.regulations.relationship_expense.parameters import PER_OCCASION, PER_YEAR
from portal.regulations.relationship_expense.rules.uses import NO_PURCHASE

MOST_PEOPLE = 999
Fault = tuple[str, str, str]  # the cell of a line, why, and the clause
Head = tuple[int, str, int]  # a customer's id, a position there (folded), a calendar year


def settlement_refusals(said: SettlementSlip, terms: Terms) -> Iterator[Refusal]:
    """§3.2, §1.2: invoices of days that were, each once; for a customer's people within the law."""
    if said.day > terms.day:
        yield Refusal(("day",), "不能晚于今天", "§3.2")
    if said.returned.fen < 0:
        yield Refusal(("returned",), "不能小于 0", "§3.2")
    if not said.lines and said.returned.fen == 0:
        yield Refusal(("returned",), "没有发票也没有退回现金，没有可以核销的", "§3.2")
    seen: set[tuple[int, str]] = set()
    for position, line in enumerate(said.lines):
        invoice = (line.payee.id, folded(line.invoice))
        if invoice in seen:
            yield Refusal(("lines", position, "invoice"), "前面已经写过这个单位的这张发票", LAW)
        seen.add(invoice)
        for cell, why, clause in line_faults(line, said, terms):
            yield Refusal(("lines", position, cell), why, clause)


def line_faults(line: Paid, said: SettlementSlip, terms: Terms) -> Iterator[Fault]:
    """What is wrong with a line by itself."""
    if line.day > said.day:
        yield "day", "不能晚于核销日期", "§3.2"
    if line.amount.fen <= 0:
        yield "amount", "要大于 0", "§3.2"
    if not folded(line.invoice):
        yield "invoice", "发票号码里要有数字或字母", LAW
    if line.way != PURCHASE and line.people is None:
        yield "people", f"「{line.way}」要写人数", LAW
    elif line.people is not None and not 1 <= line.people <= MOST_PEOPLE:
        yield "people", f"人数是 1 到 {MOST_PEOPLE}", LAW
    if line.use in THEIR_PEOPLE:
        yield from their_faults(line, terms)


def their_faults(line: Paid, terms: Terms) -> Iterator[Fault]:
    """反不正当竞争法§8: what is wrong with a line for the customer's own people."""
    if not folded(line.guests):
        yield "guests", "用途①②③要写对方职务", LAW
    if line.way == PURCHASE:
        yield "way", NO_PURCHASE, LAW
    elif a_head(line) > terms.value(PER_OCCASION).fen:
        yield "amount", f"每人每次最多 {terms.value(PER_OCCASION)}（{line.people} 人）", LAW


def a_head(line: Paid) -> Fraction:
    """What each of the guests got, in fen, to the last part."""
    return Fraction(line.amount.fen, line.people or 1)


def head_of(line: Paid) -> Head:
    """Who got it: a position at a customer, in a calendar year."""
    return line.customer.id, folded(line.guests), line.day.year


def yearly_refusals(
    lines: Iterable[Paid], before: Mapping[Head, Fraction], terms: Terms
) -> Iterator[Refusal]:
    """反不正当竞争法§8: what each head of a position at a customer got in a year stays within the limit."""
    limit, got = terms.value(PER_YEAR), defaultdict(Fraction, before)
    for position, line in enumerate(lines):
        if line.use not in THEIR_PEOPLE:
            continue
        had = got[head_of(line)]
        got[head_of(line)] = had + a_head(line)
        if got[head_of(line)] > limit.fen:
            why = f"这个客户的「{line.guests}」{line.day.year} 年每人已有 {yuan(had)}，每年最多 {limit}"
            yield Refusal(("lines", position, "amount"), why, LAW)


def yuan(fen: Fraction) -> Amount:
    """Parts of a fen rounded up, to be read."""
    return Amount(-(-fen.numerator // fen.denominator))


def naming_refusals(said: SettlementSlip, contacts: Mapping[int, set[str]]) -> Iterator[Refusal]:
    """反不正当竞争法§8: guests are told by position; no text names a person of a customer."""
    why = "不能写客户联系人的姓名，只写职务（反不正当竞争法第八条）"
    for position, line in enumerate(said.lines):
        names = contacts.get(line.customer.id, set())
        for cell in ("guests", "invoice"):
            if names_one(getattr(line, cell), names):
                yield Refusal(("lines", position, cell), why, LAW)
    everybody = {name for line in said.lines for name in contacts.get(line.customer.id, set())}
    if names_one(said.remark, everybody):
        yield Refusal(("remark",), why, LAW)


def names_one(text: str, names: Iterable[str]) -> bool:
    """Whether a text has one of some folded names in it."""
    plain = folded(text)
    return any(name in plain for name in names)


def sum_of(said: SettlementSlip) -> Amount:
    """What the invoices come to."""
    return total(line.amount for line in said.lines) or Amount(0)


def balance_refusals(said: SettlementSlip, outstanding: Amount) -> Iterator[Refusal]:
    """§3.2: no more than is left of the advance; what no invoice covers and nobody returned stays owed."""
    rest = outstanding.fen - sum_of(said).fen - said.returned.fen
    if rest < 0:
        yield Refusal(("returned",), f"发票加退回超过这笔借支未核销的 {outstanding}", "§3.2")
    elif said.owed.fen != rest:
        yield Refusal(("owed",), f"未核销 {outstanding}，减去发票和退回，应为 {Amount(rest)}", "§3.2")
