"""Tables of assets, and of counts: which were expected, found, or did not belong."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.org.models import Person
from portal.extensions import Instant, Model


class Asset(Model):
    """A device: what it is, who uses it (nobody: it is in store or shared), in which unit and room.

    `serial_key` is the maker's number as it is compared (none: not known). `folded` and `initials` repeat
    what it is called for searching; the operations keep them.
    """

    __tablename__ = "asset"
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    kind: Mapped[str] = mapped_column(String(10))
    model: Mapped[str] = mapped_column(String(40))
    serial: Mapped[str] = mapped_column(String(40))
    serial_key: Mapped[str | None] = mapped_column(String(40), unique=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    room: Mapped[str] = mapped_column(String(40))
    bought: Mapped[date | None]
    warranty: Mapped[date | None] = mapped_column(index=True)
    state: Mapped[str] = mapped_column(String(4))
    remark: Mapped[str] = mapped_column(String(300))
    version: Mapped[int]
    form_key: Mapped[str | None] = mapped_column(String(60), unique=True)
    folded: Mapped[str] = mapped_column(String(240))
    initials: Mapped[str] = mapped_column(String(240))
    user: Mapped[Person | None] = relationship()

    @property
    def label(self) -> str:
        """What it is called on paper."""
        return f"{self.kind} {self.model}"


class AssetCount(Model):
    """A stock-taking of one unit's assets, or of all (no unit); open until somebody closes it."""

    __tablename__ = "asset_count"
    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    opened_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    opened_at: Mapped[datetime] = mapped_column(Instant)
    closed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    closed_at: Mapped[datetime | None] = mapped_column(Instant)


class AssetCountLine(Model):
    """An asset that a count expects, or a code that was scanned: how often, and by whom the first time.

    `code` is the asset's number, or what was scanned that is none.
    """

    __tablename__ = "asset_count_line"
    __table_args__ = (UniqueConstraint("count_id", "code"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    count_id: Mapped[int] = mapped_column(ForeignKey("asset_count.id"))
    asset_id: Mapped[int | None] = mapped_column(ForeignKey("asset.id"), index=True)
    code: Mapped[str] = mapped_column(String(80))
    result: Mapped[str] = mapped_column(String(10))
    times: Mapped[int]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime | None] = mapped_column(Instant)
    asset: Mapped[Asset | None] = relationship()
