"""Tables of R07: what representatives ask for in advance, and for winning new customers."""

from datetime import date

from sqlalchemy import BigInteger, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.extensions import Model


class AdvanceAsked(Model):
    """The amount of an advance slip (fen), its table and special account, as it was last sent; rules never
    query facts. Slips from before tables were signed here have no table."""

    __tablename__ = "advance_asked"
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    table_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    fen: Mapped[int] = mapped_column(BigInteger)


class NewCustomerAsked(Model):
    """An application for the special cost of a new customer, as it was last sent: for which contract (its
    number as the register writes it), on which day, for how much (fen), on which product's account.

    `customer` is what the prospect is called, `first_fen` what was asked for before anybody checked it.
    """

    __tablename__ = "new_customer_asked"
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    contract: Mapped[str] = mapped_column(String(40), index=True)
    sent_on: Mapped[date]
    customer: Mapped[str] = mapped_column(String(120))
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"))
    fen: Mapped[int] = mapped_column(BigInteger)
    first_fen: Mapped[int] = mapped_column(BigInteger)


class NewCustomerAccrued(Model):
    """What a monthly summary lets be paid out for an application (fen), while the summary is in force."""

    __tablename__ = "new_customer_accrued"
    __table_args__ = (UniqueConstraint("document_id", "position"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    position: Mapped[int]
    application_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    fen: Mapped[int] = mapped_column(BigInteger)
