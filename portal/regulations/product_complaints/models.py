"""What only a complaint about a product has."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.extensions import Model


class ProductComplaint(Model):
    """What is registered of such a complaint besides: whether it did harm, and where the customer is."""

    __tablename__ = "product_complaint"
    case_id: Mapped[int] = mapped_column(ForeignKey("complaint.case_id"), primary_key=True)
    loss: Mapped[str] = mapped_column(String(10))
    region: Mapped[str] = mapped_column(String(10))
