"""§2, §4, §附3: what a complaint's record and a day of the opinion book must say."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from portal.core.facts import Refusal
from portal.core.terms import Terms
from portal.regulations.bank_complaints.facts import OpinionBook, Record
from portal.regulations.bank_complaints.facts.words import COMPLAINT, NOTHING_SAID, SAID
from portal.regulations.bank_complaints.parameters import REPRESENTATIVES


def record_refusals(said: Record, terms: Terms) -> Iterator[Refusal]:
    """§附3: those who complain together are spoken for by a few."""
    if said.day > terms.day:
        yield Refusal(("day",), "这一天还没有到", "§4")
    most, named = terms.value(REPRESENTATIVES), len(said.representatives)
    if said.joint and not named:
        yield Refusal(("representatives",), "共同投诉的，请写推选的代表", "§附3")
    if named and not said.joint:
        yield Refusal(("joint",), "写了代表，请选共同投诉「是」；不是共同投诉的，请删去代表", "§附3")
    if named > most:
        yield Refusal(("representatives",), f"代表最多 {most} 人，现在 {named} 人", "§附3")


def feedback_refusals(received: datetime, sent: datetime, minutes: int, why: str) -> Iterator[Refusal]:
    """§4: what was answered is with the supervision line at once, or it is said why not."""
    if received > sent:
        yield Refusal(("at",), "接到时间还没有到", "§4")
    elif sent - received > timedelta(minutes=minutes) and not why:
        told = f"接到后超过 {minutes} 分钟才登记，请写没有及时反馈服务监督电话的原因"
        yield Refusal(("late",), told, "§4")


def book_refusals(said: OpinionBook, terms: Terms) -> Iterator[Refusal]:
    """§2: a day's entries, or that there is none; a complaint among them has its record."""
    if said.day > terms.day:
        yield Refusal(("day",), "这一天还没有到", "§2")
    if said.state == SAID and not said.entries:
        yield Refusal(("entries",), "请逐条登记；没有的，选「今天没有意见」", "§2")
    if said.state == NOTHING_SAID and said.entries:
        yield Refusal(("state",), "下面有登记的意见，请选「有意见」", "§2")
    for place, entry in enumerate(said.entries):
        if entry.written > said.day:
            yield Refusal(("entries", place, "written"), "不能晚于登记日期", "§2")
        if entry.kind == COMPLAINT and entry.record is None:
            why = "这一条是投诉：先填客户投诉记录（F06-1，来源选意见簿），再把它的编号写在这里"
            yield Refusal(("entries", place, "record"), why, "§4")
