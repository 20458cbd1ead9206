"""The lists that may be printed as a whole: what each is called as it was filtered, and its documents."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from flask import request, url_for
from sqlalchemy import Select, func, select

from portal.core.approval.models import Decision
from portal.core.approval.search import found
from portal.core.auth.visitor import visitor
from portal.core.desk.search import SearchForm, ready_form
from portal.core.documents.models import Document
from portal.core.web.context import today


class Listed(NamedTuple):
    """A list: what it is called, the ids of its documents in its order (SQL), and its address."""

    title: str
    ids: Select[Any]
    address: str


def mine() -> Listed:
    """What the visitor sent."""
    ids = select(Document.id).filter_by(author_id=visitor().person_id).order_by(Document.id.desc())
    return Listed("我发起的", ids, url_for("lists.mine"))


def done() -> Listed:
    """What he decided, each document once, by his last decision on it."""
    ids = select(Decision.document_id).filter_by(person_id=visitor().person_id)
    ids = ids.group_by(Decision.document_id).order_by(func.max(Decision.id).desc())
    return Listed("已办", ids, url_for("lists.done"))


def searched() -> Listed | None:
    """What he looked for; None where the filters cannot be read."""
    form = ready_form(request.form)
    if not form.validate():
        return None
    ids = found(visitor().person_id, today(), form.question()).with_values().with_only_columns(Document.id)
    asked: dict[str, Any] = {**form.asked}
    ids = ids.order_by(Document.id.desc())
    return Listed(f"查单据{told(form)}", ids, url_for("search.index", **asked))


def told(form: SearchForm) -> str:
    """The filters in words."""
    said = [
        form.q.data and f"“{form.q.data.strip()}”",
        *(label(field) for field in (form.form, form.status)),
        form.since.data and f"从 {form.since.data.strip()}",
        form.until.data and f"到 {form.until.data.strip()}",
    ]
    return f"：{' '.join(filter(None, said))}" if any(said) else ""


def label(field: Any) -> str:
    """What the chosen one of a filter is called; nothing for all."""
    return next((words for value, words, chosen, _ in field.iter_choices() if value and chosen), "")


LISTS: Mapping[str, Callable[[], Listed | None]] = {"mine": mine, "done": done, "search": searched}
