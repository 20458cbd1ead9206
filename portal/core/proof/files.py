"""Stored files against the names that they bear and the rows that name them."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from portal.core.proof.fault import Fault
from portal.core.retention.files import NAMED, naming
from portal.core.web.context import settings
from portal.extensions import db

DIGEST = re.compile("[0-9a-f]{64}")


def faults() -> Iterator[Fault]:
    """What is wrong with files: one 256th of them at a time."""
    for number in range(256):
        yield from faults_below(f"{number:02x}")


def faults_below(beginning: str) -> Iterator[Fault]:
    """What is wrong with the files whose digests begin so."""
    named, found = named_below(beginning), set[str]()
    for place in sorted((settings().files / beginning).glob("*")):
        if not DIGEST.fullmatch(place.name):
            continue
        found.add(place.name)
        if digest_of(place) != place.name:
            yield Fault("文件", f"{place.name}（{named.get(place.name, '没有登记')}）", "内容被替换或损坏")
        elif place.name not in named:
            yield Fault("多余文件", place.name, "没有单据用到它", harmless=True)
    for digest in sorted(named.keys() - found):
        yield Fault("文件", f"{digest}（{named[digest]}）", "找不到了")


def named_below(beginning: str) -> dict[str, str]:
    """The digests with this beginning that rows name, and what each is."""
    found = dict[str, str]()
    for column, words in NAMED:
        behind = column.between(beginning, f"{beginning}g")
        found.update(dict.fromkeys(filter(None, db.session.scalars(naming(column).where(behind))), words))
    return found


def digest_of(place: Path) -> str:
    """SHA-256 (hex) of a file's content."""
    with place.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
