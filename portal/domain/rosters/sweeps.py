"""A gap in a roster is told to whoever keeps it: once a day for each, while it is there or comes within a
day."""

from collections.abc import Iterator

from sqlalchemy import select

from portal.core.instants import Moment
from portal.core.notices.models import Notice
from portal.core.notices.operations import News, tell
from portal.core.web.addresses import path_to
from portal.core.web.context import zone
from portal.domain.rosters.notices import GAP
from portal.domain.rosters.queries import keepers_of, stations
from portal.domain.rosters.rotas import Rota, rotas, span_told
from portal.domain.rosters.spans import Span
from portal.extensions import db, writing


def alarm(moment: Moment) -> None:
    """The sweep: run again on the same day it tells nobody twice."""
    empty = [rota for rota in rotas(stations(moment.day), moment) if rota.urgent()]
    keepers = keepers_of([rota.station for rota in empty], moment.day)
    news = [one for rota in empty for one in told(rota, keepers[rota.station.key])]
    known = already({one.key for one in news}) if news else set()
    fresh = [one for one in news if (one.key, one.person_id) not in known]
    if fresh:
        with writing():
            tell(fresh, moment.at)


def already(keys: set[str]) -> set[tuple[str, int]]:
    """Who was told what before."""
    query = select(Notice.key, Notice.person_id).where(Notice.key.in_(keys))
    return {(key, person_id) for key, person_id in db.session.execute(query)}


def told(rota: Rota, people: set[int]) -> Iterator[News]:
    """What each keeper is told of each gap."""
    code, unit_id = rota.station.key
    address = path_to("rosters.show", code=code, unit_id=unit_id)
    for gap in rota.urgent():
        key = f"roster:{code}:{unit_id}:{gap.begins:%Y%m%d%H%M}:{rota.moment.day}"
        for person_id in sorted(people):
            yield News(person_id, GAP, words(rota, gap), address, key)


def words(rota: Rota, gap: Span) -> str:
    """A gap in a sentence."""
    return f"{rota.station.title}：{span_told(gap, zone())} 没有人值班，请排班"


SWEEPS = (alarm,)
