"""§附1, §附2: what a change must say before it begins, and after."""

from collections.abc import Iterator
from datetime import datetime

from portal.core.facts import Refusal
from portal.core.terms import Terms
from portal.domain.operations.windows import Hours, Window, touches_hours
from portal.regulations.system_maintenance.facts import ChangePaper
from portal.regulations.system_maintenance.facts.words import EMERGENCY
from portal.regulations.system_maintenance.parameters import CLOSES, OPENS

AFTER = ("began_day", "began_at", "ended_day", "ended_at", "course", "tested", "outcome", "documents")


def hours_on(terms: Terms) -> Hours:
    """The main business hours by the terms of a day."""
    return Hours(terms.value(OPENS), terms.value(CLOSES))


def window_of(said: ChangePaper) -> Window:
    """When it is planned, in the company's time."""
    begins, ends = datetime.combine(said.from_day, said.from_at), datetime.combine(said.to_day, said.to_at)
    return Window(begins, ends)


def carried_out(said: ChangePaper) -> Window | None:
    """When it was carried out; None while that is not said."""
    if not (said.began_day and said.ended_day) or said.began_at is None or said.ended_at is None:
        return None
    return Window(
        datetime.combine(said.began_day, said.began_at), datetime.combine(said.ended_day, said.ended_at)
    )


def oral_at(said: ChangePaper) -> datetime | None:
    """When somebody approved orally."""
    if said.oral_day is None or said.oral_at is None:
        return None
    return datetime.combine(said.oral_day, said.oral_at)


def change_refusals(said: ChangePaper, terms: Terms) -> Iterator[Refusal]:
    """§附1: a change asked for on a day that has come, with a window, that did not end before it began."""
    if said.day > terms.day:
        yield Refusal(("day",), "这一天还没有到", "§附1")
    window, done = window_of(said), carried_out(said)
    if window.ends <= window.begins:
        yield Refusal(("to_at",), "计划结束要晚于计划开始", "§附1")
    if done and done.ends <= done.begins:
        yield Refusal(("ended_at",), "实际结束要晚于实际开始", "§附1")


def sending_refusals(said: ChangePaper, now: datetime) -> Iterator[Refusal]:
    """§附1, §附2: nothing is reported before it was approved; a window is still to come, but an emergency's;
    somebody approved that orally before."""
    if any(getattr(said, name) for name in AFTER):
        yield Refusal(("began_day",), "批准以前不实施：实际时间、过程和结果等批准以后由实施人填", "§附1")
    if said.kind != EMERGENCY and window_of(said).begins < now:
        yield Refusal(("from_at",), "计划开始的时间已经过了；先批准再实施，来不及的走紧急变更", "§附1")
    oral = oral_at(said)
    if oral and oral > now:
        yield Refusal(("oral_at",), "口头批准以后再提交，这个时间还没有到", "§附2")


def own_refusals(said: ChangePaper, author_id: int) -> Iterator[Refusal]:
    """§附1: whoever asks for a change neither approves it nor carries it out on his own paper."""
    if said.oral_by and said.oral_by.id == author_id:
        yield Refusal(("oral_by",), "申请人不能批准自己的变更", "§附2")
    if said.implementer.id == author_id:
        why = "申请人不在自己的变更单上签别的字，请填另一位实施人；要自己实施的，由同事申请"
        yield Refusal(("implementer",), why, "§附1")


def reporting_refusals(said: ChangePaper, allowed: datetime | None, now: datetime) -> Iterator[Refusal]:
    """§附1, §附2: what is reported began when it was allowed or later, and is over."""
    done = carried_out(said)
    if done is None:
        return
    if allowed and done.begins < allowed:
        yield Refusal(("began_at",), f"批准于 {allowed:%Y-%m-%d %H:%M}，不能早于这个时间开始", "§附1")
    if done.ends > now:
        yield Refusal(("ended_at",), "实施完再填，这个时间还没有到", "§附1")


def warning(window: Window, hours: Hours) -> str:
    """§附1: in principle at night; a warning, and nothing more."""
    if not touches_hours(window, hours):
        return ""
    return f"变更时间碰到主要营业时间（{hours}）。原则上在夜间进行；确实要在白天做的，可以照样提交。"
