"""What a change must say before it begins, and after, whichever regulation it goes by; pure."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import NamedTuple, Protocol

from portal.core.facts import Ref, Refusal
from portal.core.terms import Terms
from portal.domain.operations.changes.words import EMERGENCY
from portal.domain.operations.windows import Hours, Window, touches_hours

AFTER = ("began_day", "began_at", "ended_day", "ended_at", "course", "tested", "outcome")


class Cited(NamedTuple):
    """The clauses that want a change asked for and reported, and an emergency confirmed."""

    asked: str
    oral: str


class ChangeSaid(Protocol):
    """What the paper of every change says; times are the company's."""

    # fmt: off
    @property
    def kind(self) -> str: ...
    @property
    def day(self) -> date: ...
    @property
    def from_day(self) -> date: ...
    @property
    def from_at(self) -> time: ...
    @property
    def to_day(self) -> date: ...
    @property
    def to_at(self) -> time: ...
    @property
    def oral_by(self) -> Ref | None: ...
    @property
    def oral_day(self) -> date | None: ...
    @property
    def oral_at(self) -> time | None: ...
    @property
    def implementer(self) -> Ref: ...
    @property
    def began_day(self) -> date | None: ...
    @property
    def began_at(self) -> time | None: ...
    @property
    def ended_day(self) -> date | None: ...
    @property
    def ended_at(self) -> time | None: ...
    # fmt: on


def window_of(said: ChangeSaid) -> Window:
    """When it is planned."""
    begins, ends = datetime.combine(said.from_day, said.from_at), datetime.combine(said.to_day, said.to_at)
    return Window(begins, ends)


def carried_out(said: ChangeSaid) -> Window | None:
    """When it was carried out; None while that is not said."""
    if not (said.began_day and said.ended_day) or said.began_at is None or said.ended_at is None:
        return None
    return Window(
        datetime.combine(said.began_day, said.began_at), datetime.combine(said.ended_day, said.ended_at)
    )


def oral_at(said: ChangeSaid) -> datetime | None:
    """When somebody approved orally."""
    if said.oral_day is None or said.oral_at is None:
        return None
    return datetime.combine(said.oral_day, said.oral_at)


def day_refusals(said: ChangeSaid, terms: Terms, cited: Cited) -> Iterator[Refusal]:
    """A change asked for on a day that has come, with a window, that did not end before it began."""
    if said.day > terms.day:
        yield Refusal(("day",), "这一天还没有到", cited.asked)
    window, done = window_of(said), carried_out(said)
    if window.ends <= window.begins:
        yield Refusal(("to_at",), "计划结束要晚于计划开始", cited.asked)
    if done and done.ends <= done.begins:
        yield Refusal(("ended_at",), "实际结束要晚于实际开始", cited.asked)


def sending_refusals(
    said: ChangeSaid, now: datetime, cited: Cited, after: tuple[str, ...] = AFTER
) -> Iterator[Refusal]:
    """Nothing is reported (in the cells `after`) before it was approved; a window is still to come, but an
    emergency's; somebody approved that orally before."""
    if any(getattr(said, name) for name in after):
        yield Refusal(("began_day",), "批准以前不实施：实际时间、过程和结果等批准以后由实施人填", cited.asked)
    if said.kind != EMERGENCY and window_of(said).begins < now:
        yield Refusal(("from_at",), "计划开始的时间已经过了；先批准再实施，来不及的走紧急变更", cited.asked)
    oral = oral_at(said)
    if oral and oral > now:
        yield Refusal(("oral_at",), "口头批准以后再提交，这个时间还没有到", cited.oral)


def own_refusals(said: ChangeSaid, author_id: int, cited: Cited) -> Iterator[Refusal]:
    """Whoever asks for a change neither approves it nor carries it out on his own paper."""
    if said.oral_by and said.oral_by.id == author_id:
        yield Refusal(("oral_by",), "申请人不能批准自己的变更", cited.oral)
    if said.implementer.id == author_id:
        why = "申请人不在自己的变更单上签别的字，请填另一位实施人；要自己实施的，由同事申请"
        yield Refusal(("implementer",), why, cited.asked)


def reporting_refusals(
    said: ChangeSaid, allowed: datetime | None, now: datetime, cited: Cited
) -> Iterator[Refusal]:
    """What is reported began when it was allowed or later, and is over."""
    done = carried_out(said)
    if done is None:
        return
    if allowed and done.begins < allowed:
        yield Refusal(("began_at",), f"批准于 {allowed:%Y-%m-%d %H:%M}，不能早于这个时间开始", cited.asked)
    if done.ends > now:
        yield Refusal(("ended_at",), "实施完再填，这个时间还没有到", cited.asked)


def warning(window: Window, hours: Hours) -> str:
    """In principle outside the business hours; a warning, and nothing more."""
    if not touches_hours(window, hours):
        return ""
    return (
        f"变更时间碰到{hours.called}（{hours}）。原则上在这段时间以外进行；确实要在这时做的，可以照样提交。"
    )
