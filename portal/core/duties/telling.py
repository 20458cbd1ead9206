"""Telling people whose dates moved: each once for everything that one act moved."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import groupby
from typing import NamedTuple

from portal.core.duties.owed import Key, Watched
from portal.core.notices.operations import News, tell
from portal.core.period import period_of, told
from portal.core.web.addresses import path_to

MOST_NAMED = 4


class Move(NamedTuple):
    """A duty that was due on a day (None: not asked for) and is due on another now."""

    key: Key
    before: date | None
    after: date | None


def tell_moves(moves: Iterable[Move], duties: Iterable[Watched], act: str, at: datetime) -> None:
    """Tell everybody what moved for him by an act, from when to when."""
    ordered = sorted(moves, key=lambda each: (each.key.person_id, each.after or each.before))
    tell(news(ordered, {each.key: each for each in duties}, f"duties:moved:{act}"), at)


def news(moves: Iterable[Move], duties: dict[str, Watched], key: str) -> Iterator[News]:
    """One notice a person: the first few by name, the others counted."""
    for person_id, mine in groupby(moves, key=lambda each: each.key.person_id):
        lines = [line(each, duties[each.key.duty]) for each in mine if each.key.duty in duties]
        if lines:
            more = f"；等 {len(lines)} 项" if len(lines) > MOST_NAMED else ""
            words = f"期限有变动：{'；'.join(lines[:MOST_NAMED])}{more}"
            yield News(person_id, "deadline_moved", words, path_to("duties.index"), key)


def line(move: Move, watched: Watched) -> str:
    """What moved, old → new."""
    rhythm = watched.duty.rhythm
    name = f"{watched.duty.name} {told(rhythm, period_of(rhythm, move.key.first_day))}"
    if move.after is None:
        return f"{name}（原定 {move.before}）不再需要"
    return f"{name} {move.before} → {move.after}" if move.before else f"{name} 要在 {move.after} 前完成"
