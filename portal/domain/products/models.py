"""The table of products."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.code_lists.entries import Entry


class Product(Entry):
    """A product; it is searched by name and specification."""

    __tablename__ = "product"
    code: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str] = mapped_column(String(30))
    spec: Mapped[str] = mapped_column(String(40))
    unit: Mapped[str] = mapped_column(String(10))

    @property
    def label(self) -> str:
        """Name and specification."""
        return f"{self.name} {self.spec}".strip()
