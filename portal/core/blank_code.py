"""The code on every page of a numbered blank: which blank of which printing it is, and that we printed it."""

import re
from typing import NamedTuple

from portal.core.page_code import BLANK_PREFIX, letters, parts

CODE = re.compile(
    rf"{BLANK_PREFIX}:(\d{{1,9}}):(\d{{1,6}}):(\d{{1,4}})/(\d{{1,4}}):([0-9A-Z]{{6}})", re.ASCII
)


class BlankCode(NamedTuple):
    """A page of a blank: the printing (issue) that it came from, and its serial in that."""

    issue_id: int
    serial: int
    page: int
    pages: int


def told(code: BlankCode, secret: str) -> str:
    """The code as it is printed: GJB1:5:17:1/2:7K3MQ2; `secret` is the printing's own."""
    return f"{written(code)}:{check(code, secret)}"


def check(code: BlankCode, secret: str) -> str:
    """Six letters that nobody knows without the secret."""
    return letters(written(code), secret)


def written(code: BlankCode) -> str:
    """The code without its check."""
    return f"{BLANK_PREFIX}:{code.issue_id}:{code.serial}:{code.page}/{code.pages}"


def read(text: str) -> tuple[BlankCode, str] | None:
    """A code and its check as they were scanned or typed; None for anything else."""
    found = parts(CODE, text)
    return (BlankCode(*found[0]), found[1]) if found else None
