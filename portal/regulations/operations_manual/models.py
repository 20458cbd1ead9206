"""The register of controlled documents: each by its file id, with all its versions."""

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.documents.models import Document
from portal.extensions import Model


class Manual(Model):
    """A controlled document; `current_id` is the paper of the version that was released last, if any was."""

    __tablename__ = "operations_manual"
    file_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    current_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)


class ManualVersion(Model):
    """A version as its paper says it, from its sending on."""

    __tablename__ = "operations_manual_version"
    __table_args__ = (Index(None, "file_id", "document_id"),)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    file_id: Mapped[str] = mapped_column(ForeignKey("operations_manual.file_id"))
    title: Mapped[str] = mapped_column(String(80))
    version: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(10))
    secrecy: Mapped[str] = mapped_column(String(10))
    change: Mapped[str] = mapped_column(String(300))
    document: Mapped[Document] = relationship()
