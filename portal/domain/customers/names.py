"""A company's name as people look for it: folded, bare of its legal form, as pinyin. Pure."""

import re
from typing import Any, NamedTuple

from pypinyin import lazy_pinyin

from portal.core import folding

LONGEST = 240
RUNS = re.compile(r"[\x00-\x7f]+|[^\x00-\x7f]+")
LEGAL_FORMS = ("股份有限公司", "有限责任公司", "有限公司", "总公司", "分公司", "公司")
SURNAMES = {
    "单": "shan", "解": "xie", "仇": "qiu", "查": "zha", "曾": "zeng", "区": "ou", "朴": "piao",
    "盖": "ge", "尹": "yin", "华": "hua", "任": "ren", "缪": "miao", "翟": "zhai", "覃": "qin",
}  # fmt: skip
AFTER_A_SURNAME = "记氏"
UNKNOWN = {"𠮷": "ji"}


class Syllable(NamedTuple):
    """One syllable: its first letter and the whole."""

    initial: str
    whole: str


class SearchNames(NamedTuple):
    """What the register keeps of a name so that it is found."""

    folded: str
    bare: str
    initials: str
    pinyin: str


def search_names(name: str) -> SearchNames:
    """All ways to look for a name."""
    plain = folded(name)
    spoken = [syllable for run in RUNS.findall(plain) for syllable in syllables(run)]
    initials = "".join(syllable.initial for syllable in spoken)
    return SearchNames(plain, bare(plain), initials, "".join(syllable.whole for syllable in spoken))


def folded(text: str) -> str:
    """A name as it is compared, as far as the register keeps it."""
    return folding.folded(text)[:LONGEST]


def bare(plain: str) -> str:
    """A folded name without its legal form, which people add or leave out; never empty."""
    form = next((form for form in LEGAL_FORMS if plain.endswith(form) and plain != form), "")
    return plain.removesuffix(form)


def syllables(run: str) -> list[Syllable]:
    """How a run is spoken: Latin letters and digits as they are, Chinese by its syllables."""
    if run.isascii():
        return [Syllable(run, run)]
    spoken = lazy_pinyin(run, errors=unread)
    if run[1:2] and run[1] in AFTER_A_SURNAME:
        spoken[0] = SURNAMES.get(run[0], spoken[0])
    if run[1:].endswith("行"):
        spoken[-1] = "hang"  # 商行, 车行, 电器行: a firm, not a walk
    return [Syllable(s[0], s) for s in spoken]


def unread(characters: str) -> Any:
    """What pypinyin has no reading for, one by one; its types forget that a list is allowed."""
    return [UNKNOWN.get(character, character) for character in characters]
