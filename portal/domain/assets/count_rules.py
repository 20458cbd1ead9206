"""R09 §5.2: what a scanned code is in a count, and what a count comes to. Pure."""

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from portal.domain.assets.facts import SCRAPPED

NUMBER = re.compile(r"ZC-\d{4}-\d{4,9}", re.ASCII)
LONGEST = 80
EXPECTED, FOUND = "expected", "found"
ELSEWHERE, GONE, UNKNOWN = STRANGE = ("elsewhere", "scrapped", "unknown")
MISSING, DOUBLE = "没有找到", "重复扫到"
DIFFERENCES = {
    EXPECTED: MISSING, ELSEWHERE: "登记在别的部门", GONE: "登记为报废", UNKNOWN: "不是登记的编号",
}  # fmt: skip


class Place(NamedTuple):
    """Where a scanned asset is registered, and in which state."""

    unit_id: int
    state: str


class Sums(NamedTuple):
    """What a count comes to: how many were expected, found, not found, foreign or unknown, and scanned more
    than once."""

    expected: int
    found: int
    missing: int
    foreign: int
    double: int


def code_in(text: str) -> str:
    """The number in what was scanned: a label's address, or the number as it was typed; else the text."""
    plain = unicodedata.normalize("NFKC", text).strip()
    numbers = NUMBER.findall(plain.upper())
    return numbers[-1] if numbers else "".join(c for c in plain if c.isprintable())[:LONGEST]


def result_of(place: Place | None, unit_id: int | None) -> str:
    """§5.2: an asset of the counted unit, or of any where all are counted, that is still kept is found; one
    of another unit or scrapped does not belong; what is no asset is unknown."""
    if place is None:
        return UNKNOWN
    if unit_id is not None and place.unit_id != unit_id:
        return ELSEWHERE
    return GONE if place.state == SCRAPPED else FOUND


def sums_of(lines: Iterable[tuple[str, int]]) -> Sums:
    """The sums over the result of each line, and how often it was scanned."""
    told = list(lines)
    results = [result for result, _ in told]
    found, missing = results.count(FOUND), results.count(EXPECTED)
    foreign = sum(result in STRANGE for result in results)
    return Sums(found + missing, found, missing, foreign, sum(times > 1 for _, times in told))
