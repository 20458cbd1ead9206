"""What the printing process is asked for; plain values, since they go through a pipe."""

from typing import NamedTuple


class DataFile(NamedTuple):
    """A file within a PDF: its name, what it is, and its content."""

    name: str
    words: str
    content: bytes


class Stamp(NamedTuple):
    """Whose pages they are: the document, its version (snapshot) with the SHA-256 (hex) of that, the copy."""

    document_id: int
    version: int
    digest: str
    copy: int = 0


class BlankStamp(NamedTuple):
    """Which numbered blank a paper is: the printing that it comes from, its serial, the printing's secret."""

    issue_id: int
    serial: int
    secret: str


class Laid(NamedTuple):
    """An archive PDF over which a strip is laid, page by page, and the code of the copy that it becomes (none
    where its pages keep no place for one)."""

    archive: bytes
    stamp: Stamp | None


class Job(NamedTuple):
    """Papers as HTML that become one PDF; with `data` it is an archive PDF (PDF/A-3u) that holds the file,
    with a `stamp` every page bears its code, and one that is `laid` over an archive PDF makes a copy of that.
    Each paper is a numbered blank where there are `blanks`, one for each.
    """

    papers: tuple[str, ...]
    data: DataFile | None = None
    stamp: Stamp | None = None
    laid: Laid | None = None
    blanks: tuple[BlankStamp, ...] = ()
