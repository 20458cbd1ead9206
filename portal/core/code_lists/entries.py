"""One entry of a list; each list is a table of its own."""

from datetime import date

from sqlalchemy import ColumnElement, String, and_, or_
from sqlalchemy.orm import Mapped, mapped_column

from portal.extensions import Model


class Entry(Model):
    """Something under a code that stays for ever, in use from a day on until another.

    `folded` and `initials` repeat what it is called for searching; the operations keep them.
    """

    __abstract__ = True
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str]
    name: Mapped[str]
    since: Mapped[date]
    until: Mapped[date | None]
    version: Mapped[int]
    folded: Mapped[str] = mapped_column(String(240))
    initials: Mapped[str] = mapped_column(String(240))

    @property
    def label(self) -> str:
        """What it is called on paper."""
        return self.name

    def state_on(self, day: date) -> str:
        """Whether it is in use, as people read it."""
        if day < self.since:
            return f"{self.since} 起使用"
        return "在用" if self.used_on(day) else f"{self.until} 起停用"

    def used_on(self, day: date) -> bool:
        """Whether it is in use on a day."""
        return self.since <= day and (self.until is None or day < self.until)

    @classmethod
    def in_force(cls, day: date) -> ColumnElement[bool]:
        """SQL: the entries in use on a day."""
        return and_(cls.since <= day, or_(cls.until.is_(None), cls.until > day))
