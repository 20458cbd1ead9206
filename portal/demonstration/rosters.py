"""The duty rosters of the demonstration company: two people take turns on each line, one night has nobody."""

from collections.abc import Iterator
from datetime import time, timedelta

from sqlalchemy import select

from portal.core.desk.moment import this_moment
from portal.core.org.models import Holding, Post
from portal.core.org.queries import in_force
from portal.core.web.context import now, today, zone
from portal.domain.rosters.operations import Wanted, enter
from portal.domain.rosters.queries import Station, keepers_of, stations
from portal.extensions import db, writing

MORNING, EVENING = time(8), time(20)
A_DAY = timedelta(days=1)
DAYS = 14


def fill_rosters() -> None:
    """Every line for two weeks; nobody is on the first one tomorrow night."""
    known = stations(today())
    keepers = keepers_of(known, today())
    for station in known:
        by = min(keepers[station.key], default=0)
        for wanted in turns(*people_of(station), empty=station is known[0]):
            with writing():
                enter(station, wanted, by, this_moment())


def people_of(station: Station) -> tuple[int, int]:
    """Two people of the line's unit; the same one twice where it has no more."""
    query = select(Holding.person_id).join(Holding.post).join(Holding.person)
    mine = query.where(Post.unit_id == station.unit_id, *in_force(today())).distinct()
    found = list(db.session.scalars(mine.order_by(Holding.person_id).limit(2)))
    return found[0], found[-1]


def turns(first: int, second: int, empty: bool) -> Iterator[Wanted]:
    """The first by day, the second by night, from now on."""
    hour, until = now().astimezone(zone()).time(), today() + A_DAY * DAYS
    yield Wanted(first, today() if hour < EVENING else today() + A_DAY, until, MORNING, EVENING)
    night = today() if hour >= MORNING else today() - A_DAY
    tomorrow = today() + A_DAY
    yield Wanted(second, night, today() if empty else until, EVENING, MORNING)
    if empty:
        yield Wanted(second, tomorrow + A_DAY, until, EVENING, MORNING)
