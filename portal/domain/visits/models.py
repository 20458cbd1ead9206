"""Tables of visits: planned by an approved plan, and made as a journal says."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.domain.customers.models import Customer
from portal.extensions import Model


class PlannedVisit(Model):
    """One line of an approved plan: who goes to which customer on which day, and what for."""

    __tablename__ = "planned_visit"
    __table_args__ = (UniqueConstraint("document_id", "key"), Index(None, "person_id", "day"))
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    key: Mapped[str] = mapped_column(String(8))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    day: Mapped[date]
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), index=True)
    goal: Mapped[str] = mapped_column(String(300))
    customer: Mapped[Customer] = relationship()


class Visit(Model):
    """One line of a journal: a visit that was made."""

    __tablename__ = "visit"
    __table_args__ = (UniqueConstraint("document_id", "key"), Index(None, "person_id", "day"))
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    key: Mapped[str] = mapped_column(String(8))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    day: Mapped[date]
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), index=True)
    planned: Mapped[bool]
    customer: Mapped[Customer] = relationship()
