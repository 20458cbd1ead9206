"""The code on every printed page: which page of which document it is, and whether we printed it."""

import hashlib
import re
from typing import NamedTuple

from portal.core.paper import short_code

PREFIX, BLANK_PREFIX = "GJ1", "GJB1"
PREFIXES = (f"{PREFIX}:", f"{BLANK_PREFIX}:")  # of every code that is ours
CODE = re.compile(
    rf"{PREFIX}:(\d{{1,9}}):(\d{{1,4}}):(\d{{1,4}})/(\d{{1,4}}):(\d{{1,4}}):([0-9A-Z]{{6}})", re.ASCII
)
MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})
SPACES = re.compile(r"\s+")


class PageCode(NamedTuple):
    """A page of a version (snapshot) of a document; copy 0 is the archive PDF itself."""

    document_id: int
    version: int
    page: int
    pages: int
    copy: int


def told(code: PageCode, digest: str) -> str:
    """The code as it is printed: GJ1:12:3:1/2:0:7K3MQ2; `digest` is the version's SHA-256 (hex)."""
    return f"{written(code)}:{check(code, digest)}"


def check(code: PageCode, digest: str) -> str:
    """Six letters that nobody knows without the whole digest."""
    return letters(written(code), digest)


def written(code: PageCode) -> str:
    """The code without its check."""
    return f"{PREFIX}:{code.document_id}:{code.version}:{code.page}/{code.pages}:{code.copy}"


def read(text: str) -> tuple[PageCode, str] | None:
    """A code and its check as they were scanned or typed; None for anything else."""
    found = parts(CODE, text)
    return (PageCode(*found[0]), found[1]) if found else None


def letters(said: str, secret: str) -> str:
    """The check of what a code says: six letters that depend on a secret."""
    digest = hashlib.sha256(f"{said}:{secret}".encode()).hexdigest()
    return short_code(digest).replace("-", "")


def parts(pattern: re.Pattern[str], text: str) -> tuple[list[int], str] | None:
    """The numbers and the check of a code of a pattern, as it was scanned or typed."""
    found = pattern.fullmatch(SPACES.sub("", text).upper())
    if found is None:
        return None
    *numbers, given = found.groups()
    return [*map(int, numbers)], given.translate(MISREAD)
