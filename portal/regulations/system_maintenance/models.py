"""The register of implementing rules that branches and departments filed."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.documents.models import Document
from portal.extensions import Model


class FiledRule(Model):
    """A unit's own rules, as they were filed; `replaced_by` is the paper of the version that came after."""

    __tablename__ = "system_maintenance_rule"
    __table_args__ = (Index(None, "unit_id", "title"),)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    unit: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(80))
    version: Mapped[str] = mapped_column(String(40))
    effective: Mapped[date]
    article: Mapped[str] = mapped_column(String(40))
    replaced_by: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    document: Mapped[Document] = relationship(foreign_keys=document_id)
