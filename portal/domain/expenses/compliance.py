"""Questions of whoever watches over expenses: what was spent for whom, and what was refused by law."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from portal.core.approval.models import Decision, RouteStep
from portal.core.facts import Month
from portal.core.org.models import Person
from portal.core.web.context import zone
from portal.domain.expenses.models import ExpenseLine, RefusedAttempt
from portal.extensions import db


def lines_spent(month: Month | None) -> Select[Any]:
    """SQL: the lines of expenses of a month, or all of them, with their documents."""
    query = select(ExpenseLine).options(joinedload(ExpenseLine.document))
    return query.where(ExpenseLine.month == month.first()) if month else query


def attempts(month: Month | None) -> Select[Any]:
    """SQL: what was refused by law in a month, or ever, with who tried it."""
    query = select(RefusedAttempt).options(joinedload(RefusedAttempt.person))
    if month is None:
        return query
    first, last = (datetime.combine(each.first(), time(), zone()) for each in (month, month.after()))
    return query.where(RefusedAttempt.at >= first, RefusedAttempt.at < last)


def signers_of(documents: Iterable[int]) -> dict[int, str]:
    """Who agreed to some documents on their way, in order."""
    query = select(Decision.document_id, Person.name).join(Person, Decision.person_id == Person.id)
    query = query.join(RouteStep, RouteStep.id == Decision.step_id)
    query = query.where(
        Decision.document_id.in_(set(documents)), Decision.kind == "approve", ~Decision.taken_back,
        RouteStep.purpose == "approve", RouteStep.state == "done",
    )  # fmt: skip
    names: dict[int, list[str]] = {}
    for document_id, name in db.session.execute(query.order_by(Decision.id)):
        names.setdefault(document_id, []).append(name)
    return {document_id: "、".join(dict.fromkeys(found)) for document_id, found in names.items()}
