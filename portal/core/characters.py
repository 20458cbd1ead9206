"""Which characters a form accepts: what can be shown, stored on both databases and printed."""

import json
import unicodedata
from bisect import bisect_right
from functools import cache
from pathlib import Path

from portal.config import ROOT

COVERAGE = ROOT / "static" / "vendor" / "fonts" / "coverage.json"
LAYOUT = "\n\t"


class Coverage:
    """The code points that the printing fonts have, as sorted (first, last) ranges."""

    def __init__(self, ranges: list[tuple[int, int]]) -> None:
        self.firsts = [first for first, _ in ranges]
        self.lasts = [last for _, last in ranges]

    def __contains__(self, character: str) -> bool:
        place = bisect_right(self.firsts, ord(character)) - 1
        return place >= 0 and ord(character) <= self.lasts[place]


@cache
def installed_coverage(path: Path = COVERAGE) -> Coverage:
    """The coverage that set-up measured."""
    return Coverage([(first, last) for first, last in json.loads(path.read_text())])


def refusal(text: str, coverage: Coverage) -> str:
    """Why a text cannot be taken, naming its first bad character; empty when it can."""
    for character in text:
        if character in LAYOUT:
            continue
        if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Cn", "Zl", "Zp"):
            return f"含有看不见的字符（U+{ord(character):04X}），请删去"
        if character not in coverage:
            return f"「{character}」无法打印，请换一个字或联系管理员添加字体"
    return ""


def drawable(text: str) -> str:
    """A refused text as HTML can carry it: what HTML forbids is shown as �."""
    return "".join("\ufffd" if forbidden(ord(c)) else c for c in text)


def forbidden(point: int) -> bool:
    """Controls, surrogates and noncharacters, which no HTML page may contain."""
    control = point < 0x20 and point not in (0x09, 0x0A)
    return control or 0x7F <= point <= 0x9F or 0xD800 <= point <= 0xDFFF or noncharacter(point)


def noncharacter(point: int) -> bool:
    """The 66 code points that are no characters."""
    return 0xFDD0 <= point <= 0xFDEF or point & 0xFFFE == 0xFFFE
