"""Tables of R07: what representatives have asked for in advance."""

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from portal.extensions import Model


class AdvanceAsked(Model):
    """The amount of an advance slip (fen), as it was last sent; rules never query facts."""

    __tablename__ = "advance_asked"
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    fen: Mapped[int] = mapped_column(BigInteger)
