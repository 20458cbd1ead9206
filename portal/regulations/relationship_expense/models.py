"""Tables of R07: what representatives have asked for in advance, on which signed table."""

from sqlalchemy import BigInteger, ForeignKey
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
