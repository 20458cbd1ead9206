"""Tables of customers, of whom to speak to there, and of the prefix that each unit's codes have."""

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.org.models import Person
from portal.extensions import Model

STATES = {"active": "在册", "closed": "已停用"}


class Customer(Model):
    """A dealer or end customer: who looks after it, in which unit, its grade (empty when not graded).

    `folded`, `bare`, `initials` and `pinyin` repeat the name for searching; the operations keep them.
    """

    __tablename__ = "customer"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str] = mapped_column(String(80), index=True)
    grade: Mapped[str] = mapped_column(String(4))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    graded_on: Mapped[date | None]
    address: Mapped[str] = mapped_column(String(120))
    state: Mapped[str] = mapped_column(String(10))
    nature: Mapped[str] = mapped_column(String(10), server_default="")
    remark: Mapped[str] = mapped_column(String(300))
    version: Mapped[int]
    form_key: Mapped[str | None] = mapped_column(String(60), unique=True)
    folded: Mapped[str] = mapped_column(String(240))
    bare: Mapped[str] = mapped_column(String(240), index=True)
    initials: Mapped[str] = mapped_column(String(240))
    pinyin: Mapped[str] = mapped_column(String(1440))
    owner: Mapped[Person | None] = relationship()
    contacts: Mapped[list["CustomerContact"]] = relationship(
        order_by="CustomerContact.id", cascade="all, delete-orphan"
    )

    @property
    def state_label(self) -> str:
        """The state as people read it."""
        return STATES[self.state]


class CustomerContact(Model):
    """Somebody at the customer; `digits` and `tail` (its last four) repeat the phone for searching."""

    __tablename__ = "customer_contact"
    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), index=True)
    name: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(40))
    phone: Mapped[str] = mapped_column(String(30))
    digits: Mapped[str] = mapped_column(String(20), index=True)
    tail: Mapped[str] = mapped_column(String(4), index=True)
    consent_on: Mapped[date | None]
    consent_how: Mapped[str] = mapped_column(String(40))
    note: Mapped[str] = mapped_column(String(120))


class CustomerPrefix(Model):
    """What the codes of a unit's customers begin with."""

    __tablename__ = "customer_prefix"
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    prefix: Mapped[str] = mapped_column(String(10), unique=True)
