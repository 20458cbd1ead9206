"""The tables of papers to print, and of the copies that were handed out."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.org.models import Person
from portal.extensions import Instant, Model

LONGEST_KEEPER, LONGEST_REASON = 40, 100
LACKS_SEAL = "公司电子签章："
LACKS_ROOM = "文件存不下："


class PrintOrder(Model):
    """A paper that is to be made once; `paper` is all it shows, as JSON. State: wanted, done, failed."""

    __tablename__ = "print_order"
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    paper: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(10), index=True)
    attempts: Mapped[int]
    fault: Mapped[str] = mapped_column(String(300))
    digest: Mapped[str | None] = mapped_column(String(64), index=True)
    ordered_at: Mapped[datetime] = mapped_column(Instant)
    made_at: Mapped[datetime | None] = mapped_column(Instant)

    @property
    def lacks_seal(self) -> bool:
        """Whether it waits for nothing but the company's electronic seal."""
        return self.state == "wanted" and self.fault.startswith(LACKS_SEAL)

    @property
    def lacks_room(self) -> bool:
        """Whether it could be made but not be kept."""
        return self.state == "wanted" and self.fault.startswith(LACKS_ROOM)


class PrintedCopy(Model):
    """A copy of an archive PDF that was handed out: its number, whether it is an original (原件), who keeps
    it and what for. Never changed; `key` makes a second press harmless. An original is wanted back, signed,
    by the day `back_by`."""

    __tablename__ = "printed_copy"
    __table_args__ = (UniqueConstraint("document_id", "number"), UniqueConstraint("person_id", "key"))
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    number: Mapped[int]
    original: Mapped[bool]
    keeper: Mapped[str] = mapped_column(String(LONGEST_KEEPER))
    reason: Mapped[str] = mapped_column(String(LONGEST_REASON))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    key: Mapped[str] = mapped_column(String(40))
    digest: Mapped[str] = mapped_column(String(64), index=True)
    at: Mapped[datetime] = mapped_column(Instant)
    back_by: Mapped[date | None] = mapped_column(index=True)
    person: Mapped[Person] = relationship()

    @property
    def kind(self) -> str:
        """原件 or 复印件."""
        return "原件" if self.original else "复印件"
