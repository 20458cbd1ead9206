"""The tables of what somebody wants printed as a whole, and of the documents in it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.documents.models import Document
from portal.extensions import Instant, Model

LONGEST_TITLE = 200


class PrintBatch(Model):
    """The papers of a list as it was filtered, for whoever asked; `title` says which list. Kind: pdf, zip.

    `digest` is the file (none where there was nothing to bind), `pages` how many a PDF has. State: wanted,
    done, failed, gone (made too long ago, its file is no more).
    """

    __tablename__ = "print_batch"
    __table_args__ = (Index(None, "person_id", "id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str] = mapped_column(String(4))
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    state: Mapped[str] = mapped_column(String(10), index=True)
    attempts: Mapped[int]
    pages: Mapped[int]
    digest: Mapped[str | None] = mapped_column(String(64), index=True)
    at: Mapped[datetime] = mapped_column(Instant)
    made_at: Mapped[datetime | None] = mapped_column(Instant)


class PrintBatchItem(Model):
    """A document in a batch. State: wanted, in, or why it is left out (operations.LEFT_OUT)."""

    __tablename__ = "print_batch_item"
    walled = False  # a file is handed out while all that is in it may be seen
    batch_id: Mapped[int] = mapped_column(ForeignKey("print_batch.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    state: Mapped[str] = mapped_column(String(12))
    document: Mapped[Document] = relationship()
