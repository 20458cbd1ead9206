"""Something that an installation lacks: whether it must be mended or had better be, and what to do."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from portal.config import Settings


class Lack(NamedTuple):
    """One sentence in Chinese that says what is wrong and what to do."""

    serious: bool
    words: str

    def __str__(self) -> str:
        return f"{'必须' if self.serious else '建议'}　{self.words}"


Lacks = Iterator[Lack]
Check = Callable[[Settings], Lacks]


def must(words: str) -> Lack:
    """Nobody may rely on the portal before this is mended."""
    return Lack(True, words)


def should(words: str) -> Lack:
    """It had better be mended."""
    return Lack(False, words)
