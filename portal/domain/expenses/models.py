"""Tables of expenses: standards of products, purchases and contracts of customers, what tables in force
accrued, what every form in force spends line by line, and what somebody tried against the law."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.documents.models import Document
from portal.core.money import Amount
from portal.core.org.models import Person
from portal.domain.customers.models import Customer
from portal.domain.products.models import Product
from portal.extensions import Instant, Model


class Standard(Model):
    """What one unit of a product may cost in expenses (fen), from a day on, by an approved document."""

    __tablename__ = "expense_standard"
    __table_args__ = (Index(None, "product_id", "since"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"))
    since: Mapped[date]
    fen: Mapped[int] = mapped_column(BigInteger)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    product: Mapped[Product] = relationship()

    @property
    def standard(self) -> Amount:
        """What a unit may cost."""
        return Amount(self.fen)


class Purchase(Model):
    """What a customer bought of a product in a month (its first day), and what of it he has paid so far.

    The quantity is kept in thousandths of the product's unit, money in fen.
    """

    __tablename__ = "purchase"
    __table_args__ = (UniqueConstraint("month", "customer_id", "product_id"), Index(None, "customer_id"))
    id: Mapped[int] = mapped_column(primary_key=True)
    month: Mapped[date]
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"))
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), index=True)
    thousandths: Mapped[int] = mapped_column(BigInteger)
    invoiced_fen: Mapped[int] = mapped_column(BigInteger)
    collected_fen: Mapped[int] = mapped_column(BigInteger)
    version: Mapped[int]
    customer: Mapped[Customer] = relationship()
    product: Mapped[Product] = relationship()

    @property
    def quantity(self) -> Decimal:
        """How many of the product's unit."""
        return Decimal(self.thousandths).scaleb(-3)

    @property
    def invoiced(self) -> Amount:
        """What it came to."""
        return Amount(self.invoiced_fen)

    @property
    def collected(self) -> Amount:
        """What of it is paid."""
        return Amount(self.collected_fen)


class Accrual(Model):
    """A line of a table in force: what may be paid out (fen) for a customer and a product, for which use."""

    __tablename__ = "expense_accrual"
    __table_args__ = (UniqueConstraint("document_id", "position"), Index(None, "person_id", "month"))
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    position: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    month: Mapped[date]
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), index=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"))
    use: Mapped[str] = mapped_column(String(40))
    fen: Mapped[int] = mapped_column(BigInteger)
    customer: Mapped[Customer] = relationship()
    product: Mapped[Product] = relationship()


class Contract(Model):
    """A contract with a customer: its number, with whom (registered or not), its value (fen), when it was
    signed."""

    __tablename__ = "contract"
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(40), unique=True)
    customer: Mapped[str] = mapped_column(String(80))
    customer_id: Mapped[int | None] = mapped_column(ForeignKey("customer.id"), index=True)
    fen: Mapped[int] = mapped_column(BigInteger)
    signed_at: Mapped[datetime] = mapped_column(Instant)
    entered_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    version: Mapped[int]
    registered: Mapped[Customer | None] = relationship()

    @property
    def value(self) -> Amount:
        """What it is worth."""
        return Amount(self.fen)


class ExpenseLine(Model):
    """A line of a form in force that spends: for which customer and use, to whom, how much (fen). Where it
    comes to nothing afterwards there is a second line with the opposite amount."""

    __tablename__ = "expense_line"
    __table_args__ = (UniqueConstraint("document_id", "position"), Index(None, "month", "id"))
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    position: Mapped[int]
    month: Mapped[date]
    customer: Mapped[str] = mapped_column(String(120))
    use: Mapped[str] = mapped_column(String(40))
    payee: Mapped[str] = mapped_column(String(80))
    fen: Mapped[int] = mapped_column(BigInteger)
    document: Mapped[Document] = relationship()

    @property
    def amount(self) -> Amount:
        """How much."""
        return Amount(self.fen)


class RefusedAttempt(Model):
    """What somebody tried against the law and the portal refused: in which form or list, at which place."""

    __tablename__ = "refused_attempt"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant, index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    form: Mapped[str] = mapped_column(String(60))
    customer: Mapped[str] = mapped_column(String(120))
    place: Mapped[str] = mapped_column(String(120))
    message: Mapped[str] = mapped_column(String(300))
    person: Mapped[Person] = relationship()
