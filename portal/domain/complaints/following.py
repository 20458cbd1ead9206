"""What follows a decision: measures, settlements, calling back; only papers do it."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select

from portal.core.documents.models import IN_FORCE, Document
from portal.core.money import Amount
from portal.domain.complaints.models import ComplaintCallback, ComplaintImprovement, ComplaintSettlement
from portal.domain.complaints.operations import held
from portal.extensions import db


class Settled(NamedTuple):
    """What a paper settled, and by what accounting enters it."""

    kind: str
    proof: str
    amount: Amount | None = None
    approved: int | None = None
    actual: int | None = None


def improve(paper: Document, unit: str, effect: str) -> None:
    """Note what was found of a measure."""
    row = ComplaintImprovement(document_id=paper.id, case_id=paper.case_id, unit=unit, effect=effect)
    db.session.add(row)
    db.session.flush()


def settle(paper: Document, settled: Settled) -> None:
    """Note what a paper settled."""
    row = ComplaintSettlement(
        document_id=paper.id, case_id=paper.case_id, kind=settled.kind, proof=settled.proof,
        fen=settled.amount.fen if settled.amount else None, approved=settled.approved, actual=settled.actual,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()


def prove(paper: Document, settlement_id: int) -> None:
    """Note that a paper brought the proof of a settlement."""
    db.session.get_one(ComplaintSettlement, settlement_id).proved_by = paper.id


def settled_fen(case_id: int) -> int:
    """How much the papers in force of a case take off already; the complaint is held, so that none is added
    meanwhile."""
    held(case_id)
    query = select(func.coalesce(func.sum(ComplaintSettlement.fen), 0)).join(ComplaintSettlement.document)
    counts = (ComplaintSettlement.case_id == case_id, Document.status.in_(IN_FORCE))
    return db.session.scalars(query.where(*counts)).one() or 0


def plan_callback(case_id: int, due: date) -> None:
    """The customer is to be called back until a day; what was planned before and not done is dropped."""
    row = waiting(case_id) or ComplaintCallback(case_id=case_id, content="")
    row.due = due
    db.session.add(row)
    db.session.flush()


def called_back(paper: Document, content: str) -> bool:
    """Note what the customer said; whether he was to be called."""
    row = waiting(paper.case_id) if paper.case_id else None
    if row is None:
        return False
    row.document_id, row.content = paper.id, content
    return True


def drop_callback(case_id: int) -> None:
    """Nobody is to be called back any more."""
    if row := waiting(case_id):
        db.session.delete(row)
        db.session.flush()


def waiting(case_id: int) -> ComplaintCallback | None:
    """The call that is still to be made; the complaint is held, so that no other answers it."""
    held(case_id)
    query = select(ComplaintCallback).filter_by(case_id=case_id, document_id=None)
    return db.session.scalar(query.execution_options(populate_existing=True))
