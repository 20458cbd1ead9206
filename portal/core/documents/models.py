"""Tables of documents: drafts, documents, snapshots, numbers."""

from datetime import date, datetime
from typing import cast

from sqlalchemy import (
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    SQLColumnExpression,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.numbering import PENDING
from portal.core.org.models import Person
from portal.extensions import Instant, Model

LONGEST_REASON = 200
ON_ITS_WAY = ("in_review", "returned")
IN_FORCE = ("approved", "effective")
NOT_IN_FORCE = "status NOT IN ('approved', 'effective')"  # in these letters: an index is known by them
STATUSES = {
    "in_review": "审核中",
    "returned": "已退回",
    "approved": "已批准",
    "effective": "已生效",
    "rejected": "已驳回",
    "withdrawn": "已撤回",
    "terminated": "已终止",
    "void": "已作废",
}


class Draft(Model):
    """What somebody typed and has not sent, as posted; `place` is the sheet's or task's own key."""

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("person_id", "place"), Index(None, "person_id", "saved_at"))
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    place: Mapped[str] = mapped_column(String(60))
    type: Mapped[str] = mapped_column(String(12))
    title: Mapped[str] = mapped_column(String(200))
    fields: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[datetime] = mapped_column(Instant)


class Document(Model):
    """One filled form; what lists ask of its facts is promoted to columns.

    `drawn_number` is empty until the form's moment of issue; `number` is what everybody reads. `stage` is
    where a case stands (its newest event says so), `case_id` the case that a paper belongs to. While it is
    `voiding`, those who approved are asked whether it is to be void; until then it stays in force.
    `destroyed_by` is the destruction list that took its content. What stands in the `compartment` of a role
    is seen by its holders alone (compartments.py).
    """

    __tablename__ = "document"
    __table_args__ = (
        UniqueConstraint("type", "number"),
        Index(None, "author_id", "submitted_at"),
        Index(None, "unit_id", "submitted_at"),
        Index(None, "author_id", "id"),
        Index(None, "unit_id", "type", "id"),
        Index(
            "ix_document_not_in_force",
            "status",
            "id",
            sqlite_where=text(NOT_IN_FORCE),
            postgresql_where=text(NOT_IN_FORCE),
        ),
        Index(None, "type", "stage", "id"),
        Index(None, "case_id"),
        Index(None, "type", "finished_at"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    type: Mapped[str] = mapped_column(String(12), index=True)
    drawn_number: Mapped[str | None] = mapped_column("number", String(40))
    status: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(200))
    summary: Mapped[str] = mapped_column(String(200))
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    period: Mapped[date] = mapped_column(index=True)
    due: Mapped[date | None]
    decide_at: Mapped[datetime | None] = mapped_column(Instant)
    submitted_at: Mapped[datetime] = mapped_column(Instant)
    finished_at: Mapped[datetime | None] = mapped_column(Instant)
    snapshot_id: Mapped[int | None]  # no foreign key: snapshot refers here, and tables have an order
    stage: Mapped[str | None] = mapped_column(String(20))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    voiding: Mapped[bool] = mapped_column(default=False)
    destroyed_by: Mapped[int | None]  # no foreign key: lists refer here, and tables have an order
    compartment: Mapped[str | None] = mapped_column(String(40), index=True)
    author: Mapped[Person] = relationship()

    @hybrid_property
    def number(self) -> str:
        """The number, or that there is none yet; in SQL the column."""
        return self.drawn_number or PENDING

    @number.inplace.expression
    @classmethod
    def _number_column(cls) -> SQLColumnExpression[str]:
        return cast("SQLColumnExpression[str]", cls.drawn_number)

    @property
    def number_told(self) -> str:
        """The number in a sentence."""
        return f"编号 {self.drawn_number}" if self.drawn_number else PENDING

    @property
    def status_label(self) -> str:
        """The status as people read it."""
        return STATUSES[self.status]


class Submission(Model):
    """A form's key, spent once by a person: twenty clicks make one document."""

    __tablename__ = "submission"
    walled = False  # a key that was spent stays spent
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))


class Snapshot(Model):
    """A document exactly as it was sent or changed: facts, their version, and the view that was read."""

    __tablename__ = "snapshot"
    __table_args__ = (UniqueConstraint("document_id", "position"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    position: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    task_id: Mapped[int | None]
    at: Mapped[datetime] = mapped_column(Instant)
    version: Mapped[int]
    facts: Mapped[str] = mapped_column(Text)
    view: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64), index=True)
    person: Mapped[Person] = relationship()
    document: Mapped[Document] = relationship()


class DocumentText(Model):
    """What is looked in when somebody searches: number, author, unit and every cell of the newest snapshot,
    folded. It can be made anew from the snapshots at any time."""

    __tablename__ = "document_text"
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    folded: Mapped[str] = mapped_column(Text)


class Series(Model):
    """A series of a form's numbers (or of a register's codes) and the serial it gives next; its row is the
    lock."""

    __tablename__ = "series"
    type: Mapped[str] = mapped_column(String(12), primary_key=True)
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    next: Mapped[int]


class BlankIssue(Model):
    """One act: numbered blanks of a form, printed for a reason; the page's `key` is spent once. The check of
    each blank's code depends on the `secret`, which is printed nowhere."""

    __tablename__ = "blank_issue"
    __table_args__ = (UniqueConstraint("person_id", "key"), Index(None, "type", "id"))
    id: Mapped[int] = mapped_column(primary_key=True)
    type: Mapped[str] = mapped_column(String(12))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    key: Mapped[str] = mapped_column(String(60))
    company: Mapped[str] = mapped_column(String(80))
    reason: Mapped[str] = mapped_column(String(LONGEST_REASON))
    at: Mapped[datetime] = mapped_column(Instant)
    secret: Mapped[str] = mapped_column(String(64))
    person: Mapped[Person] = relationship()
    serials: Mapped[list["Serial"]] = relationship(order_by="Serial.serial", viewonly=True)


class Serial(Model):
    """One serial of a series; `number` is what stands on paper (a register's code has none here).

    State: issued (on a blank that nobody has entered), used, void. What was given is never given again.
    """

    __tablename__ = "serial"
    __table_args__ = (
        ForeignKeyConstraint(["type", "series"], ["series.type", "series.name"]),
        UniqueConstraint("type", "number"),
    )
    type: Mapped[str] = mapped_column(String(12), primary_key=True)
    series: Mapped[str] = mapped_column(String(40), primary_key=True)
    serial: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    state: Mapped[str] = mapped_column(String(10))
    number: Mapped[str | None] = mapped_column(String(40))
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    issue_id: Mapped[int | None] = mapped_column(ForeignKey("blank_issue.id"), index=True)
    void_reason: Mapped[str | None] = mapped_column(String(LONGEST_REASON))
