"""Looking for documents among those a person may see."""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from portal.core.approval.visibility import visible
from portal.core.documents.models import Document, DocumentText
from portal.core.facts import Month
from portal.core.folding import words


class Question(NamedTuple):
    """What to look for: words that must all occur, form, status, first and last month it is about."""

    text: str = ""
    form: str = ""
    status: str = ""
    since: Month | None = None
    until: Month | None = None


def found(person_id: int, day: date, question: Question) -> Select[Any]:
    """SQL: the documents that a person may see and that answer the question."""
    query = select(Document).where(Document.id.in_(visible(person_id, day)))
    if words(question.text):
        query = query.join(DocumentText, DocumentText.document_id == Document.id)
    for word in words(question.text):
        query = query.where(DocumentText.folded.contains(word))  # folded: no wildcards
    exact = {"type": question.form, "status": question.status}
    query = query.filter_by(**{name: value for name, value in exact.items() if value})
    if question.since:
        query = query.where(Document.period >= question.since.first())
    if question.until:
        query = query.where(Document.period < question.until.after().first())
    return query.options(joinedload(Document.author))
