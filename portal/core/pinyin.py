"""Pinyin: how a folded name is spoken, so that it is found by its first letters. Pure."""

import re
from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple, cast

RUNS = re.compile(r"[\x00-\x7f]+|[^\x00-\x7f]+")
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


def spoken(plain: str) -> list[Syllable]:
    """How a folded name is spoken, run by run."""
    return [syllable for run in RUNS.findall(plain) for syllable in syllables(run)]


def initials(plain: str) -> str:
    """The first letters of a folded name."""
    return "".join(syllable.initial for syllable in spoken(plain))


def syllables(run: str) -> list[Syllable]:
    """How a run is spoken: Latin letters and digits as they are, Chinese by its syllables."""
    if run.isascii():
        return [Syllable(run, run)]
    said = lazy_pinyin()(run, errors=unread)
    if run[1:2] and run[1] in AFTER_A_SURNAME:
        said[0] = SURNAMES.get(run[0], said[0])
    if run[1:].endswith("行"):
        said[-1] = "hang"  # 商行, 车行, 电器行: a firm, not a walk
    return [Syllable(s[0], s) for s in said]


@cache
def lazy_pinyin() -> Callable[..., list[str]]:
    """pypinyin's reading, loaded with the first name: its tables take a quarter of a program's start."""
    return cast(Callable[..., list[str]], import_module("pypinyin").lazy_pinyin)


def unread(characters: str) -> Any:
    """What pypinyin has no reading for, one by one; its types forget that a list is allowed."""
    return [UNKNOWN.get(character, character) for character in characters]
