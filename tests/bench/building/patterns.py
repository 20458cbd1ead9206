"""The few papers that all others are copied from, made by the real operations and read as rows."""

from typing import Any, NamedTuple

from sqlalchemy import Table, select

from portal.core.approval.models import Decision, Panel, RouteStep, Task
from portal.core.audit.models import AuditEvent, AuditPayload
from portal.core.clocks.models import Clock
from portal.core.documents.models import Document, DocumentText, Serial, Snapshot
from portal.core.facts import Month
from portal.core.notices.models import Notice
from portal.core.printing.models import PrintOrder
from portal.core.printing.worker import print_what_is_wanted
from portal.core.web.context import today
from portal.demonstration import papers
from portal.demonstration.company import manager_of
from portal.domain.visits.models import PlannedVisit, Visit
from portal.extensions import db

ORDER = (
    Document, Snapshot, RouteStep, Panel, Task, AuditEvent, AuditPayload, Decision, Clock, Notice,
    DocumentText, Serial, PrintOrder, PlannedVisit, Visit,
)  # fmt: skip
TABLES: tuple[Table, ...] = tuple(model.__table__ for model in ORDER)  # type: ignore[misc]
LINES = 3


class Pattern(NamedTuple):
    """One document as it is stored: the rows of each table, in their order, and the place of each id."""

    form: str
    status: str
    rows: dict[str, list[dict[str, Any]]]
    places: dict[str, dict[int, int]]


def make() -> list[Pattern]:
    """Plans, journals, reports and targets of 陈立 in every state, with their archive PDFs."""
    manager = manager_of("1001")
    manager = manager._replace(customers=manager.customers[:LINES])
    month = Month(today().year, today().month)
    papers.plan_of(manager, month, 0)
    papers.plan_of(manager, month.after(), 1, last=True)
    papers.journals(manager, every=False)
    for number in range(4):
        papers.beside(manager, number)
    print_what_is_wanted()
    ids = db.session.scalars(select(Document.id).order_by(Document.id)).all()
    return [pattern_of(document_id) for document_id in ids]


def pattern_of(document_id: int) -> Pattern:
    """A document's rows."""
    rows = {table.name: rows_of(table, document_id) for table in TABLES}
    [document], columns = rows["document"], {table.name: table.columns for table in TABLES}
    counted = {name: [row["id"] for row in of_it] for name, of_it in rows.items() if "id" in columns[name]}
    places = {name: {number: at for at, number in enumerate(ids)} for name, ids in counted.items()}
    return Pattern(document["type"], document["status"], rows, places)


def rows_of(table: Table, document_id: int) -> list[dict[str, Any]]:
    """A table's rows about one document."""
    events = select(AuditEvent.id).where(AuditEvent.stream == f"document:{document_id}")
    about = {
        "document": lambda: table.c.id == document_id,
        "audit_event": lambda: table.c.id.in_(events),
        "audit_payload": lambda: table.c.event_id.in_(events),
    }.get(table.name, lambda: table.c.document_id == document_id)
    query = select(table).where(about()).order_by(*table.primary_key.columns)
    return [{column.key: row[column] for column in table.c} for row in db.session.execute(query).mappings()]
