"""What the audit of a document says about it, read from its events alone."""

from typing import Any

import msgspec
from sqlalchemy import select

from portal.core.audit.models import AuditEvent, AuditPayload
from portal.extensions import db

STATUS = {
    "document:submitted": "in_review", "document:resubmitted": "in_review", "document:returned": "returned",
    "route:withdraw": "withdrawn", "route:abandon": "void", "route:terminate": "terminated",
    "document:rejected": "rejected", "document:approved": "approved", "document:void": "void",
}  # fmt: skip
VOIDING = {"route:void": True, "document:void": False, "document:kept": False}
DECIDED = ("approve", "return", "reject", "against", "advise")


def replayed(document_id: int) -> tuple[str, bool, dict[int, int]]:
    """Status, whether it is being voided, and the open tasks with their people."""
    query = select(AuditEvent.event, AuditPayload.payload).join(AuditPayload)
    query = query.where(AuditEvent.stream == f"document:{document_id}").order_by(AuditEvent.position)
    status, voiding = "", False
    people: dict[int, int] = {}
    states: dict[int, str] = {}
    revising: set[int] = set()
    for event, text in db.session.execute(query):
        told: dict[str, Any] = msgspec.json.decode(text)
        status, voiding = STATUS.get(event, status), VOIDING.get(event, voiding)
        if event == "tasks:given":
            given = {int(task): person for task, person in told["tasks"].items()}
            people |= given
            states |= {task: "waiting" if task in told["waiting"] else "open" for task in given}
            revising |= set() if told["step"] else set(given)
        elif event in ("tasks:closed", "tasks:woken", "tasks:shelved"):
            to = {"tasks:closed": "closed", "tasks:woken": "open", "tasks:shelved": "waiting"}[event]
            states |= dict.fromkeys(told["tasks"], to)
        elif event.partition(":")[2] in DECIDED and event.startswith("task:"):
            states[told["task"]] = "done"
        elif event == "document:resubmitted":
            states |= dict.fromkeys(revising, "done")
    return status, voiding, {task: people[task] for task, state in states.items() if state == "open"}
