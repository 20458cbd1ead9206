"""§4.4.8: until when an article is to be trusted."""

from collections.abc import Iterator
from datetime import date

from portal.core.facts import Month, Refusal
from portal.core.terms import Terms
from portal.regulations.it_service.facts import Knowledge
from portal.regulations.it_service.parameters import KNOWLEDGE

# A version replaces what is in force.
NOT_IN_FORCE = Refusal(("replaces",), "这一条已经有新版本，或者已经作废", "§4.4.8")


def knowledge_refusals(said: Knowledge, terms: Terms) -> Iterator[Refusal]:
    """§4.4.8: written on a day that has come; to be reviewed after so many months at the latest."""
    if said.day > terms.day:
        yield Refusal(("day",), "这一天还没有到", "§4.4.8")
    last = latest_review(terms)
    if not terms.day < said.expires <= last:
        yield Refusal(("expires",), f"有效期要晚于今天，最长到 {last}，到期前复审", "§4.4.8")


def latest_review(terms: Terms) -> date:
    """§4.4.8: the last day on which an article that is written today may hold."""
    month = Month(terms.day.year, terms.day.month)
    for _ in range(terms.value(KNOWLEDGE)):
        month = month.after()
    return month.first().replace(day=min(terms.day.day, month.last().day))


def being_replaced(number: str) -> Refusal:
    """§4.4.8: of one article one newer version is reviewed at a time."""
    return Refusal(("replaces",), f"这一条的新版本 {number} 还在审核", "§4.4.8")


def out_of_date(expires: date) -> Refusal:
    """§4.4.8: nothing comes into force that holds no more."""
    return Refusal((), f"有效期 {expires} 已经过了，退回作者改有效期", "§4.4.8")
