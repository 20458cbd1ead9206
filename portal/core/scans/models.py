"""The tables of scans: uploads, their files, their pages, and the signed copies that came of them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.documents.models import Document
from portal.core.org.models import Person
from portal.extensions import Instant, Model

BLANK = -1  # the copy that a numbered blank is, filled by hand: the document was entered from it
LONGEST_HOLDER, LONGEST_PLACE, LONGEST_WORDS = 40, 60, 200


class Scan(Model):
    """One upload: files of papers that came back, with who keeps these papers and where. State: wanted, done.

    `key` makes a second press harmless."""

    __tablename__ = "scan"
    __table_args__ = (UniqueConstraint("person_id", "key"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    key: Mapped[str] = mapped_column(String(40))
    holder: Mapped[str] = mapped_column(String(LONGEST_HOLDER))
    place: Mapped[str] = mapped_column(String(LONGEST_PLACE))
    state: Mapped[str] = mapped_column(String(10), index=True)
    at: Mapped[datetime] = mapped_column(Instant)
    person: Mapped[Person] = relationship()
    files: Mapped[list["ScanFile"]] = relationship(order_by="ScanFile.position", viewonly=True)


class ScanFile(Model):
    """A file of an upload, kept as it came. `pages` is how many it has, 0 while nobody looked; `fault` says
    why it, or the rest of it, could not be read. State: wanted, done."""

    __tablename__ = "scan_file"
    __table_args__ = (UniqueConstraint("scan_id", "position"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    scan_id: Mapped[int] = mapped_column(ForeignKey("scan.id"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(120))
    media: Mapped[str] = mapped_column(String(80))
    digest: Mapped[str] = mapped_column(String(64), index=True)
    pages: Mapped[int]
    attempts: Mapped[int]
    state: Mapped[str] = mapped_column(String(10))
    fault: Mapped[str] = mapped_column(String(LONGEST_WORDS))
    scan: Mapped[Scan] = relationship()


class ScanPage(Model):
    """A page that was scanned: its picture (a JPEG), and which page of which paper it is.

    `version` (a snapshot's position), `copy`, `page` and `pages` are what its code says, or a person. A blank
    is of version 0; one that nobody entered is of no document yet, `words` are its number. State:
    matched (it waits for the other pages), filed, twice (that page is here already), blank, waiting (for a
    person; `reason` says why, `boxes` name the signature boxes that seem empty), aside (a person put it away,
    `words` say why).
    """

    __tablename__ = "scan_page"
    __table_args__ = (
        UniqueConstraint("file_id", "position"),
        Index(None, "document_id", "version", "copy"),
        Index(None, "state", "id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    scan_id: Mapped[int] = mapped_column(ForeignKey("scan.id"), index=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("scan_file.id"))
    position: Mapped[int]
    picture: Mapped[str] = mapped_column(String(64), index=True)
    state: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(String(20))
    boxes: Mapped[str] = mapped_column(String(LONGEST_WORDS))
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    version: Mapped[int]
    copy: Mapped[int]
    page: Mapped[int]
    pages: Mapped[int]
    words: Mapped[str] = mapped_column(String(LONGEST_WORDS))
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    scan: Mapped[Scan] = relationship()
    file: Mapped[ScanFile] = relationship()
    document: Mapped[Document | None] = relationship()
    decider: Mapped[Person | None] = relationship(foreign_keys=[decided_by])

    @property
    def copy_told(self) -> str:
        """Which copy it is of; nothing for one without a number."""
        return copy_told(self.copy)


class SignedCopy(Model):
    """签字件: every page of a paper came back. `copy` 0 is a print of the archive PDF that nobody numbered;
    `digest` is the PDF of its pages' pictures, made by the worker."""

    __tablename__ = "signed_copy"
    __table_args__ = (UniqueConstraint("document_id", "version", "copy"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    version: Mapped[int]
    copy: Mapped[int]
    holder: Mapped[str] = mapped_column(String(LONGEST_HOLDER))
    place: Mapped[str] = mapped_column(String(LONGEST_PLACE))
    digest: Mapped[str | None] = mapped_column(String(64), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)
    document: Mapped[Document] = relationship()
    person: Mapped[Person] = relationship()

    @property
    def told(self) -> str:
        """Which copy it is."""
        return copy_told(self.copy) or "未编号的一份"


def copy_told(copy: int) -> str:
    """Which copy of a paper it is; nothing for the archive PDF itself."""
    return "手填的空白单" if copy == BLANK else f"第 {copy} 份" if copy else ""
