"""What the pages say to whoever came second."""

from zoneinfo import ZoneInfo

from portal.core.approval.models import Decision, RouteAct
from portal.core.instants import local_text
from tests.races.people import Person

SHANGHAI = ZoneInfo("Asia/Shanghai")


def lost_to(deed: Decision | RouteAct, loser: Person) -> str:
    """Who was faster, when, and what he did."""
    who = "你" if deed.person.number == loser.number else deed.person.name
    return f"{who}已于 {local_text(deed.at, SHANGHAI)[5:]} {deed.verb}，这次操作没有生效。"


def whole(deed: Decision | RouteAct, since: str = " ", verb: str = "") -> str:
    """The same where the year is told too."""
    return f"{deed.person.name}{since}{local_text(deed.at, SHANGHAI)} {verb or deed.verb}"
