"""Tables of the ledger; entries and their lines are never changed (triggers refuse it).

That an entry's lines cancel out PostgreSQL checks at the end of each transaction. SQLite cannot look at what
a transaction leaves: there the one operation that posts holds it, and `portal verify` adds every entry up.
"""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.documents.models import Document
from portal.core.money import Amount
from portal.core.org.models import Person
from portal.extensions import Instant, Model

KINDS = {"special": "专户", "person": "个人借支", "opening": "期初", "budget": "预算", "spent": "费用支出"}
LISTED = ("special", "person")


class Account(Model):
    """An account: a special account of a product, what a person has in advance, or where it comes from.

    `code` is unique and says whose it is; `person_id` is set for what a person owes.
    """

    __tablename__ = "account"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(10))
    currency: Mapped[str] = mapped_column(String(3))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    person: Mapped[Person | None] = relationship()

    @property
    def kind_label(self) -> str:
        """The kind as people read it."""
        return KINDS[self.kind]


class LedgerEntry(Model):
    """What one document posted, once; and the one that reverses what it, or for it, was posted."""

    __tablename__ = "ledger_entry"
    __table_args__ = (UniqueConstraint("document_id", "reverses"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    reverses: Mapped[bool] = mapped_column(default=False, server_default=false())
    day: Mapped[date]
    text: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime] = mapped_column(Instant)
    document: Mapped[Document] = relationship()


class LedgerLine(Model):
    """One side of an entry: fen that came into an account, negative for what went out."""

    __tablename__ = "ledger_line"
    __table_args__ = (Index(None, "account_id", "id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("ledger_entry.id"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    fen: Mapped[int] = mapped_column(BigInteger)
    entry: Mapped[LedgerEntry] = relationship()
    account: Mapped[Account] = relationship()

    @property
    def size(self) -> Amount:
        """How much was moved, whichever way."""
        return Amount(abs(self.fen), self.account.currency)
