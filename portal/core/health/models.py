"""The table of certificates that the worker looked at: until when each is good."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from portal.extensions import Instant, Model


class CertificateSeen(Model):
    """A certificate as it was last looked at; `fault` says why nothing was seen. Name: portal, seal."""

    __tablename__ = "certificate_seen"
    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    until: Mapped[datetime | None] = mapped_column(Instant)
    fault: Mapped[str] = mapped_column(String(200))
    seen_at: Mapped[datetime] = mapped_column(Instant)
