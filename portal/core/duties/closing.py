"""Closing: a paper that proves it, leave over the whole period, or a head with a reason."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, select, update

from portal.core.among import among
from portal.core.audit.chain import record
from portal.core.documents.models import IN_FORCE, ON_ITS_WAY, Document
from portal.core.documents.operations import stream
from portal.core.duties.models import ONCE, Absence, Occurrence
from portal.core.duties.owed import Watched
from portal.core.duties.planning import watched
from portal.core.inspections.models import InspectedDocument
from portal.core.inspections.queries import below
from portal.core.instants import Moment
from portal.core.printing.models import PrintedCopy
from portal.core.web.context import catalogue
from portal.extensions import db, hold

ON_LEAVE = "已批准的请假"
COUNTS = (*ON_ITS_WAY, *IN_FORCE)


class NotWaivable(LookupError):
    """The duty is done, waived, or does not stand any more."""


def count(document: Document, moment: Moment) -> None:
    """Let a paper that was sent close its author's duties of its period."""
    keys = [each.key for each in watched() if (each.duty.form, each.duty.proof) == (document.type, "sent")]
    mine = update(Occurrence).where(
        Occurrence.duty.in_(keys),
        Occurrence.person_id == document.author_id,
        Occurrence.first_day <= document.period,
        Occurrence.last_day >= document.period,
        Occurrence.state == "open",
    )
    db.session.execute(mine.values(state="done", closed_at=moment.at, document_id=document.id))


def uncount(document: Document) -> None:
    """A paper that came to nothing proves nothing: its duties are open again."""
    proved = update(Occurrence).where(Occurrence.document_id == document.id, Occurrence.state == "done")
    db.session.execute(proved.values(state="open", closed_at=None, document_id=None))


def forget_returns(document_ids: list[int]) -> None:
    """Nobody owes the return of a paper any more, nor reads that he did."""
    copies = db.session.scalars(select(PrintedCopy.id).where(PrintedCopy.document_id.in_(document_ids)))
    duties = [f"{ONCE}{copy_id}" for copy_id in copies]
    db.session.execute(delete(Occurrence).where(Occurrence.duty.in_(duties)))


def settle(moment: Moment) -> None:
    """Close every open duty that a paper, an inspection or leave settles already: what a sweep finds."""
    for each in watched():
        close_inspected(each, moment) if each.duty.proof == "inspected" else close_proved(each)
    for absence in db.session.scalars(select(Absence).where(Absence.until > moment.at)):
        excuse(absence, moment)


def close_proved(each: Watched) -> None:
    """The open occurrences of a duty for which there is a paper, by the first of them."""
    query = select(Occurrence.id, Document.id, Document.submitted_at).join(
        Document,
        (Document.author_id == Occurrence.person_id)
        & Document.period.between(Occurrence.first_day, Occurrence.last_day),
    )
    query = query.where(Document.type == each.duty.form, Document.status.in_(COUNTS))
    query = query.where(Occurrence.duty == each.key, Occurrence.state == "open").order_by(Document.id)
    for occurrence_id, document_id, sent in db.session.execute(query).all():
        close(occurrence_id, state="done", closed_at=sent, document_id=document_id)


def close_inspected(each: Watched, moment: Moment, person_id: int | None = None) -> None:
    """The open occurrences of an inspection whose period is over and leaves nothing to look at."""
    query = select(Occurrence).filter_by(duty=each.key, state="open")
    query = query.where(Occurrence.last_day < moment.day)
    if person_id:
        query = query.filter_by(person_id=person_id)
    for occurrence in db.session.scalars(query).all():
        if not db.session.scalar(to_look_at(each.duty.form, occurrence, moment).limit(1)):
            close(occurrence.id, state="done", closed_at=moment.at)


def to_look_at(code: str, occurrence: Occurrence, moment: Moment) -> Select[int]:
    """SQL: the records of a period that wait for a person's eyes."""
    units = below(catalogue().type(code), occurrence.person_id, moment.day)
    query = select(Document.id).outerjoin(InspectedDocument, InspectedDocument.document_id == Document.id)
    return query.where(
        Document.type == code,
        among(Document.unit_id, units),
        Document.author_id != occurrence.person_id,
        Document.period.between(occurrence.first_day, occurrence.last_day),
        InspectedDocument.document_id.is_(None),
    )


def inspected(code: str, person_id: int, moment: Moment) -> None:
    """After somebody looked at records: close what he owed of it, if nothing waits any more."""
    for each in watched():
        if (each.duty.form, each.duty.proof) == (code, "inspected"):
            close_inspected(each, moment, person_id)


def go_away(document: Document, since: datetime, until: datetime, moment: Moment) -> None:
    """Enter the author's approved leave; what he would owe over it is waived."""
    absence = Absence(document_id=document.id, person_id=document.author_id, since=since, until=until)
    db.session.add(absence)
    db.session.flush()
    record(stream(document), "absence:entered", document.author_id, moment.at, since=since, until=until)
    excuse(absence, moment)


def excuse(absence: Absence, moment: Moment) -> None:
    """Waive what leave covers from the first working hour of its period to the last."""
    keys = [each.key for each in watched() if each.duty.away]
    query = select(Occurrence).filter_by(person_id=absence.person_id, state="open")
    for occurrence in db.session.scalars(query.where(Occurrence.duty.in_(keys))).all():
        if covers(absence, occurrence, moment):
            told = {"reason": ON_LEAVE, "document_id": absence.document_id}
            close(occurrence.id, state="waived", closed_at=moment.at, **told)


def covers(absence: Absence, occurrence: Occurrence, moment: Moment) -> bool:
    """Whether leave leaves nothing of the working time in which something is owed."""
    period, work = occurrence.period, moment.terms.of_unit(occurrence.unit_id).working_time
    worked = [each for day in period.days() for each in work.stretches(day)]
    return all(absence.since <= each.begins and each.ends <= absence.until for each in worked)


def waive(occurrence_id: int, person_id: int, reason: str, moment: Moment) -> Occurrence:
    """Let a head release somebody from a duty; raises NotWaivable."""
    occurrence = hold(Occurrence, id=occurrence_id)
    if occurrence is None or occurrence.state != "open":
        raise NotWaivable
    close(occurrence_id, state="waived", closed_at=moment.at, closed_by=person_id, reason=reason)
    told = {"duty": occurrence.duty, "person": occurrence.person_id, "reason": reason}
    record(f"duty:{occurrence_id}", "duty:waived", person_id, moment.at, **told)
    return occurrence


def close(occurrence_id: int, **values: Any) -> None:
    """Close an open occurrence."""
    mine = update(Occurrence).where(Occurrence.id == occurrence_id, Occurrence.state == "open")
    db.session.execute(mine.values(**values))
