"""A company's name as people look for it: folded, bare of its legal form, as pinyin. Pure."""

from typing import NamedTuple

from portal.core import folding
from portal.core.pinyin import spoken

LONGEST = 240
LEGAL_FORMS = ("股份有限公司", "有限责任公司", "有限公司", "总公司", "分公司", "公司")


class SearchNames(NamedTuple):
    """What the register keeps of a name so that it is found."""

    folded: str
    bare: str
    initials: str
    pinyin: str


def search_names(name: str) -> SearchNames:
    """All ways to look for a name."""
    plain = folded(name)
    said = spoken(plain)
    initials = "".join(syllable.initial for syllable in said)
    return SearchNames(plain, bare(plain), initials, "".join(syllable.whole for syllable in said))


def folded(text: str) -> str:
    """A name as it is compared, as far as the register keeps it."""
    return folding.folded(text)[:LONGEST]


def bare(plain: str) -> str:
    """A folded name without its legal form, which people add or leave out; never empty."""
    form = next((form for form in LEGAL_FORMS if plain.endswith(form) and plain != form), "")
    return plain.removesuffix(form)
