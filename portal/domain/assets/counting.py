"""A count: opened with what the register expects, each scanned code noted once, closed by its keeper."""

from collections.abc import Sequence

from sqlalchemy import Select, insert, literal, or_, select
from sqlalchemy.orm import joinedload

from portal.core.audit.chain import record
from portal.core.instants import Moment
from portal.domain.assets.count_rules import (
    DIFFERENCES,
    DOUBLE,
    EXPECTED,
    FOUND,
    Place,
    Sums,
    code_in,
    result_of,
    sums_of,
)
from portal.domain.assets.facts import SCRAPPED
from portal.domain.assets.models import Asset, AssetCount, AssetCountLine
from portal.extensions import db, hold, insert_once

SHOWN = 30


class CountClosed(Exception):
    """Nothing is noted in a count that is closed."""


class NothingToCount(Exception):
    """The register has no asset there."""


def open_count(unit_id: int | None, person_id: int, moment: Moment) -> AssetCount:
    """Begin a count of a unit's assets, or of all that are still kept; raises NothingToCount."""
    count = AssetCount(unit_id=unit_id, opened_by=person_id, opened_at=moment.at)
    db.session.add(count)
    db.session.flush()
    mine = [Asset.state != SCRAPPED, *([Asset.unit_id == unit_id] if unit_id else [])]
    rows = select(literal(count.id), Asset.id, Asset.number, literal(EXPECTED), literal(0)).where(*mine)
    columns = ["count_id", "asset_id", "code", "result", "times"]
    db.session.execute(insert(AssetCountLine).from_select(columns, rows))
    expected = sums(count.id).expected
    if not expected:
        raise NothingToCount
    record(stream(count.id), "asset_count:opened", person_id, moment.at, unit=unit_id or 0, expected=expected)
    return count


def scan(count_id: int, text: str, person_id: int, moment: Moment) -> AssetCountLine:
    """Note a scanned code; the same code again is only counted. Raises CountClosed."""
    count = open_and_held(count_id)
    code = code_in(text)
    asset = db.session.scalar(select(Asset).filter_by(number=code))
    place = Place(asset.unit_id, asset.state) if asset else None
    result, asset_id = result_of(place, count.unit_id), asset.id if asset else None
    insert_once(AssetCountLine, count_id=count_id, asset_id=asset_id, code=code, result=result, times=0)
    line = db.session.scalars(select(AssetCountLine).filter_by(count_id=count_id, code=code)).one()
    line.times += 1
    if line.times == 1:
        line.result = FOUND if line.result == EXPECTED else result
        line.person_id, line.at = person_id, moment.at
    return line


def close_count(count_id: int, person_id: int, moment: Moment) -> None:
    """End a count: what was not found is missing. Raises CountClosed."""
    count = open_and_held(count_id)
    count.closed_by, count.closed_at = person_id, moment.at
    record(stream(count_id), "asset_count:closed", person_id, moment.at, **sums(count_id)._asdict())


def open_and_held(count_id: int) -> AssetCount:
    """The count, locked; raises CountClosed."""
    count = hold(AssetCount, id=count_id)
    if count is None:
        raise LookupError(count_id)
    if count.closed_at is not None:
        raise CountClosed
    return count


def sums(count_id: int) -> Sums:
    """What a count comes to so far."""
    query = select(AssetCountLine.result, AssetCountLine.times).filter_by(count_id=count_id)
    return sums_of((result, times) for result, times in db.session.execute(query))


def newest(count_id: int) -> list[AssetCountLine]:
    """What was scanned last, the newest first."""
    query = lines(count_id).where(AssetCountLine.times > 0)
    query = query.order_by(AssetCountLine.at.desc(), AssetCountLine.id.desc())
    return list(db.session.scalars(query.limit(SHOWN)))


def differing(count_id: int, after: int, most: int) -> list[AssetCountLine]:
    """What was not found, did not belong, or was scanned more than once, behind one line."""
    odd = or_(AssetCountLine.result != FOUND, AssetCountLine.times > 1)
    query = lines(count_id).where(odd, AssetCountLine.id > after).order_by(AssetCountLine.id)
    return list(db.session.scalars(query.limit(most)))


def told(line: AssetCountLine, doubles: bool = True) -> str:
    """What is odd about a line; empty where nothing is."""
    odd = DIFFERENCES.get(line.result, "")
    return "，".join(filter(None, (odd, DOUBLE if doubles and line.times > 1 else "")))


def lines(count_id: int) -> Select[AssetCountLine]:
    """SQL: the lines of a count with their assets."""
    return select(AssetCountLine).filter_by(count_id=count_id).options(joinedload(AssetCountLine.asset))


def counts(after: int, most: int) -> Sequence[AssetCount]:
    """The counts, the newest first, behind one."""
    query = select(AssetCount).order_by(AssetCount.id.desc()).limit(most)
    return db.session.scalars(query.where(AssetCount.id < after) if after else query).all()


def open_counts() -> Sequence[AssetCount]:
    """The counts in which something can be noted."""
    query = select(AssetCount).where(AssetCount.closed_at.is_(None)).order_by(AssetCount.id.desc())
    return db.session.scalars(query.limit(SHOWN)).all()


def stream(count_id: int) -> str:
    """The count's stream in the audit chain."""
    return f"asset_count:{count_id}"
