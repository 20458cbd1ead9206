"""§4(三), §5(五), §附3, §附5: what calls back, withdrawals, referrals and reviews must say."""

from collections.abc import Iterator
from datetime import date

from portal.core.facts import Refusal
from portal.core.period import period_of
from portal.core.terms import Terms
from portal.regulations.bank_complaints.facts import CallBack, Numbers, Referral, RootReport, Withdrawal
from portal.regulations.bank_complaints.facts.words import NEW_DEMAND, SHOWN


def withdrawal_refusals(said: Withdrawal, terms: Terms) -> Iterator[Refusal]:
    """§附3: it was received on a day that has come."""
    if said.day > terms.day:
        yield Refusal(("day",), "这一天还没有到", "§附3")


def since_refusals(day: date, received: date, clause: str) -> Iterator[Refusal]:
    """Nothing is done about a complaint before it came in."""
    if day < received:
        yield Refusal(("day",), f"不能早于接到投诉的 {received}", clause)


def callback_refusals(said: CallBack, terms: Terms) -> Iterator[Refusal]:
    """§4(三): a new demand is written down."""
    if said.day > terms.day:
        yield Refusal(("day",), "这一天还没有到", "§4(三)")
    if said.further == NEW_DEMAND and not said.wish:
        yield Refusal(("wish",), "请写新的要求是什么", "§4(三)")


def referral_refusals(said: Referral, terms: Terms) -> Iterator[Refusal]:
    """§5(五): it is of a day that has come."""
    if said.day > terms.day:
        yield Refusal(("day",), "这一天还没有到", "§5(五)")


def roots_refusals(said: RootReport, terms: Terms) -> Iterator[Refusal]:
    """§附5: a quarter that is over; no more is upheld than came in."""
    if period_of("quarter", said.day).last > terms.day:
        yield Refusal(("day",), "这个季度还没有完；请填上个季度中的一天", "§附5")
    if said.upheld > said.total:
        yield Refusal(("upheld",), f"不能多于本季度的 {said.total} 件", "§附5")


def numbers_refusals(said: Numbers, terms: Terms) -> Iterator[Refusal]:
    """§4: what is not on display is put right."""
    if said.day > terms.day:
        yield Refusal(("day",), "这一天还没有到", "§4")
    for place, each in enumerate(said.outlets):
        if each.display != SHOWN and not each.found:
            yield Refusal(("outlets", place, "found"), "请写缺哪个号码、怎样整改", "§4")
