"""The code on every printed page: which page of which document it is, and whether we printed it."""

import hashlib
import re
from typing import NamedTuple

from portal.core.paper import short_code

PREFIX = "GJ1"
PREFIXES = (f"{PREFIX}:",)  # of every code that is ours
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
    secret = hashlib.sha256(f"{written(code)}:{digest}".encode()).hexdigest()
    return short_code(secret).replace("-", "")


def written(code: PageCode) -> str:
    """The code without its check."""
    return f"{PREFIX}:{code.document_id}:{code.version}:{code.page}/{code.pages}:{code.copy}"


def read(text: str) -> tuple[PageCode, str] | None:
    """A code and its check as they were scanned or typed; None for anything else."""
    found = CODE.fullmatch(SPACES.sub("", text).upper())
    if found is None:
        return None
    *numbers, given = found.groups()
    return PageCode(*map(int, numbers)), given.translate(MISREAD)
