"""Who is a party of a document, in SQL: by whom it was sent, above whom, and on whose desk it is or was."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from portal.core.among import among
from portal.core.approval.models import Decision, Task
from portal.core.documents.models import Document
from portal.core.org.queries import units_headed


def sent_or_leads(person_id: Any, day: Any) -> ColumnElement[bool]:
    """Whether a document is the person's own, or of a unit that he heads or one below."""
    below = select(units_headed(person_id, day).c.unit_id)
    return or_(Document.author_id == person_id, among(Document.unit_id, below))


def takes_part(person_id: int, day: date) -> ColumnElement[bool]:
    """The same, or whether he has or had a task with it, or decided for somebody who had."""
    tasks = select(Task.document_id).where(Task.person_id == person_id)
    decided = select(Decision.document_id).where(Decision.person_id == person_id)
    return or_(sent_or_leads(person_id, day), Document.id.in_(tasks), Document.id.in_(decided))
