"""§3, §10: what the register says of a complaint besides what every complaint has."""

from portal.domain.complaints.operations import held
from portal.extensions import db
from portal.regulations.product_complaints.models import ProductComplaint


def note(case_id: int, loss: str, region: str) -> None:
    """Enter it."""
    db.session.add(ProductComplaint(case_id=case_id, loss=loss, region=region))
    db.session.flush()


def registered(case_id: int) -> ProductComplaint:
    """What the register says."""
    return db.session.get_one(ProductComplaint, case_id)


def note_otherwise(case_id: int, *, loss: str = "", region: str = "") -> None:
    """Enter it otherwise; what is empty stays. The complaint is held, as for whatever is entered about it."""
    held(case_id)
    row = registered(case_id)
    row.loss, row.region = loss or row.loss, region or row.region
