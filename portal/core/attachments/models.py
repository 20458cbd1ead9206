"""The table of attachments."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.extensions import Instant, Model


class Attachment(Model):
    """A file beside a draft (`place` of its person) until it is sent, beside a document from then on.

    `gone_from` is the first version of the document that does not show it (none: all do). What a signer gave
    with his decision belongs to that, and to no version.
    """

    __tablename__ = "attachment"
    __table_args__ = (Index(None, "person_id", "place"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    place: Mapped[str] = mapped_column(String(60))
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"))
    name: Mapped[str] = mapped_column(String(120))
    media: Mapped[str] = mapped_column(String(80))
    size: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64), index=True)
    at: Mapped[datetime] = mapped_column(Instant)
    gone_from: Mapped[int | None]

    @property
    def told(self) -> str:
        """Its size as people say it."""
        return (
            f"{self.size / 1024 / 1024:.1f} MB"
            if self.size >= 1024 * 1024
            else f"{max(1, self.size // 1024)} KB"
        )
