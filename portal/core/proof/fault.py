"""One thing that is not as it was written."""

from typing import NamedTuple


class Fault(NamedTuple):
    """Of which kind, which thing, and what is wrong with it; a `harmless` one is only worth telling."""

    kind: str
    which: str
    what: str
    harmless: bool = False

    @classmethod
    def of(cls, kind: str, sentence: str) -> "Fault":
        """A fault of a kind from one sentence, which begins with what it is about."""
        which, _, what = sentence.partition("：")
        return cls(kind, which, what)

    def __str__(self) -> str:
        return f"{self.kind} {self.which}：{self.what}"
