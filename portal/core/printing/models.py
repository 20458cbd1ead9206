"""The table of papers to print."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.extensions import Instant, Model


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
