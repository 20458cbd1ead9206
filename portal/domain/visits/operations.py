"""Posting visits; only documents do."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from sqlalchemy import insert

from portal.core.documents.models import Document
from portal.domain.visits.models import PlannedVisit, Visit
from portal.domain.visits.queries import goals
from portal.extensions import db


class Stop(NamedTuple):
    """One customer on one day; `key` is that of the document's line, `goal` what was planned to do there."""

    key: str
    day: date
    customer_id: int
    goal: str = ""


def post_planned(document: Document, stops: Iterable[Stop]) -> None:
    """Enter the visits that a plan foresees for its author."""
    of_it = {"document_id": document.id, "person_id": document.author_id}
    if rows := [{**of_it, **stop._asdict()} for stop in stops]:
        db.session.execute(insert(PlannedVisit), rows)


def post_visits(document: Document, day: date, stops: list[Stop]) -> None:
    """Enter the visits that the author made on a day, each as planned or not."""
    planned = goals(document.author_id, day, [stop.customer_id for stop in stops])
    db.session.add_all(
        Visit(
            document_id=document.id,
            person_id=document.author_id,
            key=stop.key,
            day=day,
            customer_id=stop.customer_id,
            planned=stop.customer_id in planned,
        )
        for stop in stops
    )
    db.session.flush()
