"""Tables of units, posts and persons; every span of validity is [since, until)."""

from datetime import date

from sqlalchemy import ColumnElement, ForeignKey, String, or_
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.extensions import Model


class Dated:
    """A row that is in force from a day until (not including) another."""

    since: Mapped[date]
    until: Mapped[date | None]

    @classmethod
    def in_force(cls, day: date) -> ColumnElement[bool]:
        """SQL: whether the row is in force on a day."""
        return (cls.since <= day) & or_(cls.until.is_(None), cls.until > day)


class Unit(Model):
    """A unit; its name and place in the tree are dated."""

    __tablename__ = "unit"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(32), unique=True)


class UnitPlace(Dated, Model):
    """A unit's name and parent over a span of time; the root's name is that of the legal entity."""

    __tablename__ = "unit_place"
    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    name: Mapped[str] = mapped_column(String(80))


class Post(Dated, Model):
    """A post in a unit with a role; flows name roles, persons hold posts."""

    __tablename__ = "post"
    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    role: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(40))
    heads: Mapped[bool]
    unit: Mapped[Unit] = relationship()


class Person(Dated, Model):
    """An employee from the day of joining until the day after leaving."""

    __tablename__ = "person"
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str] = mapped_column(String(40))


class Holding(Dated, Model):
    """A person holds a post."""

    __tablename__ = "holding"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), index=True)
    person: Mapped[Person] = relationship()
    post: Mapped[Post] = relationship()
