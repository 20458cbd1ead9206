"""Tables of advances, of their settlements with every line, and of the checks that follow."""

from datetime import date

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.documents.models import Document
from portal.core.money import Amount
from portal.core.org.models import Person
from portal.domain.ledger.models import Account
from portal.extensions import Model


class Advance(Model):
    """What somebody drew (fen) of a special account by an approved document; never changed.

    `table_id` is the signed table that it rests on (none: from before tables were signed here), `within` the
    working days in which it is to be settled.
    """

    __tablename__ = "advance"
    __table_args__ = (Index(None, "person_id", "document_id"),)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    table_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    fen: Mapped[int] = mapped_column(BigInteger)
    day: Mapped[date]
    within: Mapped[int]
    document: Mapped[Document] = relationship(foreign_keys=[document_id])
    account: Mapped[Account] = relationship()
    person: Mapped[Person] = relationship()

    @property
    def amount(self) -> Amount:
        """What was drawn."""
        return Amount(self.fen)


class Settlement(Model):
    """What a settlement says of an advance (fen), as it was last sent; its document's status says whether it
    counts."""

    __tablename__ = "settlement"
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    advance_id: Mapped[int] = mapped_column(ForeignKey("advance.document_id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    spent_fen: Mapped[int] = mapped_column(BigInteger)
    returned_fen: Mapped[int] = mapped_column(BigInteger)
    document: Mapped[Document] = relationship()
    advance: Mapped[Advance] = relationship()


class SettledLine(Model):
    """One invoice of a settlement: to whom, for which customer and use, for how many of which position.

    An invoice number of a payee stands in one line ever; what came to nothing gives it free.
    """

    __tablename__ = "settled_line"
    __table_args__ = (UniqueConstraint("payee_id", "invoice"), Index(None, "customer_id", "day"))
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    day: Mapped[date]
    payee_id: Mapped[int] = mapped_column(ForeignKey("payee.id"))
    invoice: Mapped[str] = mapped_column(String(40))
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"))
    use: Mapped[str] = mapped_column(String(40))
    way: Mapped[str] = mapped_column(String(40))
    people: Mapped[int | None]
    guests: Mapped[str] = mapped_column(String(40))
    fen: Mapped[int] = mapped_column(BigInteger)
    document: Mapped[Document] = relationship()


class SpotCheck(Model):
    """A record of the check that follows a settlement; its document's status says whether it counts. It has
    `confirmed` the payment when everybody agreed, or when it says how what did not was settled."""

    __tablename__ = "spot_check"
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    settlement_id: Mapped[int] = mapped_column(ForeignKey("settlement.document_id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    confirmed: Mapped[bool] = mapped_column(server_default=true())
