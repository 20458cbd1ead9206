"""§3, §4: what the papers beside the handling form must say."""

from collections.abc import Iterator

from portal.core.facts import Refusal
from portal.core.terms import Terms
from portal.regulations.dealer_complaints.facts import Inquiry, Measure, Meeting, Summary


def meeting_refusals(said: Meeting, terms: Terms) -> Iterator[Refusal]:
    """§4(二)2: the meeting took place."""
    if said.day > terms.day:
        yield Refusal(("day",), "开会以后再填，这一天还没有到", "§4(二)2")


def inquiry_refusals(said: Inquiry, terms: Terms) -> Iterator[Refusal]:
    """§4(一)5: the customer was asked on a day that has come."""
    if said.day > terms.day:
        yield Refusal(("day",), "这一天还没有到", "§4(一)5")


def summary_refusals(said: Summary, terms: Terms) -> Iterator[Refusal]:
    """§4(一)7: a summary is of a day that has come."""
    if said.day > terms.day:
        yield Refusal(("day",), "这一天还没有到", "§4(一)7")


def measure_refusals(said: Measure, terms: Terms) -> Iterator[Refusal]:
    """§3: a measure is due after it was thought of, and done on a day that has come."""
    if said.due < said.day:
        yield Refusal(("due",), "不能早于提出日期", "§3")
    if said.finished and not said.day <= said.finished <= terms.day:
        yield Refusal(("finished",), "要在提出日期以后，并且已经到了", "§3")
