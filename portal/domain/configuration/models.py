"""Tables of configuration items; each row is as the newest paper in force says."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.documents.models import Document
from portal.core.org.models import Person
from portal.extensions import Model


class ConfigurationItem(Model):
    """What is run: a service, a system, a machine, a place.

    `number` is given with its first paper, `document_id` is its newest; `ended` the day on which it was
    scrapped. `folded` is name and number as they are looked for.
    """

    __tablename__ = "configuration_item"
    __table_args__ = (Index(None, "type"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(40))
    folded: Mapped[str] = mapped_column(String(120))
    type: Mapped[str] = mapped_column(String(10))
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    location: Mapped[str] = mapped_column(String(40))
    status: Mapped[str] = mapped_column(String(4))
    version: Mapped[str] = mapped_column(String(40))
    part: Mapped[str] = mapped_column(String(20))
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    ended: Mapped[date | None]
    owner: Mapped[Person] = relationship()
    document: Mapped[Document] = relationship()


class ConfigurationRelation(Model):
    """What an item has to do with another one, from a day until another, both included."""

    __tablename__ = "configuration_relation"
    __table_args__ = (UniqueConstraint("from_id", "to_id", "kind", "since"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    from_id: Mapped[int] = mapped_column(ForeignKey("configuration_item.id"))
    to_id: Mapped[int] = mapped_column(ForeignKey("configuration_item.id"), index=True)
    kind: Mapped[str] = mapped_column(String(4))
    since: Mapped[date]
    until: Mapped[date | None]


class ConfigurationPaper(Model):
    """Which item a paper is about: the one that registers or changes it, or a change or an incident of it."""

    __tablename__ = "configuration_paper"
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("configuration_item.id"), index=True)
    document: Mapped[Document] = relationship()
