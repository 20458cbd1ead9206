"""The table of how jobs went: what an administrator must know, not a line for every run."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from portal.extensions import Instant, Model


class JobState(Model):
    """How a job went: when it last failed, how often in a row, by what kind of fault; and when it ended well
    after that. One that never failed has no row; only the worker's own beat has one that is renewed."""

    __tablename__ = "job_state"
    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    failed_at: Mapped[datetime | None] = mapped_column(Instant)
    failures: Mapped[int]
    fault: Mapped[str] = mapped_column(String(60))

    @property
    def is_failing(self) -> bool:
        """Whether it failed and did not end well since."""
        return self.failed_at is not None and (self.ended_at is None or self.ended_at < self.failed_at)
