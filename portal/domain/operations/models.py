"""Tables of IT operations; each row stands beside the case or the paper that says so."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.documents.models import Document
from portal.core.org.models import Person
from portal.extensions import Instant, Model

# --- incidents and faults ---


class Incident(Model):
    """A case: what does not work, for whom, and how far it is.

    `symptom` is what was reported, `part` where that belongs (a layer, one of five parts), `thing` what is
    concerned, in words; `level` is its priority or fault level, empty until somebody said it. `responded_at`
    is the resolver's first act, `restored_at` when it worked again and `solution` what was done,
    `confirmed_at` when the reporter said so (or his time was over); `closed` the day on which it was closed
    last.
    """

    __tablename__ = "incident"
    __table_args__ = (
        Index(None, "regulation", "reported_at"),
        Index(None, "reporter_id", "reported_at"),
        Index(None, "resolver_id", "closed"),
        Index(None, "closed", "level"),
    )
    case_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    regulation: Mapped[str] = mapped_column(String(8))
    reporter_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    symptom: Mapped[str] = mapped_column(String(120))
    part: Mapped[str] = mapped_column(String(20))
    thing: Mapped[str] = mapped_column(String(80))
    level: Mapped[str] = mapped_column(String(10))
    resolver_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    reported_at: Mapped[datetime] = mapped_column(Instant)
    responded_at: Mapped[datetime | None] = mapped_column(Instant)
    restored_at: Mapped[datetime | None] = mapped_column(Instant)
    confirmed_at: Mapped[datetime | None] = mapped_column(Instant)
    solution: Mapped[str] = mapped_column(String(300), default="")
    closed: Mapped[date | None]
    problem_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    document: Mapped[Document] = relationship(foreign_keys=case_id)
    reporter: Mapped[Person] = relationship(foreign_keys=reporter_id)
    resolver: Mapped[Person | None] = relationship(foreign_keys=resolver_id)


# --- problems ---


class Problem(Model):
    """The case of what is behind several incidents; those have its id as their `problem_id`.

    `workaround` helps until it is solved, `root_cause`, `change_id` (by which it was solved) and `article_id`
    (where it is written down) are what its papers in force say; `closed` the day on which it was closed last.
    """

    __tablename__ = "problem"
    __table_args__ = (Index(None, "regulation", "part"),)
    case_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    regulation: Mapped[str] = mapped_column(String(8))
    title: Mapped[str] = mapped_column(String(60))
    symptom: Mapped[str] = mapped_column(String(120))
    part: Mapped[str] = mapped_column(String(20))
    thing: Mapped[str] = mapped_column(String(80))
    opened: Mapped[date]
    workaround: Mapped[str] = mapped_column(String(300))
    root_cause: Mapped[str] = mapped_column(String(300))
    change_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    article_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    closed: Mapped[date | None]
    document: Mapped[Document] = relationship(foreign_keys=case_id)


# --- changes ---


class Change(Model):
    """A change: when it is planned, and how far its paper is.

    `kind` is normal, standard or emergency. `approved_at` is when it was approved, or confirmed, in writing
    (a standard one's kind was approved before), `implemented_at` when it was reported as carried out.
    """

    __tablename__ = "change"
    __table_args__ = (Index(None, "begins_at"),)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    regulation: Mapped[str] = mapped_column(String(8))
    kind: Mapped[str] = mapped_column(String(10))
    part: Mapped[str] = mapped_column(String(20))
    thing: Mapped[str] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(String(80))
    begins_at: Mapped[datetime] = mapped_column(Instant)
    ends_at: Mapped[datetime] = mapped_column(Instant)
    approved_at: Mapped[datetime | None] = mapped_column(Instant)
    implemented_at: Mapped[datetime | None] = mapped_column(Instant)
    document: Mapped[Document] = relationship()


# --- planned work, readings and alarms ---


class PlanItem(Model):
    """What a plan in force wants done on a day, by whom; `done_by` is the paper that says so.

    `dropped_by` is the newer version of the plan that takes its place.
    """

    __tablename__ = "plan_item"
    __table_args__ = (UniqueConstraint("document_id", "key"), Index(None, "person_id", "planned"))
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    key: Mapped[str] = mapped_column(String(8))
    regulation: Mapped[str] = mapped_column(String(8))
    part: Mapped[str] = mapped_column(String(20))
    item: Mapped[str] = mapped_column(String(80))
    planned: Mapped[date]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    done_on: Mapped[date | None]
    done_by: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    dropped_by: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    document: Mapped[Document] = relationship(foreign_keys=document_id)
    person: Mapped[Person] = relationship()


class Reading(Model):
    """A value of an inspection or an operation log, with its limits in words; one `outside` of them asks for
    a fault (`fault_id`)."""

    __tablename__ = "reading"
    __table_args__ = (UniqueConstraint("document_id", "key"), Index(None, "outside", "fault_id"))
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    key: Mapped[str] = mapped_column(String(8))
    regulation: Mapped[str] = mapped_column(String(8))
    part: Mapped[str] = mapped_column(String(20))
    item: Mapped[str] = mapped_column(String(80))
    value: Mapped[str] = mapped_column(String(40))
    limits: Mapped[str] = mapped_column(String(60))
    outside: Mapped[bool]
    read_at: Mapped[datetime] = mapped_column(Instant)
    fault_id: Mapped[int | None] = mapped_column(ForeignKey("incident.case_id"))
    document: Mapped[Document] = relationship(foreign_keys=document_id)
    fault: Mapped[Incident | None] = relationship()


class Alarm(Model):
    """What monitoring told of, once for a `fingerprint` (of its labels) that began at `starts_at`, however
    often it is told: `count` times, last at `last_at`, by the monitor that is called `teller`.

    `status` is firing or resolved, `ends_at` when it was over; `left_out` is how many others were cut off the
    message in which it came last. One without a fault asks for it (`fault_id`).
    """

    __tablename__ = "alarm"
    __table_args__ = (
        UniqueConstraint("fingerprint", "starts_at"),
        Index(None, "status", "id"),
        Index(None, "starts_at"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(32))
    starts_at: Mapped[datetime] = mapped_column(Instant)
    status: Mapped[str] = mapped_column(String(10))
    ends_at: Mapped[datetime | None] = mapped_column(Instant)
    name: Mapped[str] = mapped_column(String(80))
    severity: Mapped[str] = mapped_column(String(20))
    thing: Mapped[str] = mapped_column(String(80))
    summary: Mapped[str] = mapped_column(String(300))
    last_at: Mapped[datetime] = mapped_column(Instant)
    count: Mapped[int]
    left_out: Mapped[int]
    teller: Mapped[str] = mapped_column(String(20))
    fault_id: Mapped[int | None] = mapped_column(ForeignKey("incident.case_id"), index=True)
    fault: Mapped[Incident | None] = relationship()


# --- emergencies ---


class EmergencyPlan(Model):
    """A plan for an emergency as it was put in force; `replaced_by` is the paper of the version that came
    after, `drilled_on` the newest day on which it was practised, or needed."""

    __tablename__ = "emergency_plan"
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    regulation: Mapped[str] = mapped_column(String(8))
    part: Mapped[str] = mapped_column(String(20))
    scenario: Mapped[str] = mapped_column(String(40))
    approved: Mapped[date]
    drilled_on: Mapped[date | None]
    replaced_by: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    document: Mapped[Document] = relationship(foreign_keys=document_id)


# --- knowledge ---


class Article(Model):
    """A knowledge article as its paper says it, from its sending on; in force are those whose paper is in
    force and that no newer version has `replaced_by`.

    `first_id` is the first version of the same article, `expires` the last day on which it holds. `heading`,
    `about`, `body` and `spoken` repeat it for searching (ranking.py); the operations keep them.
    """

    __tablename__ = "article"
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    regulation: Mapped[str] = mapped_column(String(8))
    first_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    title: Mapped[str] = mapped_column(String(80))
    symptom: Mapped[str] = mapped_column(String(300))
    cause: Mapped[str] = mapped_column(String(300))
    solution: Mapped[str] = mapped_column(String(1000))
    keywords: Mapped[str] = mapped_column(String(80))
    audience: Mapped[str] = mapped_column(String(10))
    part: Mapped[str] = mapped_column(String(20))
    expires: Mapped[date]
    replaced_by: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    heading: Mapped[str] = mapped_column(Text)
    about: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    spoken: Mapped[str] = mapped_column(Text)
    document: Mapped[Document] = relationship(foreign_keys=document_id)


# --- letters to the desk ---


class LetterTaken(Model):
    """A letter to the service desk that was read, once by the digest of its Message-ID: the case that it
    opened, or why it opened none."""

    __tablename__ = "letter_taken"
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)
    sender: Mapped[str] = mapped_column(String(120))
    subject: Mapped[str] = mapped_column(String(120))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    why_not: Mapped[str] = mapped_column(String(60))
