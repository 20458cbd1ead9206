"""Tables of keeping and destroying: holds, destruction lists with their documents and signatures, files to
delete. Nothing in them is ever deleted but the last; what may change is said beside it."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.documents.models import Document
from portal.core.org.models import Person
from portal.core.retention.rules import told
from portal.extensions import Instant, Model

LONGEST_OPINION, LONGEST_REASON = 500, 200
STATES = {"open": "待签字", "signed": "已签字", "done": "已销毁", "refused": "不同意，已结束"}
HEAD, WITNESS = "head", "witness"
PLACES = {HEAD: "财务（档案）负责人", WITNESS: "监销人"}
STANDING, FREE = "uq_destruction_item_standing", text("released_at IS NULL")


class HoldAct(Model):
    """A document's destruction is put off (`held`), or no longer; its newest act counts. Never changed."""

    __tablename__ = "hold_act"
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    held: Mapped[bool]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(String(LONGEST_REASON))
    at: Mapped[datetime] = mapped_column(Instant)
    document: Mapped[Document] = relationship()
    person: Mapped[Person] = relationship()


class DestructionList(Model):
    """销毁清册: documents whose time is over, with the opinion that appraised them. Only `state` changes:
    open, signed (within the act of destroying alone), done; or refused. `key` makes a second press
    harmless."""

    __tablename__ = "destruction_list"
    __table_args__ = (UniqueConstraint("prepared_by", "key"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    until_year: Mapped[int]
    opinion: Mapped[str] = mapped_column(Text)
    prepared_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    key: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(Instant)
    state: Mapped[str] = mapped_column(String(10), default="open")
    preparer: Mapped[Person] = relationship()
    signatures: Mapped[list["DestructionSignature"]] = relationship(
        order_by="DestructionSignature.id", viewonly=True
    )

    @property
    def state_label(self) -> str:
        """The state as people read it."""
        return STATES[self.state]


class DestructionItem(Model):
    """A document on a list, how long it was to be kept and from when it might be destroyed. It is taken off
    once, or with the whole list, when that is refused (`released_at`); a document stands on one list."""

    __tablename__ = "destruction_item"
    __table_args__ = (
        UniqueConstraint("list_id", "document_id"),
        Index(STANDING, "document_id", unique=True, sqlite_where=FREE, postgresql_where=FREE),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    list_id: Mapped[int] = mapped_column(ForeignKey("destruction_list.id"))
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    keep_years: Mapped[int]
    due_from: Mapped[date]
    released_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    released_at: Mapped[datetime | None] = mapped_column(Instant)
    list: Mapped[DestructionList] = relationship()
    document: Mapped[Document] = relationship()

    @property
    def kept_told(self) -> str:
        """How long it was to be kept."""
        return told(self.keep_years)


class DestructionSignature(Model):
    """Somebody agreed that a list is carried out, in his place (PLACES), or did not (`agreed`). Never
    changed."""

    __tablename__ = "destruction_signature"
    __table_args__ = (UniqueConstraint("list_id", "place"), UniqueConstraint("list_id", "person_id"))
    id: Mapped[int] = mapped_column(primary_key=True)
    list_id: Mapped[int] = mapped_column(ForeignKey("destruction_list.id"))
    place: Mapped[str] = mapped_column(String(10))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    post: Mapped[str] = mapped_column(String(60))
    agreed: Mapped[bool]
    words: Mapped[str] = mapped_column(String(LONGEST_REASON))
    at: Mapped[datetime] = mapped_column(Instant)
    person: Mapped[Person] = relationship()

    @property
    def place_told(self) -> str:
        """In which place he signed."""
        return PLACES[self.place]


class DoomedFile(Model):
    """A file of a destroyed document that still lies there; the row goes when the file is gone."""

    __tablename__ = "doomed_file"
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
