"""The table of payees."""

from datetime import date

from sqlalchemy import ColumnElement, ForeignKey, String, and_, or_
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.domain.customers.models import Customer
from portal.extensions import Model


class Payee(Model):
    """An organisation that may be paid from a day on, until another; its credit code stays for ever.

    `customer_id` is set where a customer itself is paid. `folded` and `initials` repeat the name for
    searching; the operations keep them.
    """

    __tablename__ = "payee"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(18), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(10))
    customer_id: Mapped[int | None] = mapped_column(ForeignKey("customer.id"), index=True)
    since: Mapped[date]
    until: Mapped[date | None]
    version: Mapped[int]
    folded: Mapped[str] = mapped_column(String(240))
    initials: Mapped[str] = mapped_column(String(240))
    customer: Mapped[Customer | None] = relationship()

    def state_on(self, day: date) -> str:
        """Whether it may be paid, as people read it."""
        if day < self.since:
            return f"{self.since} 起使用"
        return "在用" if self.used_on(day) else f"{self.until} 起停用"

    def used_on(self, day: date) -> bool:
        """Whether it may be paid on a day."""
        return self.since <= day and (self.until is None or day < self.until)

    @classmethod
    def in_force(cls, day: date) -> ColumnElement[bool]:
        """SQL: the payees in use on a day."""
        return and_(cls.since <= day, or_(cls.until.is_(None), cls.until > day))
