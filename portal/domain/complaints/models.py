"""Tables of complaints; each row stands beside the case or the paper that says so."""

from datetime import date

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.documents.models import Document
from portal.domain.customers.models import Customer
from portal.extensions import Model


class Complaint(Model):
    """A case: who complained of what, and how it stands by its newest decision.

    `complainant` is what he is called, a customer of the register or not; `phone` (its digits) and
    `known_by` (an order's number, a licence plate) are what he is found by, `about` is the product, the car
    or the business that he complained of. `accepted` is the day from which its limit runs, `answered` the day
    on which that was met, where this is not its closing; `category`, `liable`, `decision` and `settled_fen`
    are those of its newest decision; `closed` is the day on which it was closed last.
    """

    __tablename__ = "complaint"
    __table_args__ = (Index(None, "regulation", "received"), Index(None, "customer_id", "received"))
    case_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    regulation: Mapped[str] = mapped_column(String(8))
    complainant: Mapped[str] = mapped_column(String(80))
    customer_id: Mapped[int | None] = mapped_column(ForeignKey("customer.id"))
    phone: Mapped[str] = mapped_column(String(40), index=True)
    about: Mapped[str] = mapped_column(String(120))
    known_by: Mapped[str] = mapped_column(String(40))
    received: Mapped[date]
    accepted: Mapped[date | None]
    answered: Mapped[date | None]
    category: Mapped[str] = mapped_column(String(20))
    liable: Mapped[str] = mapped_column(String(40))
    decision: Mapped[str] = mapped_column(String(20))
    settled_fen: Mapped[int | None] = mapped_column(BigInteger)
    closed: Mapped[date | None]
    document: Mapped[Document] = relationship()
    customer: Mapped[Customer | None] = relationship()


class ComplaintForm(Model):
    """A form that went round in a case, in the order of its ids; `outcome` is what the customer answered."""

    __tablename__ = "complaint_form"
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("complaint.case_id"), index=True)
    outcome: Mapped[str] = mapped_column(String(10))
    document: Mapped[Document] = relationship()


class ComplaintImprovement(Model):
    """A measure that a unit carried out; `effect` is what was found of it."""

    __tablename__ = "complaint_improvement"
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("complaint.case_id"), index=True)
    unit: Mapped[str] = mapped_column(String(40))
    effect: Mapped[str] = mapped_column(String(10))
    document: Mapped[Document] = relationship()


class ComplaintSettlement(Model):
    """What a paper settled: so much less to pay, or so many pieces that came back of those approved.

    `proof` is by what accounting enters it, `proved_by` the paper that brought a proof which comes later.
    """

    __tablename__ = "complaint_settlement"
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("complaint.case_id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    fen: Mapped[int | None] = mapped_column(BigInteger)
    approved: Mapped[int | None]
    actual: Mapped[int | None]
    proof: Mapped[str] = mapped_column(String(20))
    proved_by: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    document: Mapped[Document] = relationship(foreign_keys=document_id)


class ComplaintCallback(Model):
    """That a customer is to be called back until a day, and what he said (`document_id`, `content`)."""

    __tablename__ = "complaint_callback"
    __table_args__ = (Index(None, "document_id", "due"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("complaint.case_id"), index=True)
    due: Mapped[date]
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    content: Mapped[str] = mapped_column(String(10))
    complaint: Mapped[Complaint] = relationship()
