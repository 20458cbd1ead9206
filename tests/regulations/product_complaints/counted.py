"""Complaints as rows of the register, many and varied; how they came there does not matter to a count."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

from portal.core.clocks.models import Clock
from portal.core.documents.models import Document
from portal.domain.complaints.models import Complaint
from portal.domain.customers.models import Customer
from portal.domain.products.models import Product
from portal.extensions import db, writing
from tests.core.org.changes import person, unit

AT = datetime(2026, 11, 1, tzinfo=UTC)
SERIAL = count(1)
CAUSES = ("质量原因", "非质量（人为）原因", "")
LIABLE = ("制造部门", "业务部门", "质量管理部", "")
FENS = (None, 0, 1, 9_999, 123_456_789, 80_050)


def end_of(day: date) -> datetime:
    """The instant at which a day in Shanghai is over."""
    return datetime(day.year, day.month, day.day, 16, tzinfo=UTC)


def case(received: date, closed: date | None = None, due: date | None = None, **other: object) -> int:
    """A case in the register, closed where a day is given and it is not said to be open again. Inside an app
    context and a transaction."""
    told = {"regulation": "R10", "status": "effective", "unit": "SALES", "customer": 1, "product": 1} | other
    document = Document(
        type=f"F{str(told['regulation'])[1:]}-4D", drawn_number=f"KS-{next(SERIAL)}", status=told["status"],
        title="投诉", summary="", author_id=person(str(told.get("author", "1010"))).id,
        unit_id=unit(str(told["unit"])).id, period=received, submitted_at=AT,
        stage=told.get("stage") or ("closed" if closed else "handling"),
    )  # fmt: skip
    db.session.add(document)
    db.session.flush()
    db.session.add(
        Complaint(
            case_id=document.id, regulation=told["regulation"], complainant="客户",
            customer_id=told["customer"], phone="", about=product(told["product"]), known_by="",
            received=received, closed=closed, category=told.get("cause", ""),
            liable=told.get("liable", ""), decision="", settled_fen=told.get("fen"),
        )
    )  # fmt: skip
    if due:
        limit(document, due, "结案")
    return document.id


def product(product_id: int | None) -> str:
    """A product as a complaint about it names it."""
    known = db.session.get(Product, product_id) if product_id else None
    return f"{known.label} {known.code}" if known else ""


def limit(document: Document, due: date, name: str, stage: str = "") -> None:
    """A limit that ran on a case or one of its stages."""
    db.session.add(
        Clock(
            document_id=document.id, step_id=None, unit_id=document.unit_id, stage=stage, name=name,
            declared="{}", limit="{}", pauses="[]", extensions="[]", state="stopped", began_at=AT,
            due_at=end_of(due), provisional=False,
        )
    )  # fmt: skip


def varied(number: int = 60) -> None:
    """Cases of the autumn of 2026, every kind of them. Inside an app context."""
    customers = db.session.query(Customer.id).order_by(Customer.id).limit(5).all()
    products = [*db.session.query(Product.id).order_by(Product.id).limit(3).all(), (None,)]
    with writing():
        for n in range(number):
            received = date(2026, 9, 20) + timedelta(days=n * 7 % 92)
            closed = received + timedelta(days=n % 23) if n % 3 else None
            case(
                received, closed, received + timedelta(days=13) if n % 4 else None,
                customer=customers[n % 5][0], product=products[n % 4][0], cause=CAUSES[n % 3],
                liable=LIABLE[n % 4], fen=FENS[n % 6], regulation="R12" if n % 11 == 7 else "R10",
                status="void" if n % 13 == 5 else "effective", stage="handling" if n % 17 == 4 else None,
            )  # fmt: skip
