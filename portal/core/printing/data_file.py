"""What is attached to an archive PDF: the document as data, for whoever reads it by program."""

from io import BytesIO
from typing import Any

import msgspec
import pikepdf

from portal.core.paper import Entry, Paper, Signature
from portal.core.printing.job import DataFile

NAME = "document.json"


class NotOurs(ValueError):
    """A PDF that holds no document of ours as data."""


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
    content = msgspec.json.format(msgspec.json.encode(record_of(paper)), indent=1)
    return DataFile(NAME, "单据数据与签核历程", content)


def record_of(paper: Paper) -> Record:
    """A paper as data."""
    view = paper.view
    return Record(
        view.code, view.title, view.number, paper.at.isoformat(), paper.digest,
        msgspec.Raw(paper.facts.encode() or b"null"), paper.signatures, paper.history,
    )  # fmt: skip


def plain(record: Record) -> Any:
    """A record as plain values, to be compared."""
    return msgspec.json.decode(msgspec.json.encode(record))


def read_record(pdf: bytes) -> Record:
    """The document that an archive PDF holds; raises NotOurs."""
    try:
        with pikepdf.open(BytesIO(pdf)) as whole:
            return msgspec.json.decode(whole.attachments[NAME].get_file().read_bytes(), type=Record)
    except (pikepdf.PdfError, msgspec.DecodeError, KeyError, ValueError) as fault:
        raise NotOurs from fault
