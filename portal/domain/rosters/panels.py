"""What keepers, and those who watch over all, find on their home: where nobody is on duty."""

from collections.abc import Iterable

from portal.core.instants import Moment
from portal.core.roster import Line
from portal.core.web.addresses import path_to
from portal.core.web.context import now, zone
from portal.core.web.panels import Onlooker, Panel, PanelRow
from portal.domain.rosters.queries import Station, kept_by, stations
from portal.domain.rosters.rotas import Rota, rotas, span_told


def alarms(lines: Iterable[Line]) -> list[Panel]:
    """The panel of a regulation's lines; none where it has none."""
    declared = tuple(lines)
    roles = tuple(dict.fromkeys(role for line in declared for role in (*line.keepers, *line.watched_by)))
    return [Panel("值班空档", roles, lambda onlooker: rows(onlooker, declared))] if declared else []


def rows(onlooker: Onlooker, lines: tuple[Line, ...]) -> list[PanelRow]:
    """The gaps of this week and next, one row for each line that has any."""
    moment = Moment(now(), onlooker.terms)
    found = rotas(concerning(onlooker, stations(moment.day, lines)), moment)
    return [row(rota) for rota in found if rota.gaps_ahead()]


def concerning(onlooker: Onlooker, known: list[Station]) -> list[Station]:
    """Of some lines those that concern somebody: which he keeps, or watches over."""
    kept = kept_by(onlooker.person_id, known, onlooker.terms.day)
    return [each for each in known if each.key in kept or onlooker.role in each.line.watched_by]


def row(rota: Rota) -> PanelRow:
    """The first gap of a line, and how many come after it."""
    first, *more = rota.gaps_ahead()
    when = span_told(first, zone())
    told = f"现在没有人值班（{when}）" if first.begins <= rota.moment.at else f"{when} 没有人值班"
    also = f"，后面还有 {len(more)} 段" if more else ""
    code, unit_id = rota.station.key
    address = path_to("rosters.show", code=code, unit_id=unit_id)
    return PanelRow(f"{rota.station.title}：{told}{also}", address, urgent=bool(rota.urgent()))
