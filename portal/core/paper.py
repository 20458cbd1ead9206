"""The paper: everything a printed document shows, as plain values."""

from datetime import datetime

import msgspec

from portal.core.sheet import SheetView

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class Entry(msgspec.Struct, frozen=True):
    """One line of the 签核历程."""

    step: str
    person: str
    post: str
    verb: str
    opinion: str
    at: datetime
    code: str = ""


class Signature(msgspec.Struct, frozen=True):
    """One signature cell; empty while nobody signed, `waiting` says for whom. Nobody will sign a `skipped`
    one."""

    label: str
    person: str = ""
    at: datetime | None = None
    code: str = ""
    waiting: str = ""
    post: str = ""
    opinion: str = ""
    skipped: bool = False


class Paper(msgspec.Struct, frozen=True):
    """A document to print: the view, who signed, how it came about, and its facts as JSON text.

    `mark` stands across every page of one that is not in force: 草稿, or how it ended. `version` is
    the position of its snapshot, which the code of every page names; 0 has no codes.
    """

    view: SheetView
    signatures: tuple[Signature, ...]
    history: tuple[Entry, ...]
    digest: str
    at: datetime
    facts: str = ""
    mark: str = ""
    version: int = 0


def short_code(digest: str) -> str:
    """Six characters of a digest, as they stand beside a signature: 7K3-MQ2."""
    number = int(digest[:16], 16)
    text = "".join(LETTERS[number >> 5 * place & 31] for place in range(6))
    return f"{text[:3]}-{text[3:]}"
