"""The table of payees."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.code_lists.entries import Entry
from portal.domain.customers.models import Customer


class Payee(Entry):
    """An organisation that may be paid, under its credit code; `customer_id` is set where a customer itself
    is paid."""

    __tablename__ = "payee"
    code: Mapped[str] = mapped_column(String(18), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(10))
    customer_id: Mapped[int | None] = mapped_column(ForeignKey("customer.id"), index=True)
    customer: Mapped[Customer | None] = relationship()
