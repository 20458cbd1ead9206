"""What is attached to an archive PDF: the document as data, for whoever reads it by program."""

import msgspec

from portal.core.paper import Entry, Paper, Signature
from portal.core.printing.job import DataFile

NAME = "document.json"


class Record(msgspec.Struct, frozen=True):
    """A document as it was when it came into force; `facts` are what was filled in, `snapshot` is their
    SHA-256 (hex) as the audit knows it."""

    form: str
    title: str
    number: str
    at: str
    snapshot: str
    facts: msgspec.Raw
    signatures: tuple[Signature, ...]
    history: tuple[Entry, ...]


def data_file(paper: Paper) -> DataFile:
    """The facts and the 签核历程 of a paper as JSON."""
    view = paper.view
    record = Record(
        view.code, view.title, view.number, paper.at.isoformat(), paper.digest,
        msgspec.Raw(paper.facts.encode() or b"null"), paper.signatures, paper.history,
    )  # fmt: skip
    content = msgspec.json.format(msgspec.json.encode(record), indent=1)
    return DataFile(NAME, "单据数据与签核历程", content)
