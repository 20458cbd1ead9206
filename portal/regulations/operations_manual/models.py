"""The registers of R18: controlled documents with their versions, accounts, servers and information."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.documents.models import Document
from portal.core.org.models import Person
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


class SystemAccount(Model):
    """An account of a system, as its papers say; `paper_id` is the last of them. It is in use from `issued`
    until it is `withdrawn`, and issued anew it begins anew."""

    __tablename__ = "operations_manual_account"
    system: Mapped[str] = mapped_column(String(80), primary_key=True)
    account: Mapped[str] = mapped_column(String(40), primary_key=True)
    holder_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    right: Mapped[str] = mapped_column(String(300))
    vault: Mapped[str] = mapped_column(String(40))
    issued: Mapped[date]
    changed: Mapped[date | None]
    withdrawn: Mapped[date | None]
    paper_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    holder: Mapped[Person] = relationship()
    paper: Mapped[Document] = relationship()


class RegisteredAsset(Model):
    """A server or an information asset as a paper that was approved says it; `form` tells which of the two.

    `name` is what it is known by, `replaced_by` the newer paper about the same."""

    __tablename__ = "operations_asset"
    __table_args__ = (Index(None, "form", "name"),)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    form: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(120))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("configuration_item.id"), index=True)
    replaced_by: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    document: Mapped[Document] = relationship(foreign_keys=document_id)
