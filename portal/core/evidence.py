"""Evidence: the files that a form asks for, and how they stand on its sheet."""

from collections.abc import Iterable
from typing import NamedTuple

from portal.core.sheet import CellView, RowView, TableView

EVIDENCE = "evidence"


class Evidence(NamedTuple):
    """What files a form takes: what they are called, under which clause, how few and how many."""

    label: str
    clause: str
    least: int = 0
    most: int = 9


class Attached(NamedTuple):
    """A file as it stands on a sheet: name, size in words, SHA-256 (hex)."""

    name: str
    size: str
    digest: str


def evidence_table(evidence: Evidence, files: Iterable[Attached]) -> TableView:
    """The files of a document: part of what is read, decided and printed."""
    heads = (
        CellView("name", evidence.label, "", 12),
        CellView("size", "大小", "", 3),
        CellView("digest", "校验", "", 5),
    )
    return TableView(EVIDENCE, evidence.label, heads, tuple(line(file, heads) for file in files))


def line(file: Attached, heads: tuple[CellView, ...]) -> RowView:
    """A file's line."""
    cells = (CellView(h.name, h.label, text, h.width) for h, text in zip(heads, told(file), strict=True))
    return RowView(file.digest[:8], tuple(cells))


def told(file: Attached) -> tuple[str, str, str]:
    """What is said of a file: enough of its digest to tell it from any other."""
    return (file.name, file.size, file.digest[:16])
