"""Shifts that tests enter and read. Inside an app context, but for those that take a browser."""

from datetime import date, datetime, time

from portal.core.desk.moment import this_moment
from portal.core.web.context import zone
from portal.domain.rosters.operations import Wanted, enter
from portal.domain.rosters.queries import Station, stations
from portal.domain.rosters.rotas import rotas
from portal.extensions import writing
from tests.core.org.changes import person, unit

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
EAST, SOUTH, FINANCE = ("rescue", "EAST"), ("rescue", "SOUTH"), ("audit", "FIN")
Place = tuple[str, str]


def station(line: str = "rescue", place: str = "EAST") -> Station:
    known = stations(this_moment().day)
    return next(each for each in known if each.key == (line, unit(place).id))


def put(number: str, first: date, begins: int, ends: int, last: date | None = None, at: Place = EAST) -> int:
    """Somebody is on duty, from one hour until another; how many shifts are new."""
    wanted = Wanted(person(number).id, first, last or first, time(begins), time(ends))
    with writing():
        return enter(station(*at), wanted, person("1003").id, this_moment())


def gaps_of(line: str = "rescue", place: str = "EAST") -> list[tuple[str, str]]:
    """The gaps that are ahead, as local times."""
    (rota,) = rotas([station(line, place)], this_moment())
    return [(local(gap.begins), local(gap.ends)) for gap in rota.gaps_ahead()]


def local(at: datetime) -> str:
    return f"{at.astimezone(zone()):%m-%d %H:%M}"
