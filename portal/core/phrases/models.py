"""The table of phrases."""

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.extensions import Model

LONGEST = 100


class Phrase(Model):
    """A phrase of one person; they are offered in the order of their positions."""

    __tablename__ = "phrase"
    __table_args__ = (UniqueConstraint("person_id", "words"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    words: Mapped[str] = mapped_column(String(LONGEST))
    position: Mapped[int]
