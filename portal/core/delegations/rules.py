"""What must hold of a delegation: its time, its two people, its forms. Pure."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

MOST_DAYS = 180
EVERY_FORM: tuple[str, ...] = ()


class Wanted(NamedTuple):
    """Who is to act for whom, from when (None: at once) until when, on which forms (none: all), and why."""

    person_id: int
    delegate_id: int
    since: datetime | None
    until: datetime
    forms: tuple[str, ...]
    reason: str


class Refused(Exception):
    """There can be no such delegation; `field` is where the form says why. Nothing was changed."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(why)
        self.field, self.why = field, why


def covers(forms: tuple[str, ...], form: str) -> bool:
    """Whether a scope covers a form."""
    return not forms or form in forms


def both(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...] | None:
    """What two scopes both cover; None where that is nothing."""
    if not one or not other:
        return one or other
    return tuple(form for form in one if form in other) or None


def beginning(since: datetime | None, at: datetime) -> datetime:
    """When it begins: people write whole minutes, so that the running one is not yet past; raises Refused."""
    if since is not None and since < at.replace(second=0, microsecond=0):
        raise Refused("since_day", "不能早于现在；今天开始的，时间可以不填，就从现在起")
    return max(since or at, at)


def require_window(since: datetime, until: datetime) -> None:
    """It ends after it began, and does not last for ever; raises Refused."""
    if until <= since:
        raise Refused("until_day", "要晚于开始的时间")
    if until - since > timedelta(days=MOST_DAYS):
        raise Refused("until_day", f"一次最多委托 {MOST_DAYS} 天")


def require_others(wanted: Wanted, by: int) -> None:
    """Nobody acts for himself, and no administrator takes another's right for himself; raises Refused."""
    if wanted.delegate_id == wanted.person_id:
        raise Refused("delegate", "不能委托给本人")
    if wanted.delegate_id == by:
        raise Refused("delegate", "不能替别人登记委托给自己")


def require_there(name: str, stay: tuple[date, date | None], first: date, last: date) -> None:
    """Somebody is employed from the first day to the last; raises Refused."""
    since, until = stay
    if first < since:
        raise Refused("delegate", f"{name} {since} 才入职")
    if until and until <= first:
        raise Refused("delegate", f"{name}自 {until} 起已不在职")
    if until and until <= last:
        raise Refused("until_day", f"{name}自 {until} 起不在职，委托要在那之前结束")
