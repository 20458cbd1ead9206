"""A row of the administrator's page: how something stands, and what is to be done."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from portal.config import Settings
from portal.core.health.figures import Figures, Room
from portal.core.health.models import CertificateSeen
from portal.core.instants import Moment
from portal.core.jobs.models import JobState

FINE, WATCH, ACT = 0, 1, 2
LEVELS = ("正常", "注意", "要处理")


class Condition(NamedTuple):
    """What it is about, how grave it is (an index of LEVELS), how it stands, what to do, and where."""

    name: str
    level: int
    sentence: str
    todo: str = ""
    endpoint: str = ""

    @property
    def word(self) -> str:
        """正常, 注意 or 要处理."""
        return LEVELS[self.level]


class Seen(NamedTuple):
    """All that conditions are told of, asked once for all of them."""

    moment: Moment
    zone: ZoneInfo
    settings: Settings
    figures: Figures
    room: Room
    jobs: dict[str, JobState]
    certificates: dict[str, CertificateSeen]

    def minutes_since(self, at: datetime) -> int:
        """How many minutes ago something was."""
        return int((self.moment.at - at).total_seconds() // 60)


Asking = Callable[[Seen], Iterable[Condition]]
